import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, extname } from "node:path";

import { Findings } from "../parts/findings";
import { addJats, filesOfJats, frontsOf } from "../parts/jats";
import { elementsOf, type IsWanted } from "../parts/xml";
import { entryOfAtom, type Feed, isOfFeed, withFeed } from "./atom";
import type { ListEntry } from "./entry";
import { type Channel, entryOfItem, isOfChannel, withChannel } from "./feed";
import { entryOfProduct } from "./onix";

const EXTENSIONS: ReadonlySet<string> = new Set([".atom", ".xml", ".onix", ".rss", ".wxr", ".nxml"]);
const MAX_BYTES = 256 * 1024 * 1024;

/** Whether a file may be a list, by its name. */
export function isListName(name: string): boolean {
  return EXTENSIONS.has(extname(name).toLowerCase());
}

/**
 * The entries of a list: ONIX 3, RSS 2 or WXR, Atom, or an article in JATS, which is a list of one. Other XML has none.
 * @throws Error: it is too large, or no well-formed XML
 */
export async function* entriesOf(path: string): AsyncGenerator<ListEntry> {
  if ((await stat(path)).size > MAX_BYTES) throw new Error(`it is larger than ${MAX_BYTES} bytes`);
  for await (const { front, language } of frontsOf(path)) {
    const findings = new Findings();
    addJats(findings, front, language);
    yield { files: filesOfJats(front), keys: [basename(path, extname(path))], metadata: findings.found };
    return;
  }
  yield* recordsOf(path);
}

async function* recordsOf(path: string): AsyncGenerator<ListEntry> {
  let root = "";
  let language: string | undefined;
  const isRecord: IsWanted = (name, depth, attributes) => {
    if (depth === 1) root = name.toLowerCase();
    if (depth === 1) language = attributes["lang"];
    if (root === "onixmessage") return depth === 2 && name.toLowerCase() === "product";
    if (root === "rss") return depth === 3 && (name === "item" || isOfChannel(name));
    if (root === "feed") return depth === 2 && (name === "entry" || isOfFeed(name));
    return "nothing more";
  };
  let channel: Channel = {};
  let feed: Feed = { authors: [] };
  for await (const element of elementsOf(createReadStream(path), isRecord)) {
    if (root === "onixmessage") yield* entryOfProduct(element);
    else if (element.name === "item") yield entryOfItem(element, channel);
    else if (element.name === "entry") yield await entryOfAtom(element, { language, ...feed });
    else if (root === "feed") feed = withFeed(feed, element);
    else channel = withChannel(channel, element);
  }
}
