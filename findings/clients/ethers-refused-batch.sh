#!/usr/bin/env bash
# ethers 6.16.0 throws the node's reason away where a node answers a batch with one error for all of it, as JSON-RPC 2.0
# (section 6) has it. Every question fails with BAD_DATA "missing response for request". Answers whose ids came back as
# strings are not found either.
# Guess: each question fails with the node's code and words, since they are there.
# For Colophon: lib/chain/nodes/node.ts makes the requests itself, and asks one by one where a batch was refused.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.16.0

cat >probe.mjs <<'JS'
import { once } from "node:events";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";

import { JsonRpcProvider, Network } from "ethers";

/** What ethers makes of two questions of one moment. */
async function asked(answer) {
  const server = createServer(async (request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer(await json(request))));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${server.address().port}/`;
  const provider = new JsonRpcProvider(url, Network.from(1), { staticNetwork: true });
  const outcomes = await Promise.allSettled(["eth_blockNumber", "eth_gasPrice"].map((name) => provider.send(name, [])));
  provider.destroy();
  server.close();
  server.closeAllConnections();
  return outcomes.map(({ value, reason }) => value ?? `${reason.code}: ${reason.shortMessage}`).join(", ");
}

const refusal = { jsonrpc: "2.0", id: null, error: { code: -32600, message: "batch too large" } };
console.log("one error for the batch:", await asked(() => refusal));
console.log("ids as strings:", await asked((batch) => batch.map(({ id }) => ({ jsonrpc: "2.0", id: `${id}`, result: "0x1" }))));
console.log("ids as numbers:", await asked((batch) => batch.map(({ id }) => ({ jsonrpc: "2.0", id, result: "0x1" }))));
JS
node probe.mjs >seen

compare seen <<'SEEN'
one error for the batch: BAD_DATA: missing response for request, BAD_DATA: missing response for request
ids as strings: BAD_DATA: missing response for request, BAD_DATA: missing response for request
ids as numbers: 0x1, 0x1
SEEN
