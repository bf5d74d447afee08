import type { Findings } from "./findings";
import { told } from "./told";
import { all, readXml, within, type XmlElement } from "./xml";

/** PRISM has a namespace for each of its versions. */
const PRISM = /^http:\/\/prismstandard\.org\/namespaces\/basic\/\d\.\d\/$/;

const PREFIXES: Readonly<Record<string, string>> = {
  "http://purl.org/dc/elements/1.1/": "dc",
  "http://ns.adobe.com/photoshop/1.0/": "photoshop",
  "http://ns.adobe.com/xap/1.0/": "xmp",
  "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
  "http://creativecommons.org/ns#": "cc",
  "http://crossref.org/crossmark/1.0/": "crossmark",
  "http://ns.adobe.com/pdfx/1.3/": "pdfx",
};

/** What an XMP property gives, in the order in which they count. */
const TERMS: readonly (readonly [property: string, term: string, isOne?: true])[] = [
  ["dc:title", "name", true],
  ["dc:creator", "author"],
  ["dc:publisher", "publisher"],
  ["dc:language", "inLanguage"],
  ["prism:publicationDate", "datePublished", true],
  ["dc:date", "datePublished", true],
  ["photoshop:DateCreated", "dateCreated", true],
  ["xmp:CreateDate", "dateCreated", true],
  ["prism:doi", "identifier"],
  ["prism:isbn", "identifier"],
  ["crossmark:DOI", "identifier", true],
  ["pdfx:doi", "identifier", true],
  ["dc:identifier", "identifier"],
  ["cc:license", "license", true],
  ["xmpRights:WebStatement", "license", true],
  ["xmpRights:Owner", "copyrightHolder"],
];

/**
 * Adds what an XMP packet (ISO 16684-1) says.
 * @param packet may have anything before its first element
 * @param untold texts that the program which wrote it writes where nobody has said anything
 * @throws Error: it is no well-formed XML
 */
export async function addXmp(findings: Findings, packet: string, untold: readonly string[] = []): Promise<void> {
  const start = Math.max(0, packet.search(/<(?:\?xpacket|x:xmpmeta|rdf:RDF)/));
  addRdf(findings, await readXml(piecesOf(packet.slice(start))), "XMP", untold);
}

/** Adds what the descriptions in RDF say that are in an element; a drawing has them outside XMP, as a Work of Creative Commons. */
export function addRdf(findings: Findings, root: XmlElement, format: string, untold: readonly string[] = []): void {
  const properties = propertiesOf(root);
  for (const [property, published, isOne] of TERMS) {
    // Of a drawing it is the day on which it was drawn.
    const term = format === "SVG" && property === "dc:date" ? "dateCreated" : published;
    const where = `${format} ${property}`;
    const values = (properties.get(property) ?? []).slice(0, isOne ? 1 : undefined);
    findings.add(
      term,
      values.map((text) => told(findings, text, untold, where)),
      where,
    );
  }
  findings.addRights(properties.get("dc:rights")?.[0], `${format} dc:rights`);
}

/** The usual short name of a namespace; undefined of one that says nothing of a work. */
function prefixOf(namespace: string | undefined): string | undefined {
  return namespace !== undefined && PRISM.test(namespace) ? "prism" : PREFIXES[namespace ?? ""];
}

function propertiesOf(root: XmlElement): ReadonlyMap<string, readonly string[]> {
  const descriptions = within(root, "RDF").flatMap((rdf) => [...all(rdf, "Description"), ...all(rdf, "Work")]);
  const properties = new Map<string, readonly string[]>();
  const put = (prefix: string | undefined, name: string, values: readonly string[]): void => {
    const property = `${prefix}:${name}`;
    if (prefix !== undefined && !properties.has(property)) properties.set(property, values);
  };
  for (const { attributes, attributeNamespaces, children } of descriptions) {
    for (const [name, value] of Object.entries(attributes)) put(prefixOf(attributeNamespaces[name]), name, [value]);
    for (const child of children) put(prefixOf(child.namespace), child.name, valuesOf(child));
  }
  return properties;
}

/** A plain text, the names of agents, the items of a list, or the languages of one text, that for everybody first. */
function valuesOf(property: XmlElement): string[] {
  const items = all(property, "Alt", "li").concat(all(property, "Seq", "li"), all(property, "Bag", "li"));
  const isDefault = ({ attributes }: XmlElement): number => (attributes["lang"] === "x-default" ? 0 : 1);
  const agents = within(property, "Agent").flatMap((agent) => all(agent, "title").map(({ text }) => text));
  if (agents.length > 0) return agents;
  const values = items.sort((a, b) => isDefault(a) - isDefault(b)).map(({ text }) => text);
  const resource = property.attributes["resource"];
  return values.length > 0 ? values : [resource ?? property.text];
}

async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Promise.resolve(Buffer.from(text));
}
