import { createReadStream } from "node:fs";

import type { JsonValue } from "../../../hashing/canonical-json";
import type { Findings } from "./findings";
import { isHan, nameOfParts } from "./values";
import { all, elementsOf, first, type IsWanted, within, type XmlElement } from "./xml";

/** The kinds of date of publication, the one that counts most first. */
const DATES = ["epub", "pub", "electronic", "ppub", "print", "collection"];

/** What somebody is, by the type of a contributor or of the group that they stand in, or by their role. */
const TERMS: Readonly<Record<string, string>> = {
  author: "author",
  editor: "editor",
  illustrator: "illustrator",
  translator: "translator",
};

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Marks and notes within a title or a name, and what else is no part of it. */
const NOTES: ReadonlySet<string> = new Set(["contrib-group", "fn", "xref"]);

/** Front matter, and the language of its article. */
interface Front {
  readonly front: XmlElement;
  readonly language: string | undefined;
}

/** The front matter of an article, which is read no further; none of an XML file that is no article. */
export async function* frontsOf(path: string): AsyncGenerator<Front> {
  let language: string | undefined;
  const isFront: IsWanted = (name, depth, attributes) => {
    if (depth === 1) language = attributes["lang"];
    if (depth === 1 && name !== "article") return "nothing more";
    return depth === 2 && (name === "front" || "nothing more");
  };
  for await (const front of elementsOf(createReadStream(path), isFront)) {
    yield { front, language };
    return;
  }
}

/** Adds what the front matter of an article in JATS says. */
export function addJats(findings: Findings, front: XmlElement, language: string | undefined): void {
  findings.add("@type", "ScholarlyArticle", "JATS");
  const article = first(front, "article-meta");
  findings.add("name", shown(first(article, "title-group", "article-title")), "JATS article-title");
  const contributors = all(article, "contrib-group").flatMap((group) =>
    all(group, "contrib").map((one) => [termOf(one, group), personOf(one, language)] as const),
  );
  for (const term of Object.values(TERMS)) {
    const people = contributors.flatMap(([own, person]) => (own === term ? [person] : []));
    findings.add(term, people, `JATS contrib ${term}`);
  }
  findings.add("inLanguage", language, "JATS xml:lang");
  findings.add("datePublished", dateOf(all(article, "pub-date")), "JATS pub-date");
  const identifiers = all(article, "article-id").filter(({ attributes }) => attributes["pub-id-type"] === "doi");
  findings.add(
    "identifier",
    identifiers.map(({ text }) => text),
    "JATS article-id",
  );
  findings.add("publisher", first(front, "journal-meta", "publisher", "publisher-name")?.text, "JATS publisher-name");

  const permissions = first(article, "permissions");
  const licence = first(permissions, "license");
  const links = licence === undefined ? [] : within(licence, "ext-link");
  const addresses = [licence, ...links].map((element) => element?.attributes["href"]);
  const [own, ...linked] = [addresses[0] ?? first(licence, "license_ref")?.text, ...addresses.slice(1)];
  const known = linked.find((address) => address?.includes("//creativecommons.org/"));
  findings.add(
    "license",
    [own, known].find((address) => /^https?:/.test(address?.trim() ?? "")),
    "JATS license",
  );
  findings.addRights(shown(first(permissions, "copyright-statement")), "JATS copyright-statement");
  const year = Number(first(permissions, "copyright-year")?.text);
  if (year > 0) findings.add("copyrightYear", year, "JATS copyright-year");
  findings.add(
    "copyrightHolder",
    all(permissions, "copyright-holder").map(({ text }) => text),
    "JATS copyright-holder",
  );
}

/** What a contributor is; undefined where the article has other words for it. */
function termOf(contributor: XmlElement, group: XmlElement): string | undefined {
  const type = contributor.attributes["contrib-type"] ?? group.attributes["content-type"];
  if (type !== undefined) return TERMS[type.toLowerCase().replace(/s$/, "")];
  const roles = all(contributor, "role").map(({ text }) => TERMS[text.trim().toLowerCase()]);
  return roles.find((role) => role !== undefined) ?? "author";
}

