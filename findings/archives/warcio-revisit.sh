#!/usr/bin/env bash
# warcio 2.4.11 (the one for JavaScript), asked for a revisit record, the WARC way to say "the same as then": it names the profile
# identical-payload-digest and leaves out the digest of the payload, which the standard says such a record shall have
# (ISO 28500, revisit). It writes the payload that it was given, though it is the one thing that a revisit spares. A warcinfo record
# has no digest of its block at all, as every other record has.
# Guess: the digest is computed as for a response, and the body is left away.
# For Colophon: a capture of a page is registered as the file that it is. In one with revisits the digest has to be given by
# hand (warcHeaders), or nothing says what the page was the same as.
source "$(dirname "$0")/../shared/begin.sh"
packages warcio@2.4.11

cat >probe.mjs <<'JS'
import { createHash } from "node:crypto";

import { WARCRecord, WARCSerializer } from "warcio";

async function* body() {
  yield new TextEncoder().encode("the page");
}
const page = { date: "2024-01-01T00:00:00Z", httpHeaders: { "Content-Type": "text/plain" }, url: "http://example.com/" };
const earlier = { refersToDate: "2023-01-01T00:00:00Z", refersToUrl: page.url };
const warcHeaders = { "WARC-Payload-Digest": `sha256:${createHash("sha256").update("the page").digest("hex")}` };
const records = {
  response: WARCRecord.create({ ...page, type: "response" }, body()),
  revisit: WARCRecord.create({ ...page, ...earlier, type: "revisit" }, body()),
  "revisit, digest given": WARCRecord.create({ ...page, ...earlier, type: "revisit", warcHeaders }, body()),
  warcinfo: WARCRecord.createWARCInfo({ filename: "a.warc", warcVersion: "WARC/1.1" }, { software: "a program" }),
};
const word = (is) => (is ? "yes" : "no");
for (const [name, record] of Object.entries(records)) {
  const text = new TextDecoder().decode(await WARCSerializer.serialize(record));
  const profile = /WARC-Profile: .*\/(.*)\r/.exec(text)?.[1] ?? "none";
  const digests = `payload digest ${word(text.includes("WARC-Payload-Digest"))}, block digest ${word(text.includes("WARC-Block-Digest"))}`;
  console.log(`${name}: profile ${profile}, ${digests}, body ${word(text.includes("the page"))}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
response: profile none, payload digest yes, block digest yes, body yes
revisit: profile identical-payload-digest, payload digest no, block digest yes, body yes
revisit, digest given: profile identical-payload-digest, payload digest yes, block digest yes, body yes
warcinfo: profile none, payload digest no, block digest no, body no
SEEN
