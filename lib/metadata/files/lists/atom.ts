import { Findings } from "../parts/findings";
import { all, first, type XmlElement } from "../parts/xml";
import { lastPart, type ListEntry } from "./entry";

const DC = "http://purl.org/dc/elements/1.1/";

/** What a feed says of all its entries. */
export interface Feed {
  readonly language?: string | undefined;
  readonly authors: readonly XmlElement[];
  readonly rights?: XmlElement | undefined;
}

/** With what stands in the elements of a feed before its entries. */
export function withFeed(feed: Feed, element: XmlElement): Feed {
  return element.name === "author" ? { ...feed, authors: [...feed.authors, element] } : { ...feed, rights: element };
}

/** Whether an element belongs to the feed itself. */
export function isOfFeed(name: string): boolean {
  return name === "author" || name === "rights";
}

/** What an entry of an Atom feed says (RFC 4287): whoever wrote the feed wrote an entry that names nobody, unless it has a source. */
export async function entryOfAtom(entry: XmlElement, feed: Feed): Promise<ListEntry> {
  const findings = new Findings();
  const own = (name: string): XmlElement[] => all(entry, name).filter(({ namespace }) => namespace === entry.namespace);
  const dublinCore = (name: string): XmlElement[] => all(entry, name).filter(({ namespace }) => namespace === DC);
  const [source] = own("source");
  const creators = dublinCore("creator").map(({ text }) => text);
  const namesOf = (people: readonly XmlElement[]): string[] => people.flatMap((one) => first(one, "name")?.text ?? []);
  const authors = [namesOf(own("author")), creators, namesOf(all(source, "author"))];
  if (source === undefined) authors.push(namesOf(feed.authors));
  const [rights = dublinCore("rights")[0] ?? first(source, "rights") ?? feed.rights] = own("rights");
  const linked = (rel: string): string[] =>
    own("link").flatMap(({ attributes }) =>
      (attributes["rel"] ?? "alternate") === rel ? (attributes["href"] ?? []) : [],
    );

  findings.add("name", await plain(own("title")[0]), "Atom title");
  findings.add(
    "author",
    authors.find((people) => people.length > 0),
    "Atom author",
  );
  findings.add("contributor", namesOf(own("contributor")), "Atom contributor");
  findings.add("inLanguage", entry.attributes["lang"] ?? feed.language, "Atom xml:lang");
  findings.add("datePublished", own("published")[0]?.text, "Atom published");
  findings.add("identifier", own("id")[0]?.text, "Atom id");
  const [page] = linked("alternate");
  findings.add("url", page, "Atom link");
  findings.add("license", linked("license")[0], "Atom link rel=license");
  findings.addRights(await plain(rights), "Atom rights");

  const files = [...linked("enclosure"), own("content")[0]?.attributes["src"] ?? ""];
  return { files, keys: [lastPart(page ?? "").replace(/\.x?html?$/, "")], metadata: findings.found };
}

/** A text that may be written in HTML, as people read it. */
async function plain(element: XmlElement | undefined): Promise<string | undefined> {
  if (element?.attributes["type"] !== "html") return element?.text;
  const { Parser } = await import("htmlparser2");
  let text = "";
  new Parser({ ontext: (piece) => (text += piece) }).end(element.text);
  return text;
}
