#!/usr/bin/env bash
# Names of authors, parted by two libraries that many projects take. parse-full-name 1.2.7 reads a family name of two words before the
# comma as a first and a last name, and the first name as a suffix: "García Márquez, Gabriel" is García Márquez, "Gabriel"
# as others are "Jr."; it finds "Le Goff, Anna" all the same. bell hooks, who wrote her name so, is Bell Hooks. humanparser 2.7.0
# takes Ma for a degree (M.A.) and V for a fifth of his name: Jack Ma has no last name, behind a comma neither, and Le in the middle
# is a middle name.
# Guess: what stands before a comma is the last name; two words are a first and a last one.
# For Colophon: a name is one text, as its owner wrote it; nothing parts it. Who has two columns in a list joins them.
source "$(dirname "$0")/../shared/begin.sh"
packages humanparser@2.7.0 parse-full-name@1.2.7

cat >probe.cjs <<'JS'
const human = require("humanparser");
const { parseFullName } = require("parse-full-name");

const NAMES = ["Garc\u00eda M\u00e1rquez, Gabriel", "Le Goff, Anna", "Anna Le Goff", "bell hooks", "Jack Ma", "Ma, Jack", "Jane V"];
const told = (parts) =>
  Object.entries(parts)
    .filter(([, text]) => typeof text === "string" && text !== "")
    .map(([name, text]) => `${name} ${text}`)
    .sort()
    .join(", ");
for (const name of NAMES) {
  const { firstName: first, lastName: last, middleName: middle, suffix } = human.parseName(name);
  console.log(`${name}\n  humanparser: ${told({ first, last, middle, suffix })}\n  parse-full-name: ${told(parseFullName(name))}`);
}
JS
node probe.cjs >seen

compare seen <<'SEEN'
García Márquez, Gabriel
  humanparser: first Gabriel, last García Márquez
  parse-full-name: first García, last Márquez, suffix Gabriel
Le Goff, Anna
  humanparser: first Anna, last Le Goff
  parse-full-name: first Anna, last Le Goff
Anna Le Goff
  humanparser: first Anna, last Goff, middle Le
  parse-full-name: first Anna, last Le Goff
bell hooks
  humanparser: first bell, last hooks
  parse-full-name: first Bell, last Hooks
Jack Ma
  humanparser: first Jack, suffix Ma
  parse-full-name: first Jack, last Ma
Ma, Jack
  humanparser: first Jack, suffix Ma
  parse-full-name: first Jack, last Ma
Jane V
  humanparser: first Jane, suffix V
  parse-full-name: first Jane, last V
SEEN
