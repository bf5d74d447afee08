#!/usr/bin/env bash
# exceljs 4.4.0 reads a CSV file and makes numbers of what JavaScript's Number() takes for one, hex digits too: a content hash and an
# address become floating-point numbers (5.3e76) and cannot be had back, an ISBN that begins with 0 has nine digits, the order
# number 1E5 is 100000. A title that is "true" is a boolean, "#N/A" an error, and a date without a time an instant. On the way out a
# cell with a link is its address alone: the title that is read in the sheet is not in the file.
# Guess: a CSV file is text; if anything is made a number, then decimal digits; a link is written as its text.
# For Colophon: csv-parse gives text, and lib/batch/source asks for 64 digits. Who puts a table of works through exceljs gives
# csv.readFile a map of its own: { map: (value) => value }.
source "$(dirname "$0")/../shared/begin.sh"
packages exceljs@4.4.0

cat >works.csv <<'CSV'
title,value
hash,0x75c2f6a0a9f3d7e15d6f4b0b0a5a3c1de9f8b7a6958473625140f3e2d1c0b9a8
address,0x52908400098527886E0F7030069857D2E4169EE7
isbn,0439708184
order,1E5
"true","#N/A"
date,2020-01-02
CSV
cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";

const book = new ExcelJS.Workbook();
const show = (sheet) => sheet.eachRow(({ values }) => console.log(JSON.stringify(values.slice(1))));
show(await book.csv.readFile("works.csv"));
console.log("with a map:");
show(await book.csv.readFile("works.csv", { sheetName: "text", map: (value) => value }));

const links = new ExcelJS.Workbook();
links.addWorksheet("links").addRow([{ text: "A Ferry at Dusk", hyperlink: "https://press.example/7" }]);
await links.csv.writeFile("links.csv");
console.log("a link:", readFileSync("links.csv", "utf8"));
JS
node probe.mjs >seen

compare seen <<'SEEN'
["title","value"]
["hash",5.326507377590004e+76]
["address",4.713600493505407e+47]
["isbn",439708184]
["order",100000]
[true,{"error":"#N/A"}]
["date","2020-01-02T00:00:00.000Z"]
with a map:
["title","value"]
["hash","0x75c2f6a0a9f3d7e15d6f4b0b0a5a3c1de9f8b7a6958473625140f3e2d1c0b9a8"]
["address","0x52908400098527886E0F7030069857D2E4169EE7"]
["isbn","0439708184"]
["order","1E5"]
["true","#N/A"]
["date","2020-01-02"]
a link: https://press.example/7
SEEN
