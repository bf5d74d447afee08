#!/usr/bin/env bash
# Who wrote an entry of a feed (Atom, RFC 4287) that names two authors, in a feed that a publisher signs as its author. feedparser 6.0.14 for
# Python says the last one (author), rss-parser 3.13.0 the first one and never another, and feedparser 2.6.0 for JavaScript the publisher: it
# takes an entry with more than one author for an entry without any. What rights an entry states, neither of the two for JavaScript reads
# at all. An entry that names nobody, whose author is then the feed's (4.2.1), has none in Python and in rss-parser.
# Guess: all authors, or the first in all three; the feed's author where the entry has none.
# For Colophon: lib/metadata/files/lists/feed.ts reads RSS itself, and all authors of an item. Who fills a batch file out of Atom takes
# `authors` of the one for Python, and looks at the feed for an entry without.
source "$(dirname "$0")/../shared/begin.sh"
packages feedparser@2.6.0 rss-parser@3.13.0
python_packages feedparser==6.0.14

cat >probe.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { Readable } from "node:stream";

import FeedParser from "feedparser";
import RssParser from "rss-parser";

const person = (name) => `<author><name>${name}</name></author>`;
const ENTRIES = {
  one: person("Anna"),
  two: person("Anna") + person("Bo"),
  three: person("Anna") + person("Bo") + person("Ci"),
  none: "",
  rights: person("Anna") + "<rights>© Anna</rights>",
};

for (const [name, inside] of Object.entries(ENTRIES)) {
  const feed = `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:feed</id><title>Works</title>
<updated>2026-01-02T03:04:05Z</updated>${person("Press")}<entry><id>urn:1</id><title>Ferry</title><updated>2026-01-02T03:04:05Z</updated>
${inside}<content>On the ferry.</content></entry></feed>`;
  writeFileSync(`${name}.xml`, feed);
  const [item] = (await new RssParser().parseString(feed)).items;
  console.log(`${name}, rss-parser: ${item.author}; rights: ${item.rights}`);
  const parser = Readable.from([feed]).pipe(new FeedParser({ addmeta: false }));
  for await (const entry of parser) console.log(`${name}, feedparser.js: ${entry.author}; rights: ${entry.rights}`);
}
JS
cat >probe.py <<'PY'
import feedparser

for name in ("one", "two", "three", "none", "rights"):
    entry = feedparser.parse(f"{name}.xml").entries[0]
    authors = [author.name for author in entry.get("authors", [])]
    print(f"{name}, feedparser.py: {entry.get('author')}, of {authors}; rights: {entry.get('rights')}")
PY
{ node probe.mjs && python/bin/python probe.py; } | LC_ALL=C sort >seen

compare seen <<'SEEN'
none, feedparser.js: Press; rights: undefined
none, feedparser.py: None, of []; rights: None
none, rss-parser: undefined; rights: undefined
one, feedparser.js: Anna; rights: undefined
one, feedparser.py: Anna, of ['Anna']; rights: None
one, rss-parser: Anna; rights: undefined
rights, feedparser.js: Anna; rights: undefined
rights, feedparser.py: Anna, of ['Anna']; rights: © Anna
rights, rss-parser: Anna; rights: undefined
three, feedparser.js: Press; rights: undefined
three, feedparser.py: Ci, of ['Anna', 'Bo', 'Ci']; rights: None
three, rss-parser: Anna; rights: undefined
two, feedparser.js: Press; rights: undefined
two, feedparser.py: Bo, of ['Anna', 'Bo']; rights: None
two, rss-parser: Anna; rights: undefined
SEEN
