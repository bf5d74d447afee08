import { createReadStream } from "node:fs";

import type { JsonValue } from "../../../hashing/canonical-json";
import type { Findings } from "./findings";
import { isHan, nameOfParts } from "./values";
import { all, elementsOf, first, type IsWanted, type XmlElement } from "./xml";

/** The kinds of date of publication, the one that counts most first. */
const DATES = ["epub", "pub", "electronic", "ppub", "print", "collection"];

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
  findings.add("name", first(article, "title-group", "article-title")?.text, "JATS article-title");
  const contributors = all(article, "contrib-group", "contrib");
  for (const [type, term] of [
    ["author", "author"],
    ["editor", "editor"],
    ["translator", "translator"],
  ] as const) {
    const people = contributors.filter(({ attributes }) => (attributes["contrib-type"] ?? "author") === type);
    findings.add(
      term,
      people.map((one) => personOf(one, language)),
      `JATS contrib ${type}`,
    );
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
  const address = licence?.attributes["href"] ?? first(licence, "license_ref")?.text;
  if (address !== undefined) findings.addRights(address, "JATS license");
  findings.addRights(first(permissions, "copyright-statement")?.text, "JATS copyright-statement");
  findings.add(
    "copyrightHolder",
    all(permissions, "copyright-holder").map(({ text }) => text),
    "JATS copyright-holder",
  );
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
  return own?.name === "name" ? personalName(own) : own && withoutMembers(own);
}

function personalName(name: XmlElement): string {
  const [given = "", family = "", suffix = ""] = ["given-names", "surname", "suffix"].map(
    (part) => first(name, part)?.text.trim() ?? "",
  );
  const isFamilyFirst = name.attributes["name-style"] === "eastern" || isHan(given + family);
  return nameOfParts(isFamilyFirst ? [family, given, suffix] : [given, family, suffix]);
}

/** The name of a group, whose members may be listed within it. */
function withoutMembers(group: XmlElement): string {
  return all(group, "contrib-group").reduce((text, members) => text.replace(members.text, ""), group.text);
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
  const parts = ["year", "month", "day"].map((name) => first(date, name)?.text.trim());
  const known = parts.slice(0, parts.includes(undefined) ? parts.indexOf(undefined) : 3);
  return known.map((part) => part?.padStart(2, "0")).join("-");
}
