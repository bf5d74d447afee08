#!/usr/bin/env bash
# A book that epub-gen-memory 1.1.2 makes of a title and a chapter, and nothing else. It is by "anonymous", published by "anonymous", in English,
# and has a notice, "Copyright © 2026 by anonymous", of the year in which it is made, also where the book is told to be of another year. A book that
# is told its author is by Anna, and its notice still says that "anonymous" has the rights.
# Guess: what is not given is not there; a year of copyright is that of the book; nobody states rights, and least of all somebody else's.
# For Colophon: lib/metadata/files/formats/epub.ts names these texts in a book of epub-gen's and does not take them. Whoever makes books by this
# library says `copyright` and `publisher`, and `lang`.
source "$(dirname "$0")/../shared/begin.sh"
packages epub-gen-memory@1.1.2 fflate@0.8.3

cat >probe.mjs <<'JS'
import epub from "epub-gen-memory";
import { strFromU8, unzipSync } from "fflate";

const year = String(new Date().getFullYear());
const CASES = {
  "a title": {},
  "a title and a day": { date: "1999-03-04" },
  "an author": { author: "Anna" },
  "two authors": { author: ["Anna", "Bo"] },
};
for (const [words, more] of Object.entries(CASES)) {
  const book = await epub.default({ title: "渡轮", ...more }, [{ title: "渡轮", content: "<p>停航</p>" }]);
  const text = strFromU8(unzipSync(book)["OEBPS/content.opf"]);
  const found = [...text.matchAll(/<dc:(creator|publisher|language|date|rights)\b[^>]*>([^<]*)</g)];
  const shown = found.map(([, name, value]) => `${name} "${value.replace("&#x00A9;", "©").replace(year, "NOW").replace(/NOW-.*/, "NOW")}"`);
  console.log(`${words}: ${shown.join(", ")}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
a title: language "en", creator "anonymous", publisher "anonymous", date "NOW", rights "Copyright © NOW by anonymous"
a title and a day: language "en", creator "anonymous", publisher "anonymous", date "1999-03-04T00:00:00.000Z", rights "Copyright © NOW by anonymous"
an author: language "en", creator "Anna", publisher "anonymous", date "NOW", rights "Copyright © NOW by anonymous"
two authors: language "en", creator "Anna,Bo", publisher "anonymous", date "NOW", rights "Copyright © NOW by anonymous"
SEEN
