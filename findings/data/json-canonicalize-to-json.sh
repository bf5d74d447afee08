#!/usr/bin/env bash
# Values with a toJSON of their own, under two libraries for RFC 8785: json-canonicalize 3.0.1 takes what toJSON gives through
# JSON.stringify, in the order in which its members happen to be; canonicalize 4.0.0 and 2.1.0 sort them too. And where toJSON gives
# undefined, which JSON.stringify leaves out, all of them write the word undefined, which no JSON parser reads.
# Guess: what canonicalizes a value canonicalizes whatever toJSON makes of it, and what they write is JSON.
# For Colophon: only plain data that zod has checked is canonicalized here. A hash over a model, a Buffer or a credential of a class
# is another in each library.
source "$(dirname "$0")/../shared/begin.sh"
packages json-canonicalize@3.0.1 canonicalize@4.0.0 older@npm:canonicalize@2.1.0

cat >probe.mjs <<'JS'
import canonicalize from "canonicalize";
import { canonicalize as jsonCanonicalize } from "json-canonicalize";
import older from "older";

class Work {
  toJSON() {
    return { title: "The sea", author: "Ada Kite" };
  }
}
const values = {
  "plain data": { work: { title: "The sea", author: "Ada Kite" } },
  "a class with toJSON": { work: new Work() },
  "a Buffer": { work: Buffer.from("x") },
  "toJSON gives nothing": { work: { toJSON: () => undefined } },
};
for (const [label, value] of Object.entries(values)) {
  console.log(`${label}: JSON.stringify ${JSON.stringify(value)}`);
  for (const [name, write] of Object.entries({ "json-canonicalize": jsonCanonicalize, canonicalize, "canonicalize 2": older })) {
    console.log(`  ${name} ${write(value)}`);
  }
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
plain data: JSON.stringify {"work":{"title":"The sea","author":"Ada Kite"}}
  json-canonicalize {"work":{"author":"Ada Kite","title":"The sea"}}
  canonicalize {"work":{"author":"Ada Kite","title":"The sea"}}
  canonicalize 2 {"work":{"author":"Ada Kite","title":"The sea"}}
a class with toJSON: JSON.stringify {"work":{"title":"The sea","author":"Ada Kite"}}
  json-canonicalize {"work":{"title":"The sea","author":"Ada Kite"}}
  canonicalize {"work":{"author":"Ada Kite","title":"The sea"}}
  canonicalize 2 {"work":{"author":"Ada Kite","title":"The sea"}}
a Buffer: JSON.stringify {"work":{"type":"Buffer","data":[120]}}
  json-canonicalize {"work":{"type":"Buffer","data":[120]}}
  canonicalize {"work":{"data":[120],"type":"Buffer"}}
  canonicalize 2 {"work":{"data":[120],"type":"Buffer"}}
toJSON gives nothing: JSON.stringify {}
  json-canonicalize {"work":undefined}
  canonicalize {"work":undefined}
  canonicalize 2 {"work":undefined}
SEEN
