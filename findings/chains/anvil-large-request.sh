#!/usr/bin/env bash
# anvil 1.7.1 takes a request of at most 2 MiB. A larger one is answered with HTTP status 200, code -32600 "Invalid request"
# and the id null, which says nothing of its size, and which ethers 6.16.0 does not find: "missing response for request". A
# member of the request that JSON-RPC does not name is refused in the same words.
# Guess: HTTP status 413, or no limit on a development chain; members that nobody asked for are passed over.
# For Colophon: its calls are of at most 49,152 bytes, so that they pass FISCO BCOS too.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 ethers@6.16.0

cat >probe.mjs <<'JS'
import { JsonRpcProvider, Network } from "ethers";

import { withAnvil } from "./nodes.mjs";

await withAnvil([], async (ask, { post, url }) => {
  const shown = async (response) => `${response.status} ${(await response.text()).slice(0, 90)}`;
  const call = (bytes) => ({ to: `0x${"22".repeat(20)}`, data: `0x${"00".repeat(bytes)}` });
  const request = (params, more) => JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_call", params, ...more });
  console.log("2,000,000 bytes:", await shown(await post(request([call(980_000), "latest"]))));
  console.log("2,120,000 bytes:", await shown(await post(request([call(1_060_000), "latest"]))));
  console.log("another member:", await shown(await post(request([call(1), "latest"], { comment: "x" }))));
  const provider = new JsonRpcProvider(url, Network.from(31337), { staticNetwork: true });
  const error = await provider.call(call(1_060_000)).catch((reason) => reason);
  console.log("ethers:", error.code, error.shortMessage);
  provider.destroy();
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
2,000,000 bytes: 200 {"jsonrpc":"2.0","id":1,"result":"0x"}
2,120,000 bytes: 200 {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid request"}}
another member: 200 {"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"Invalid request"}}
ethers: BAD_DATA missing response for request
SEEN
