#!/usr/bin/env bash
# One list of works, written as Atom, RSS and JSON Feed. feed 6.0.0 for JavaScript says in JSON who the first author is and not that there is
# another, and no rights of anybody, which its RSS lacks for each work too; a title that has "<b>" in it is declared to be HTML in Atom, where it
# is markup and is not seen. feedgen 1.0.0 for Python leaves an author without an address out of RSS, though the address of another
# is there, and no rights of a work; in Atom it says that every entry was changed now, whenever it is asked, and the work that was
# added last comes first.
# Guess: what a format has no word for is lost (RSS has one author); the rest is in all three, in the order in which it was added.
# For Colophon: what feed writes in RSS, an author without an address, is read (lib/metadata/files/lists/feed.ts). A press whose feed is a
# work of its own, registered by its hash, has a new one at every run of feedgen, unless it gives `updated` for each entry.
source "$(dirname "$0")/../shared/begin.sh"
packages feed@6.0.0
python_packages feedgen==1.0.0

cat >probe.mjs <<'JS'
import { Feed } from "feed";

const feed = new Feed({ id: "urn:feed", title: "Works", copyright: "© Press", updated: new Date(0) });
const author = [{ name: "Anna" }, { name: "Bo", email: "bo@example.org" }];
for (const title of ["a <b> c", "second"]) {
  feed.addItem({ id: `urn:${title.length}`, link: "https://example.org/", title, author, copyright: "© Anna", date: new Date(0) });
}
const { items, ...rest } = JSON.parse(feed.json1());
console.log("feed, JSON:", JSON.stringify(items[0]), "of", Object.keys(rest).join(", "));
for (const [name, text] of [["RSS", feed.rss2()], ["Atom", feed.atom1()]]) {
  for (const line of text.split("\n").filter((line) => /<title|<author|<name|<rights|<copyright/.test(line))) {
    console.log(`feed, ${name}: ${line.trim()}`);
  }
}
JS
cat >probe.py <<'PY'
import re

from feedgen.feed import FeedGenerator


def written():
    feed = FeedGenerator()
    feed.id("urn:feed")
    feed.title("Works")
    feed.link(href="https://example.org/")
    feed.description("of the press")
    feed.updated("2026-01-02T03:04:05Z")
    for title in ("a <b> c", "second"):
        entry = feed.add_entry()
        entry.id(f"urn:{len(title)}")
        entry.title(title)
        entry.link(href="https://example.org/")
        entry.author([{"name": "Anna"}, {"name": "Bo", "email": "bo@example.org"}])
        entry.rights("© Anna")
        entry.published("2026-01-01T00:00:00Z")
    return feed.atom_str(pretty=True).decode(), feed.rss_str(pretty=True).decode()


atom, rss = written()
for name, text in (("RSS", rss), ("Atom", atom)):
    for line in re.findall(r"<(?:title|author|name|rights|copyright).*", text):
        print(f"feedgen, {name}: {line}")
print("feedgen, written again, the same Atom:", written()[0] == atom)
PY
{ node probe.mjs && python/bin/python probe.py; } >seen

compare seen <<'SEEN'
feed, JSON: {"id":"urn:7","url":"https://example.org/","title":"a <b> c","date_modified":"1970-01-01T00:00:00.000Z","author":{"name":"Anna"}} of version, title
feed, RSS: <title>Works</title>
feed, RSS: <copyright>© Press</copyright>
feed, RSS: <title><![CDATA[a <b> c]]></title>
feed, RSS: <author>Anna</author>
feed, RSS: <author>bo@example.org (Bo)</author>
feed, RSS: <title><![CDATA[second]]></title>
feed, RSS: <author>Anna</author>
feed, RSS: <author>bo@example.org (Bo)</author>
feed, Atom: <title>Works</title>
feed, Atom: <rights>© Press</rights>
feed, Atom: <title type="html"><![CDATA[a <b> c]]></title>
feed, Atom: <author>
feed, Atom: <name>Anna</name>
feed, Atom: <author>
feed, Atom: <name>Bo</name>
feed, Atom: <rights>© Anna</rights>
feed, Atom: <title type="html"><![CDATA[second]]></title>
feed, Atom: <author>
feed, Atom: <name>Anna</name>
feed, Atom: <author>
feed, Atom: <name>Bo</name>
feed, Atom: <rights>© Anna</rights>
feedgen, RSS: <title>Works</title>
feedgen, RSS: <title>second</title>
feedgen, RSS: <author>bo@example.org (Bo)</author>
feedgen, RSS: <title>a &lt;b&gt; c</title>
feedgen, RSS: <author>bo@example.org (Bo)</author>
feedgen, Atom: <title>Works</title>
feedgen, Atom: <title>second</title>
feedgen, Atom: <author>
feedgen, Atom: <name>Anna</name>
feedgen, Atom: <author>
feedgen, Atom: <name>Bo</name>
feedgen, Atom: <rights>© Anna</rights>
feedgen, Atom: <title>a &lt;b&gt; c</title>
feedgen, Atom: <author>
feedgen, Atom: <name>Anna</name>
feedgen, Atom: <author>
feedgen, Atom: <name>Bo</name>
feedgen, Atom: <rights>© Anna</rights>
feedgen, written again, the same Atom: False
SEEN
