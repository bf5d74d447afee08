import { Findings } from "../parts/findings";
import { isHan, nameOfParts } from "../parts/values";
import { all, first, type XmlElement } from "../parts/xml";
import type { ListEntry } from "./entry";

/** The short tags of ONIX 3 for the elements that are read here; those of groups are the long ones in small letters. */
const LONG_TAG: Readonly<Record<string, string>> = {
  a002: "notificationtype",
  b012: "productform",
  b029: "subtitle",
  b030: "titleprefix",
  b031: "titlewithoutprefix",
  b034: "sequencenumber",
  b035: "contributorrole",
  b036: "personname",
  b037: "personnameinverted",
  b039: "namesbeforekey",
  b040: "keynames",
  b041: "namesafterkey",
  b047: "corporatename",
  b081: "publishername",
  b087: "copyrightyear",
  b202: "titletype",
  b203: "titletext",
  b221: "productidtype",
  b244: "idvalue",
  b247: "prefixtokey",
  b248: "suffixtokey",
  b252: "languagecode",
  b253: "languagerole",
  b291: "publishingrole",
  b306: "date",
  j260: "dateformat",
  x409: "titleelementlevel",
  x443: "corporatenameinverted",
  x448: "publishingdaterole",
  x510: "epublicenseexpressionlink",
  x512: "copyrighttype",
};

/** List 17; who is in none of these has contributed. */
const TERM_OF_ROLE: Readonly<Record<string, string>> = {
  A01: "author",
  A12: "illustrator",
  B01: "editor",
  B06: "translator",
};

/** The parts of a person's name, in the order in which they are read. */
const KEYED = ["namesbeforekey", "prefixtokey", "keynames", "namesafterkey", "suffixtokey"];

/** List 1: what it says of a product that does not exist. */
const DELETED = "05";
/** List 55: days, months, years and times; the others are weeks, quarters, spans, words, and years of the Hijra. */
const DATES: ReadonlySet<string> = new Set(["", "00", "01", "05", "13", "14"]);
/** List 45: the publisher, where it is not said that it is another, such as a sponsor or a printer. */
const PUBLISHER: ReadonlySet<string> = new Set(["", "01"]);

/** List 5: what may be written on the file of a book. */
const ISBN_13 = "15";
const ISBN_10 = "02";
const GTIN_13 = "03";
const DOI = "06";
const OWN = "01";

/** What ONIX 3 says of a product, in long or short tags; nothing where it takes back what it has said. */
export function entryOfProduct(product: XmlElement): ListEntry[] {
  const findings = new Findings();
  const normal = withLongTags(product);
  if (textOf(normal, "notificationtype") === DELETED) return [];
  const detail = first(normal, "descriptivedetail");
  const publishing = first(normal, "publishingdetail");

  const isAudio = textOf(detail, "productform").startsWith("A");
  findings.add("@type", isAudio ? "Audiobook" : "Book", "ONIX ProductForm");
  addTitle(findings, detail);
  findings.addPeople(
    contributorsOf(detail).flatMap((one) => termsOf(one).map((term) => [term, nameOf(one)] as const)),
    "ONIX Contributor",
  );
  const languages = all(detail, "language").filter((language) => textOf(language, "languagerole") === "01");
  findings.add(
    "inLanguage",
    languages.map((language) => textOf(language, "languagecode")),
    "ONIX Language",
  );
  const publishers = all(publishing, "publisher").filter((one) => PUBLISHER.has(textOf(one, "publishingrole")));
  findings.add(
    "publisher",
    publishers.map((one) => textOf(one, "publishername")),
    "ONIX PublisherName",
  );
  const dates = all(publishing, "publishingdate").filter((one) => textOf(one, "publishingdaterole") === "01");
  addDate(findings, dates[0]);

  // A phonogram or a database has rights of its own.
  const copyrights = all(publishing, "copyrightstatement");
  const copyright = copyrights.find((one) => ["", "C"].includes(textOf(one, "copyrighttype")));
  const year = Number(textOf(copyright, "copyrightyear"));
  if (year > 0) findings.add("copyrightYear", year, "ONIX CopyrightYear");
  findings.add("copyrightHolder", all(copyright, "copyrightowner").map(nameOf), "ONIX CopyrightOwner");

  const licences = all(detail, "epublicense", "epublicenseexpression", "epublicenseexpressionlink");
  findings.add("license", licences[0]?.text, "ONIX EpubLicense");

  const numbers = all(normal, "productidentifier").map((one) => [textOf(one, "productidtype"), textOf(one, "idvalue")]);
  const ofType = (...types: string[]): string[] =>
    numbers.flatMap(([type = "", value = ""]) => (types.includes(type) ? [value] : []));
  findings.add("identifier", ofType(ISBN_13, DOI), "ONIX ProductIdentifier");
  return [{ files: [], keys: ofType(ISBN_13, ISBN_10, GTIN_13, OWN), metadata: findings.found }];
}

/** The title of the product itself (title type 01, level 01), not that of its series. */
function addTitle(findings: Findings, detail: XmlElement | undefined): void {
  const title = all(detail, "titledetail").find((one) => textOf(one, "titletype") === "01");
  const element = all(title, "titleelement").find((one) => textOf(one, "titleelementlevel") === "01");
  const parts = [textOf(element, "titleprefix"), textOf(element, "titlewithoutprefix")];
  findings.add("name", textOf(element, "titletext") || parts.join(" "), "ONIX TitleElement");
  findings.add("alternativeHeadline", textOf(element, "subtitle"), "ONIX Subtitle");
}

function addDate(findings: Findings, element: XmlElement | undefined): void {
  const date = textOf(element, "date");
  const format = textOf(element, "dateformat") || (first(element, "date")?.attributes["dateformat"] ?? "");
  if (DATES.has(format)) findings.add("datePublished", date, "ONIX PublishingDate");
  else
    findings.addProblem(
      `ONIX PublishingDate is ${JSON.stringify(date)} in the format ${format}, which is no day of a calendar`,
    );
}

/** In the order that their numbers give, whichever they stand in; those without one last. */
function contributorsOf(detail: XmlElement | undefined): XmlElement[] {
  const placeOf = (one: XmlElement): number => Number(textOf(one, "sequencenumber") || Infinity);
  return all(detail, "contributor").sort((a, b) => placeOf(a) - placeOf(b) || 0);
}

/** Somebody may have written and drawn a book. */
function termsOf(person: XmlElement): string[] {
  const known = all(person, "contributorrole").flatMap(({ text }) => TERM_OF_ROLE[text.trim()] ?? []);
  return known.length > 0 ? [...new Set(known)] : ["contributor"];
}

function nameOf(person: XmlElement): string {
  const [before = "", prefix = "", key = "", after = "", suffix = ""] = KEYED.map((part) => textOf(person, part));
  const parts = isHan(before + key) ? [key, before] : [before, prefix, key, after, suffix];
  const names = ["personname", "corporatename"].map((name) => textOf(person, name));
  const inverted = ["personnameinverted", "corporatenameinverted"].map((name) => textOf(person, name));
  return [...names, nameOfParts(parts), ...inverted].find((name) => name !== "") ?? "";
}

function textOf(element: XmlElement | undefined, name: string): string {
  return first(element, name)?.text.trim() ?? "";
}

function withLongTags(element: XmlElement): XmlElement {
  const name = element.name.toLowerCase();
  return { ...element, name: LONG_TAG[name] ?? name, children: element.children.map(withLongTags) };
}
