#!/usr/bin/env bash
# What is signed of an array in a JSON-LD document: a set. With jsonld 8.3.3 authors in another order, one of them twice, or arrays
# within arrays are the same signed bytes; an empty array is nothing at all. Only a term that the context gives @container: @list
# has an order; and a language tag is signed in small letters, so that en-GB and en-gb are one.
# Guess: what JSON tells apart is signed apart; that an order is lost one may know, that a repetition is, too, hardly.
# For Colophon: who is named first matters to authors. Its documents are signed over RFC 8785 JSON, which keeps the order; a
# credential for a work needs a @list for its authors.
source "$(dirname "$0")/../shared/begin.sh"
packages jsonld@8.3.3

cat >probe.mjs <<'JS'
import jsonld from "jsonld";

const context = {
  title: { "@id": "https://example.org/title" },
  authors: { "@id": "https://example.org/authors" },
  ordered: { "@id": "https://example.org/ordered", "@container": "@list" },
};
const options = { algorithm: "URDNA2015", format: "application/n-quads" };
const signed = (claims) => jsonld.canonize({ "@context": context, title: "The sea", ...claims }, options);
const look = async (one, other) => {
  const isEqual = (await signed(one)) === (await signed(other));
  console.log(`${JSON.stringify(one)} and ${JSON.stringify(other)}: ${isEqual ? "the same" : "another"}`);
};
await look({ authors: ["Ada", "Yann"] }, { authors: ["Yann", "Ada"] });
await look({ authors: ["Ada", "Yann"] }, { authors: ["Ada", "Yann", "Ada"] });
await look({ authors: ["Ada", "Yann"] }, { authors: [["Ada"], ["Yann"]] });
await look({ authors: [] }, {});
await look({ ordered: ["Ada", "Yann"] }, { ordered: ["Yann", "Ada"] });
await look({ ordered: [] }, {});
const english = (tag) => ({ authors: { "@value": "Ada", "@language": tag } });
await look(english("en-GB"), english("en-gb"));
JS
node probe.mjs >seen

compare seen <<'SEEN'
{"authors":["Ada","Yann"]} and {"authors":["Yann","Ada"]}: the same
{"authors":["Ada","Yann"]} and {"authors":["Ada","Yann","Ada"]}: the same
{"authors":["Ada","Yann"]} and {"authors":[["Ada"],["Yann"]]}: the same
{"authors":[]} and {}: the same
{"ordered":["Ada","Yann"]} and {"ordered":["Yann","Ada"]}: another
{"ordered":[]} and {}: another
{"authors":{"@value":"Ada","@language":"en-GB"}} and {"authors":{"@value":"Ada","@language":"en-gb"}}: the same
SEEN
