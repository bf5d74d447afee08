import { Findings } from "../parts/findings";
import { all, type XmlElement } from "../parts/xml";
import { lastPart, type ListEntry } from "./entry";

const DC = "http://purl.org/dc/elements/1.1/";
const ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd";
/** The number in it is the version of WXR. */
const WORDPRESS = /^http:\/\/wordpress\.org\/export\/[\d.]+\/$/;

/** What a channel says of all its items. */
export interface Channel {
  readonly language?: string;
  readonly copyright?: string;
}

/** What an item of RSS 2 says, also one in the export of WordPress (WXR). */
export function entryOfItem(item: XmlElement, channel: Channel): ListEntry {
  const findings = new Findings();
  const texts = (name: string, is: (namespace: string) => boolean): string[] =>
    all(item, name).flatMap(({ namespace, text }) => (is(namespace) ? [text.trim()] : []));
  const own = (name: string): string | undefined => texts(name, (namespace) => namespace === "")[0];
  const wordpress = (name: string): string[] => texts(name, (namespace) => WORDPRESS.test(namespace));

  if (wordpress("post_type")[0] === "post") findings.add("@type", "BlogPosting", "WXR post_type");
  findings.add("name", own("title"), "RSS title");
  findings.add(
    "author",
    texts("creator", (namespace) => namespace === DC),
    "RSS dc:creator",
  );
  findings.add("author", texts("author", (namespace) => namespace === "").flatMap(nameOfAuthor), "RSS author");
  findings.add(
    "author",
    texts("author", (namespace) => namespace === ITUNES),
    "RSS itunes:author",
  );
  findings.add("inLanguage", channel.language, "RSS language");
  findings.add("datePublished", own("pubDate"), "RSS pubDate");
  findings.add("identifier", own("guid"), "RSS guid");
  findings.add("url", own("link"), "RSS link");
  findings.addRights(
    texts("rights", (namespace) => namespace === DC),
    "RSS dc:rights",
  );
  findings.addRights(channel.copyright, "RSS copyright");

  const enclosures = all(item, "enclosure").map(({ attributes }) => attributes["url"] ?? "");
  const files = [...enclosures, ...wordpress("attachment_url")];
  const slug = lastPart(own("link") ?? "").replace(/\.x?html?$/, "");
  return { files, keys: [...wordpress("post_name"), slug], metadata: findings.found };
}

/** RSS asks for an address, with the name in brackets; many write the name alone. An address alone names nobody. */
function nameOfAuthor(text: string): string[] {
  const name = /\(([^)]+)\)/.exec(text)?.[1];
  if (name !== undefined) return [name];
  return text.includes("@") ? [] : [text];
}

/** What stands in the elements of a channel before its items. */
export function withChannel(channel: Channel, { name, text }: XmlElement): Channel {
  return { ...channel, [name]: text };
}

/** Whether an element belongs to the channel itself. */
export function isOfChannel(name: string): boolean {
  return name === "language" || name === "copyright";
}
