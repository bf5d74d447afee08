import type { JsonValue } from "../../../hashing/canonical-json";
import { isJsonObject } from "../../../hashing/canonical-json";
import { METADATA_TYPES } from "../../schema";
import type { Findings } from "./findings";

const MAX_DEPTH = 5;
const TYPES: ReadonlySet<string> = new Set(METADATA_TYPES);

/** A name refers to nothing further. */
const NOTHING: Things = new Map();

/** What illustrates a page, or is the page: what a page is about where it describes nothing else. */
const BESIDE: ReadonlySet<string> = new Set(["AudioObject", "ImageObject", "VideoObject", "WebPage"]);

type Node = Readonly<Record<string, JsonValue>>;
/** What a document says of the things that it refers to by their names, "@id". */
type Things = ReadonlyMap<string, Node>;

/** Adds what the work that a page is about, among those which its JSON-LD describes in schema.org terms, says of itself; of the others nothing. */
export function addJsonLd(findings: Findings, texts: readonly string[]): void {
  const documents = texts.flatMap((text) => {
    try {
      return [JSON.parse(text) as JsonValue]; // what JSON.parse returns
    } catch {
      findings.addProblem("its JSON-LD is not valid JSON");
      return [];
    }
  });
  const works = documents.flatMap((document) => worksIn(document, 0));
  const isSubject = (one: Node): boolean => "mainEntityOfPage" in one;
  const isBeside = (one: Node): boolean => typesOf(one).every((type) => BESIDE.has(type) || !TYPES.has(type));
  const work = works.find(isSubject) ?? works.find((one) => !isBeside(one)) ?? works[0];
  if (work === undefined) return;
  const things = documents.reduce<Map<string, Node>>((all, document) => thingsIn(document, 0, all), new Map());
  const textsOf = (value: JsonValue | undefined): string[] => textsIn(value, things);
  const type = typesOf(work).find((name) => TYPES.has(name));
  findings.add("@type", type, "JSON-LD @type");
  for (const [term, name] of [
    ["name", "name"],
    ["headline", "name"],
    ["datePublished", "datePublished"],
    ["dateCreated", "dateCreated"],
    ["license", "license"],
    ["copyrightNotice", "copyrightNotice"],
  ] as const) {
    findings.add(name, textsOf(work[term])[0], `JSON-LD ${term}`);
  }
  for (const term of ["author", "creator", "editor", "translator", "illustrator", "publisher", "copyrightHolder"]) {
    findings.add(term === "creator" ? "author" : term, textsOf(work[term]), `JSON-LD ${term}`);
  }
  // A Language of schema.org has its tag as its other name.
  const languages = [work["inLanguage"] ?? []]
    .flat()
    .map((one) => (isJsonObject(one) ? (one["alternateName"] ?? one) : one));
  findings.add("inLanguage", textsOf(languages), "JSON-LD inLanguage");
  const identifiers = [...textsOf(work["isbn"]), ...textsOf(work["identifier"])];
  findings.add("identifier", identifiers, "JSON-LD identifier");
  const year = Number(work["copyrightYear"]);
  if (Number.isInteger(year)) findings.add("copyrightYear", year, "JSON-LD copyrightYear");
}

/** The nodes that are works, from the outside in: lists, graphs and what a page is about. */
function worksIn(value: JsonValue | undefined, depth: number): Node[] {
  if (value === undefined || depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => worksIn(item, depth + 1));
  if (!isJsonObject(value)) return [];
  const inside = ["@graph", "mainEntity"].flatMap((key) => worksIn(value[key], depth + 1));
  // A page that has a work in it is only where it stands.
  const isPage = typesOf(value).includes("WebPage");
  const own = typesOf(value).some((name) => TYPES.has(name)) ? [value] : [];
  return isPage ? [...inside, ...own] : [...own, ...inside];
}

function typesOf(node: Node): string[] {
  return [node["@type"] ?? []].flat().map(String); // a name or a list of them
}

/** All things that are described by themselves, of any type: the people of a graph stand beside the work. */
function thingsIn(value: JsonValue | undefined, depth: number, things: Map<string, Node>): Map<string, Node> {
  if (depth > MAX_DEPTH) return things;
  if (Array.isArray(value)) value.forEach((item: JsonValue) => thingsIn(item, depth + 1, things));
  else if (value !== undefined && isJsonObject(value)) {
    if (typeof value["@id"] === "string" && "name" in value) things.set(value["@id"], value);
    Object.values(value).forEach((inside) => thingsIn(inside, depth + 1, things));
  }
  return things;
}

/** Texts, of things their names, values or addresses. */
function textsIn(value: JsonValue | undefined, things: Things): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => textsIn(item, things));
  if (!isJsonObject(value)) return [String(value)];
  if (value["@list"] !== undefined) return textsIn(value["@list"], things);
  const id = value["@id"];
  const name = value["name"] ?? (typeof id === "string" ? things.get(id)?.["name"] : undefined);
  return textsIn(name ?? value["value"] ?? value["@value"] ?? id ?? value["url"], NOTHING).slice(0, 1);
}
