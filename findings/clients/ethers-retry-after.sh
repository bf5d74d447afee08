#!/usr/bin/env bash
# ethers 6.16.0 takes the seconds of Retry-After (RFC 9110, 10.2.3) for milliseconds, ignores it where it is a date, and
# does not try again after 503 at all.
# Guess: a 429 with "Retry-After: 2" is tried again after 2 seconds, and so is a 503.
# For Colophon: a node behind a rate limit is asked again at once, up to twelve times, and the limit gets worse. A request
# has a deadline of its own (lib/chain/nodes/node.ts), and another node is asked where there is one.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.16.0

cat >probe.mjs <<'JS'
import { once } from "node:events";
import { createServer } from "node:http";

import { FetchRequest } from "ethers";

/** How long after a refusal the request comes again. */
async function secondTry(status, retryAfter) {
  const times = [];
  const server = createServer((request, response) => {
    times.push(performance.now());
    if (times.length === 1) response.writeHead(status, { "retry-after": retryAfter });
    response.end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  await new FetchRequest(`http://127.0.0.1:${server.address().port}/`).send();
  server.close();
  server.closeAllConnections();
  if (times.length === 1) return "never";
  return times[1] - times[0] < 1000 ? "within a second" : "after a second or more";
}

console.log("429, Retry-After: 2 ->", await secondTry(429, "2"));
console.log("429, a date in 3 s ->", await secondTry(429, new Date(Date.now() + 3000).toUTCString()));
console.log("503, Retry-After: 1 ->", await secondTry(503, "1"));
JS
node probe.mjs >seen

compare seen <<'SEEN'
429, Retry-After: 2 -> within a second
429, a date in 3 s -> within a second
503, Retry-After: 1 -> never
SEEN