/** A text as readers see it: without notes and their marks, of alternatives one, and a blank where a line is broken. */
function shown(element: XmlElement | undefined): string {
  if (element === undefined || NOTES.has(element.name)) return "";
  if (element.name === "break") return " ";
  if (element.name === "alternatives") {
    const { children } = element;
    return shown(children.find(({ name }) => name !== "tex-math") ?? children[0]);
  }
  return element.content.map((part) => (typeof part === "string" ? part : shown(part))).join("");
}

/** The names of the files that an article says it is in. */
export function filesOfJats(front: XmlElement): string[] {
  return all(front, "article-meta", "self-uri").map(({ attributes }) => attributes["href"] ?? "");
}

function personOf(
  contributor: XmlElement,
  language: string | undefined,
): string | Readonly<Record<string, JsonValue>> | undefined {
  const name = nameOf(contributor, language);
  const orcid = all(contributor, "contrib-id").find(({ attributes }) => attributes["contrib-id-type"] === "orcid");
  const digits = /\d{4}-\d{4}-\d{4}-\d{3}[\dX]/.exec(orcid?.text ?? "")?.[0];
  if (name === undefined || digits === undefined) return name;
  return { "@type": "Person", "@id": `https://orcid.org/${digits}`, name };
}

/** Of one name in several languages or scripts that of the article, else the first. */
function nameOf(contributor: XmlElement, language: string | undefined): string | undefined {
  const alternatives = ["name-alternatives", "collab-alternatives"].flatMap((name) => all(contributor, name));
  const inside = [contributor, ...alternatives].flatMap(({ children }) => children);
  const named = ["name", "collab", "string-name"].flatMap((kind) => inside.filter(({ name }) => name === kind));
  const own = named.find(({ attributes }) => primary(attributes["lang"]) === primary(language)) ?? named[0];
  return own?.name === "name" ? personalName(own) : own && shown(own);
}

function personalName(name: XmlElement): string {
  const [given = "", family = "", suffix = ""] = ["given-names", "surname", "suffix"].map((part) =>
    shown(first(name, part)).trim(),
  );
  const isFamilyFirst = name.attributes["name-style"] === "eastern" || isHan(given + family);
  return nameOfParts(isFamilyFirst ? [family, given, suffix] : [given, family, suffix]);
}

function primary(language: string | undefined): string | undefined {
  return language?.split("-")[0]?.toLowerCase();
}

function dateOf(dates: readonly XmlElement[]): string | undefined {
  const rank = ({ attributes }: XmlElement): number => {
    const kind = attributes["pub-type"] ?? attributes["publication-format"] ?? attributes["date-type"] ?? "";
    const place = DATES.indexOf(kind);
    return place === -1 ? DATES.length : place;
  };
  const [date] = [...dates].sort((a, b) => rank(a) - rank(b));
  const written = date?.attributes["iso-8601-date"];
  if (date === undefined || written !== undefined) return written;
  const [year = "", month = "", day = ""] = ["year", "month", "day"].map((name) => first(date, name)?.text.trim());
  const parts = [year, monthOf(month), /^\d{1,2}$/.test(day) ? day : ""];
  const known = parts.slice(0, parts.includes("") ? parts.indexOf("") : 3);
  return known.map((part) => part.padStart(2, "0")).join("-");
}

/** The number of a month that may be written in English; nothing of several, "Jan-Feb". */
function monthOf(month: string): string {
  if (/^\d{1,2}$/.test(month)) return month;
  const place = /^[a-z]{3,9}\.?$/i.test(month) ? MONTHS.indexOf(month.slice(0, 3).toLowerCase()) : -1;
  return place < 0 ? "" : String(place + 1);
}
