import { createReadStream } from "node:fs";

import { decoded } from "../parts/decode";
import type { Findings } from "../parts/findings";
import { addJsonLd } from "../parts/json-ld";

/** Of a page, what is read: data URLs can make it longer, and all that describes it comes before them. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Of what is gathered from one page, in characters. */
const MAX_GATHERED = 1024 * 1024;

const CHARSET = /<meta[^>]+charset\s*=\s*["']?\s*([\w:-]+)/i;

/** What the names of meta elements give, in the order in which they count. */
const TERMS: readonly (readonly [name: string, term: string, isList?: true])[] = [
  ["citation_title", "name"],
  ["citation_author", "author", true],
  ["citation_authors", "author", true],
  ["citation_publication_date", "datePublished"],
  ["citation_date", "datePublished"],
  ["citation_online_date", "datePublished"],
  ["citation_language", "inLanguage"],
  ["citation_publisher", "publisher"],
  ["citation_doi", "identifier"],
  ["citation_isbn", "identifier"],
  ["dcterms.title", "name"],
  ["dc.title", "name"],
  ["dcterms.creator", "author", true],
  ["dc.creator", "author", true],
  ["dc.creator.personalname", "author", true],
  ["dcterms.language", "inLanguage"],
  ["dc.language", "inLanguage"],
  ["dcterms.issued", "datePublished"],
  ["dc.date.issued", "datePublished"],
  ["dcterms.date", "datePublished"],
  ["dc.date", "datePublished"],
  ["dcterms.created", "dateCreated"],
  ["dcterms.publisher", "publisher"],
  ["dc.publisher", "publisher"],
  ["dc.identifier.doi", "identifier"],
  ["dcterms.identifier", "identifier"],
  ["dc.identifier", "identifier"],
  ["dcterms.license", "license"],
  ["dcterms.rightsholder", "copyrightHolder", true],
  ["og:title", "name"],
  ["book:author", "author", true],
  ["article:author", "author", true],
  ["book:isbn", "identifier"],
  ["book:release_date", "datePublished"],
  ["article:published_time", "datePublished"],
  ["author", "author", true],
  ["date", "datePublished"],
];
/** Where Open Graph asks for the address of a profile; many write a name there. */
const PROFILES: ReadonlySet<string> = new Set(["article:author", "book:author"]);
const RIGHTS = ["dcterms.rights", "dc.rights", "copyright"];

/** What a page has of use. */
interface Page {
  readonly metas: Map<string, string[]>;
  readonly jsonLd: string[];
  title: string;
  language: string | undefined;
  /** Licences in its head, and those to which its text links. */
  readonly linkedLicences: string[];
  readonly shownLicences: string[];
}

/** Reads JSON-LD, then the meta elements, then the title of a web page: of one term, the first of them counts. */
export async function readHtml(path: string, findings: Findings): Promise<void> {
  const page = await pageOf(path);
  addJsonLd(findings, page.jsonLd);
  for (const [name, term, isList] of TERMS) {
    const all = page.metas.get(name) ?? [];
    const values = PROFILES.has(name) ? all.filter((text) => !/^\s*(?:https?:)?\/\//.test(text)) : all;
    findings.add(term, isList === true ? values : values[0], `meta ${name}`);
  }
  const [licence, ...others] = new Set(page.linkedLicences.length > 0 ? page.linkedLicences : page.shownLicences);
  // Such a link is about the whole page (HTML, 4.6.6.7), unless it stands below one picture of several.
  if (others.length === 0) findings.add("license", licence, "rel=license");
  else findings.addProblem("rel=license names several licences");
  for (const name of RIGHTS) findings.addRights(page.metas.get(name), `meta ${name}`);
  findings.add("name", page.title, "HTML title");
  findings.add("inLanguage", page.language, "HTML lang");
  findings.add("@type", "WebPage", "HTML");
}

async function pageOf(path: string): Promise<Page> {
  const { Parser } = await import("htmlparser2");
  const page: Page = {
    metas: new Map(),
    jsonLd: [],
    title: "",
    language: undefined,
    linkedLicences: [],
    shownLicences: [],
  };
  let gathered = 0;
  let into: ((text: string) => void) | undefined;
  const parser = new Parser({
    onopentag(name, attributes) {
      into = undefined;
      if (name === "html") page.language ??= attributes["lang"] ?? attributes["xml:lang"];
      if (name === "meta") addMeta(page, attributes);
      if (attributes["rel"]?.toLowerCase().split(/\s+/).includes("license") && attributes["href"] !== undefined)
        (name === "link" ? page.linkedLicences : page.shownLicences).push(attributes["href"]);
      // An SVG within the page may have titles, too.
      if (name === "title" && page.title === "") into = (text) => (page.title += text);
      if (name === "script" && attributes["type"]?.trim().toLowerCase() === "application/ld+json") {
        const place = page.jsonLd.push("") - 1;
        into = (text) => (page.jsonLd[place] += text);
      }
    },
    ontext(text) {
      if (into !== undefined && (gathered += text.length) <= MAX_GATHERED) into(text);
    },
    onclosetag() {
      into = undefined;
    },
  });
  for await (const text of decoded(createReadStream(path, { end: MAX_BYTES - 1 }), CHARSET)) parser.write(text);
  parser.end();
  return page;
}

function addMeta({ metas }: Page, attributes: Readonly<Record<string, string>>): void {
  // DC.title, dc:title or dcterms:title.
  const name = (attributes["name"] ?? attributes["property"])?.toLowerCase().replace(/^(dc|dcterms):/, "$1.");
  const content = attributes["content"];
  if (name === undefined || content === undefined) return;
  metas.set(name, [...(metas.get(name) ?? []), content]);
}
