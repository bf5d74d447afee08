#!/usr/bin/env bash
# A book in ONIX 3, the publishers' message to the trade, read in TypeScript by @5stones/onix 1.0.2, "a strongly typed library". Its types say that a
# message has a list of books, a book one contributor with one role, and a title a text. A message of one book has no list, a book by two
# or by somebody who wrote and drew it has one, and a title that says its language is an object: TypeScript 5.9.3 finds no fault in a line that
# asks who wrote it, and the answer is undefined, "A01,A12", [object Object], or an error.
# Guess: what may come several times is a list, in the types and in fact; what is of the type string is a text.
# For Colophon: it reads ONIX itself, both kinds of tags, and every contributor and role (lib/metadata/files/lists/onix.ts).
source "$(dirname "$0")/../shared/begin.sh"
packages @5stones/onix@1.0.2 typescript@5.9.3 @types/node@20.19.0

cat >probe.ts <<'TS'
import { parse } from "@5stones/onix";

const person = (name: string, ...roles: string[]): string =>
  `<Contributor>${roles.map((role) => `<ContributorRole>${role}</ContributorRole>`).join("")}<PersonName>${name}</PersonName></Contributor>`;
const titled = (attribute: string): string => `<TitleElement><TitleText${attribute}>Ferry</TitleText></TitleElement>`;
const book = (attribute: string, ...people: string[]): string =>
  `<Product><DescriptiveDetail><TitleDetail>${titled(attribute)}</TitleDetail>${people.join("")}</DescriptiveDetail></Product>`;
const BOOKS = {
  "by one": book("", person("Anna", "A01")),
  "by one in two roles": book("", person("Anna", "A01", "A12")),
  "by two": book("", person("Anna", "A01"), person("Bo", "A01")),
  "with a language": book(' language="eng"', person("Anna", "A01")),
};

for (const [name, product] of Object.entries(BOOKS)) {
  const { Product: products } = parse(`<ONIXMessage release="3.0">${product}${product}</ONIXMessage>`).ONIXMessage;
  const detail = products?.[0]?.DescriptiveDetail;
  const title: string | undefined = detail?.TitleDetail?.TitleElement?.TitleText;
  const author: string | undefined = detail?.Contributor?.PersonName;
  const role: string | undefined = detail?.Contributor?.ContributorRole;
  console.log(`a book ${name}: ${title}, ${author}, ${role}`);
}
try {
  const { Product: products } = parse(`<ONIXMessage release="3.0">${BOOKS["by one"]}</ONIXMessage>`).ONIXMessage;
  console.log("a message of one book:", products?.map((found) => found.RecordReference));
} catch (error) {
  console.log("a message of one book:", String(error));
}
TS
npx tsc --strict --module commonjs --target es2022 --skipLibCheck probe.ts >seen && echo "TypeScript finds no fault" >>seen
node probe.js >>seen

compare seen <<'SEEN'
TypeScript finds no fault
a book by one: Ferry, Anna, A01
a book by one in two roles: Ferry, Anna, A01,A12
a book by two: Ferry, undefined, undefined
a book with a language: [object Object], Anna, A01
a message of one book: TypeError: products?.map is not a function
SEEN
