import type { Findings } from "./findings";
import { namesOf } from "./values";
import { all, readXml, within, type XmlElement } from "./xml";

const PREFIXES: Readonly<Record<string, string>> = {
  "http://purl.org/dc/elements/1.1/": "dc",
  "http://ns.adobe.com/photoshop/1.0/": "photoshop",
  "http://ns.adobe.com/xap/1.0/": "xmp",
  "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
  "http://creativecommons.org/ns#": "cc",
  "http://prismstandard.org/namespaces/basic/2.0/": "prism",
  "http://prismstandard.org/namespaces/basic/3.0/": "prism",
};

type Kind = "one" | "names";

/** What an XMP property gives, in the order in which they count. */
const TERMS: readonly (readonly [property: string, term: string, kind?: Kind])[] = [
  ["dc:title", "name", "one"],
  ["dc:creator", "author", "names"],
  ["dc:publisher", "publisher"],
  ["dc:language", "inLanguage"],
  ["prism:publicationDate", "datePublished", "one"],
  ["dc:date", "datePublished", "one"],
  ["photoshop:DateCreated", "dateCreated", "one"],
  ["xmp:CreateDate", "dateCreated", "one"],
  ["prism:doi", "identifier"],
  ["prism:isbn", "identifier"],
  ["dc:identifier", "identifier"],
  ["cc:license", "license", "one"],
  ["xmpRights:WebStatement", "license", "one"],
];

/**
 * Adds what an XMP packet (ISO 16684-1) says.
 * @param packet may have anything before its first element
 * @throws Error: it is no well-formed XML
 */
export async function addXmp(findings: Findings, packet: string): Promise<void> {
  const properties = await propertiesOf(packet.slice(Math.max(0, packet.search(/<(?:\?xpacket|x:xmpmeta|rdf:RDF)/))));
  for (const [property, term, kind] of TERMS) {
    const values = properties.get(property);
    if (values === undefined) continue;
    findings.add(term, textsOf(values, kind), `XMP ${property}`);
  }
  findings.addRights(properties.get("dc:rights")?.[0], "XMP dc:rights");
}

function textsOf(values: readonly string[], kind: Kind | undefined): string | readonly string[] | undefined {
  if (kind === "one") return values[0];
  // Programs that copy Info into XMP make one item of all its names.
  return kind === "names" ? values.flatMap(namesOf) : values;
}

async function propertiesOf(packet: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const root = await readXml(piecesOf(packet));
  const descriptions = within(root, "RDF").flatMap((rdf) => all(rdf, "Description"));
  const properties = new Map<string, readonly string[]>();
  const put = (prefix: string | undefined, name: string, values: readonly string[]): void => {
    const property = `${prefix}:${name}`;
    if (prefix !== undefined && !properties.has(property)) properties.set(property, values);
  };
  for (const { attributes, attributeNamespaces, children } of descriptions) {
    for (const [name, value] of Object.entries(attributes))
      put(PREFIXES[attributeNamespaces[name] ?? ""], name, [value]);
    for (const child of children) put(PREFIXES[child.namespace], child.name, valuesOf(child));
  }
  return properties;
}

/** A plain text, the items of a list, or the languages of one text, that for everybody first. */
function valuesOf(property: XmlElement): string[] {
  const items = all(property, "Alt", "li").concat(all(property, "Seq", "li"), all(property, "Bag", "li"));
  const isDefault = ({ attributes }: XmlElement): number => (attributes["lang"] === "x-default" ? 0 : 1);
  const values = items.sort((a, b) => isDefault(a) - isDefault(b)).map(({ text }) => text);
  const resource = property.attributes["resource"];
  return values.length > 0 ? values : [resource ?? property.text];
}

async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Promise.resolve(Buffer.from(text));
}
