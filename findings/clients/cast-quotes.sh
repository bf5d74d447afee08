#!/usr/bin/env bash
# A text handed to cast 1.7.1 for a contract. Quotation marks around the whole of it are taken for syntax and left out, single ones too: the
# title "Hamlet", with its marks, is Hamlet on chain. Where only the first words are quoted ("Hamlet" and "Macbeth"), or the mark
# before it has no partner, it is refused. Within a text they stay; a backslash escapes nothing; a blank at the end is gone, one at the
# beginning stays. cast keccak keeps the marks, so a hash made of the title is not that of the title on chain.
# Guess: what the shell hands over for a string is the string.
# For Colophon: titles are in metadata, of which the chain has the hash; no command goes by cast.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/cast@1.7.1 ethers@6.17.0

cat >probe.mjs <<'JS'
import { spawnSync } from "node:child_process";

import { AbiCoder, id } from "ethers";

const cast = (...words) => spawnSync("node", ["node_modules/@foundry-rs/cast/bin.mjs", ...words]).stdout.toString().trim();
const TITLES = [
  "Hamlet",
  '"Hamlet"',
  "'Hamlet'",
  '"Hamlet" and "Macbeth"',
  'After "Hamlet"',
  '\\"Hamlet\\"',
  '"Hamlet',
  " Hamlet ",
];
for (const title of TITLES) {
  const data = cast("abi-encode", "name(string)", "--", title);
  const found = data === "" ? "refused" : JSON.stringify(AbiCoder.defaultAbiCoder().decode(["string"], data)[0]);
  const hash = cast("keccak", "--", title) === id(title) ? "its own" : "ANOTHER";
  console.log(`${JSON.stringify(title)}: ${found}, hash ${hash}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
"Hamlet": "Hamlet", hash its own
"\"Hamlet\"": "Hamlet", hash its own
"'Hamlet'": "Hamlet", hash its own
"\"Hamlet\" and \"Macbeth\"": refused, hash its own
"After \"Hamlet\"": "After \"Hamlet\"", hash its own
"\\\"Hamlet\\\"": "\\\"Hamlet\\\"", hash its own
"\"Hamlet": refused, hash its own
" Hamlet ": " Hamlet", hash its own
SEEN
