#!/usr/bin/env bash
# What is signed of a number in a JSON-LD document (a Verifiable Credential whose proof is over RDF). jsonld 8.3.3 writes one with a
# fraction with 16 digits at most, rounded: 0.30000000000000004 is signed as 0.3.
# Where the context says xsd:decimal it writes 1.01E1 for 10.1, which is no decimal (XML Schema has no exponent there), while the
# text "10.1" is written as it is: two documents that mean one amount have two signatures, and the first is refused by strict
# readers of RDF.
# Guess: a number is written as JSON writes it, and a decimal as a decimal.
# For Colophon: its documents are signed over RFC 8785 JSON. Shares and prices of a credential are text with a type, never numbers.
source "$(dirname "$0")/../shared/begin.sh"
packages jsonld@8.3.3

cat >probe.mjs <<'JS'
import jsonld from "jsonld";

const context = {
  share: { "@id": "https://example.org/share" },
  price: { "@id": "https://example.org/price", "@type": "http://www.w3.org/2001/XMLSchema#decimal" },
};
const options = { algorithm: "URDNA2015", format: "application/n-quads" };
const signed = async (claims) => {
  const quads = await jsonld.canonize({ "@context": context, "@id": "https://example.org/work", ...claims }, options);
  return quads.split(" ").slice(2, -1).join(" ").replace("http://www.w3.org/2001/XMLSchema", "");
};
const shares = [50, 0.5, 0.1 + 0.2, 0.3, 1234567.1234567892].map((share) => ({ share }));
const prices = [10, 10.1, "10.1"].map((price) => ({ price }));
for (const claim of [...shares, ...prices]) console.log(`${JSON.stringify(claim)}: ${await signed(claim)}`);
JS
node probe.mjs >seen

compare seen <<'SEEN'
{"share":50}: "50"^^<#integer>
{"share":0.5}: "5.0E-1"^^<#double>
{"share":0.30000000000000004}: "3.0E-1"^^<#double>
{"share":0.3}: "3.0E-1"^^<#double>
{"share":1234567.1234567892}: "1.234567123456789E6"^^<#double>
{"price":10}: "10"^^<#decimal>
{"price":10.1}: "1.01E1"^^<#decimal>
{"price":"10.1"}: "10.1"^^<#decimal>
SEEN
