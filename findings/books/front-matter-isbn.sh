#!/usr/bin/env bash
# The front matter of a text in Markdown says `isbn: 0306406152`, without quotes. For python-frontmatter 1.1.0 (PyYAML 6.0.3) and gray-matter 4.0.3
# (its js-yaml 3) that is the number 52038762, as its digits are all below 8 and an 0 in front means octal; `isbn: 0306406098` is the text, since
# it has a 9. For yaml 2.8.1 and js-yaml 4.3.0, of YAML 1.2, both are numbers without the zero. A time of day or a length, `duration: 12:30`, is 750 for
# PyYAML and for gray-matter, and a text for the two others.
# Guess: what begins with 0 is a text, or at worst loses its zero, and does so for all ISBNs of one shelf alike.
# For Colophon: lib/metadata/files/parts/front-matter.ts reads each value as the text that stands there. A catalogue that is filled with one of
# these libraries has numbers of no book, and an ISBN's check digit may fit by chance.
source "$(dirname "$0")/../shared/begin.sh"
packages gray-matter@4.0.3 js-yaml@4.3.0 yaml@2.8.1
python_packages python-frontmatter==1.1.0 PyYAML==6.0.3

printf -- '---\nisbn: 0306406152\nother: 0306406098\nduration: 12:30\n---\nText\n' >book.md
cat >read.py <<'PY'
import frontmatter

print("python-frontmatter", [repr(value) for _, value in sorted(frontmatter.load("book.md").metadata.items(), reverse=True)])
PY
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
import matter from "gray-matter";
import { load } from "js-yaml";
import { parse } from "yaml";

const text = readFileSync("book.md", "utf8");
const front = text.split("---\n")[1];
for (const [name, { isbn, other, duration }] of [
  ["gray-matter", matter(text).data],
  ["js-yaml", load(front)],
  ["yaml", parse(front)],
]) {
  console.log(name, { isbn, other, duration });
}
JS
{
  python/bin/python read.py
  node read.mjs
} >seen

compare seen <<'SEEN'
python-frontmatter ["'0306406098'", '52038762', '750']
gray-matter { isbn: 52038762, other: '0306406098', duration: 750 }
js-yaml { isbn: 306406152, other: 306406098, duration: '12:30' }
yaml { isbn: 306406152, other: 306406098, duration: '12:30' }
SEEN
