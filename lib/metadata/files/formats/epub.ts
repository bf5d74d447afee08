import type { Findings } from "../parts/findings";
import { told } from "../parts/told";
import { all, first, readXml, within, type XmlElement } from "../parts/xml";
import { openZip, type Zip } from "../parts/zip";

const CONTAINER = "META-INF/container.xml";

/** What a creator is, by the codes of MARC; one without a code is an author, one with another code has contributed. */
const TERM_OF_ROLE: Readonly<Record<string, string>> = {
  aut: "author",
  cre: "author",
  edt: "editor",
  ill: "illustrator",
  trl: "translator",
};

/** What epub-gen writes where it is told no author, publisher or rights; its own name is in the package. */
const NOBODY_OF_EPUB_GEN = /^(?:Copyright © \d{4} by )?anonymous$/;

/** What somebody who has contributed may have done. */
const HELPERS: ReadonlySet<string> = new Set(["editor", "illustrator", "translator"]);

/** Reads the metadata of the package document of an EPUB 2 or 3. */
export async function readEpub(path: string, findings: Findings): Promise<void> {
  findings.add("@type", "Book", "EPUB");
  const zip = await openZip(path);
  try {
    const container = await memberOf(zip, CONTAINER);
    const root = first(container, "rootfiles", "rootfile")?.attributes["full-path"];
    if (root === undefined) throw new Error(`its ${CONTAINER} names no package document`);
    addPackage(findings, await memberOf(zip, root));
  } finally {
    zip.close();
  }
}

async function memberOf(zip: Zip, name: string): Promise<XmlElement> {
  const bytes = await zip.read(name);
  if (bytes === undefined) throw new Error(`it has no ${name}`);
  return readXml(bytes);
}

function addPackage(findings: Findings, document: XmlElement): void {
  // EPUB 2 allows a dc-metadata in between.
  const metadata = all(document, "metadata").flatMap((element) => [element, ...all(element, "dc-metadata")]);
  const named = (name: string): XmlElement[] => metadata.flatMap((element) => all(element, name)).filter(hasText);
  const metas = metadata.flatMap((element) => within(element, "meta"));
  const refined = refinements(metas);
  const isEpubGen = metas.some(({ attributes: { name, content } }) => name === "generator" && content === "epub-gen");
  const toldOf = (name: string): XmlElement[] =>
    named(name).filter(({ text }) => {
      const untold = isEpubGen && NOBODY_OF_EPUB_GEN.test(text) ? [text] : [];
      return told(findings, text, untold, `EPUB dc:${name}`) !== undefined;
    });
  const textsOf = (elements: readonly XmlElement[]): string[] => elements.map(({ text }) => text);

  const titles = named("title");
  const main = titles.find((title) => refined(title, "title-type").includes("main")) ?? titles[0];
  findings.add("name", main?.text, "EPUB dc:title");

  const rolesOf = (person: XmlElement): string[] => {
    const { role } = person.attributes;
    return role === undefined ? refined(person, "role") : [role];
  };
  const termsOf = (creator: XmlElement): Set<string> => {
    const roles = rolesOf(creator);
    const terms = roles.flatMap((one) => TERM_OF_ROLE[one] ?? []);
    return new Set(roles.length === 0 ? ["author"] : terms.length === 0 ? ["contributor"] : terms);
  };
  // Where two have no place their difference is no number: they stay as they are.
  const placeOf = (creator: XmlElement): number => Number(refined(creator, "display-seq")[0] ?? Infinity);
  const creators = toldOf("creator").sort((a, b) => placeOf(a) - placeOf(b) || 0);
  findings.addPeople(
    creators.flatMap((one) => [...termsOf(one)].map((term) => [term, one.text] as const)),
    "EPUB dc:creator",
  );

  // Translators often stand there, and programs that made the file.
  const helpers = toldOf("contributor").flatMap((one) =>
    rolesOf(one).map((role) => [TERM_OF_ROLE[role] ?? "", one.text] as const),
  );
  findings.addPeople(
    helpers.filter(([term]) => HELPERS.has(term)),
    "EPUB dc:contributor",
  );

  findings.add("publisher", textsOf(toldOf("publisher")), "EPUB dc:publisher");
  findings.add("inLanguage", textsOf(named("language")), "EPUB dc:language");
  // Another event of EPUB 2 is when the file was made or changed.
  const dates = named("date");
  const published = ["publication", undefined].flatMap((event) =>
    dates.filter(({ attributes }) => attributes["event"] === event),
  )[0];
  findings.add("datePublished", published?.text, "EPUB dc:date");
  findings.add("identifier", textsOf(named("identifier")), "EPUB dc:identifier");
  findings.addRights(toldOf("rights")[0]?.text, "EPUB dc:rights");
}

/** What EPUB 3 says of an element in others: its roles, the type of a title. */
function refinements(metas: readonly XmlElement[]): (element: XmlElement, property: string) => string[] {
  return ({ attributes: { id } }, property) =>
    metas
      .filter(({ attributes }) => attributes["refines"] === `#${id}` && attributes["property"] === property)
      .map(({ text }) => text.trim());
}

function hasText({ text }: XmlElement): boolean {
  return text.trim() !== "";
}
