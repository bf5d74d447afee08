#!/usr/bin/env bash
# A contract that sends whoever asks it to a server for the answer (CCIP Read, ERC-3668), and names two servers, of which the first does not know the
# work (404) and says so in words. ethers 6.17.0 ends there, as the standard has it for 400 to 499, with the words of the server. viem 2.57.20
# asks the second, and takes its answer; where both refuse, what its error says has nothing of the words. After a 500 both ask
# the next. A refusal of the first server is final for the one and counts for nothing with the other. The sender that the body
# of a question names has small letters from ethers and a check sum from viem.
# Guess: both go on after 404 as after 500, since two servers are there for that, and both say what the last one said.
# For Colophon: no contract of it sends anybody elsewhere. A registry that keeps descriptions behind servers gives 404 from all of them or from
# none, and compares senders as bytes.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 viem@2.57.20

cat >probe.mjs <<'JS'
import { once } from "node:events";
import { createServer } from "node:http";

import { JsonRpcProvider } from "ethers";
import { createPublicClient, encodeErrorResult, http, parseAbi } from "viem";

const CONTRACT = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const CALLBACK = "0x12345678";
const abi = parseAbi(["error OffchainLookup(address sender, string[] urls, bytes callData, bytes4 callbackFunction, bytes extraData)"]);
let [urls, statuses, asked] = [[], {}, []];

async function serve(answer) {
  const server = createServer(async (request, response) => {
    const body = [];
    for await (const part of request) body.push(part);
    const [status, said] = answer(request.url, Buffer.concat(body).toString());
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { server, url: `http://127.0.0.1:${server.address().port}` };
}

const gateways = await serve((url, body) => {
  asked.push(url.slice(1) + (body === "" ? "" : ` for ${JSON.parse(body).sender.slice(0, 8)}`));
  const status = statuses[url.slice(1)] ?? 200;
  return [status, status === 200 ? { data: "0x11" } : { message: `${url.slice(1)} has no such work` }];
});
const node = await serve((url, body) => {
  const answers = [JSON.parse(body)].flat().map(({ id, method, params }) => {
    if (method !== "eth_call") return { jsonrpc: "2.0", id, result: "0x1" };
    if (params[0].data.startsWith(CALLBACK)) return { jsonrpc: "2.0", id, result: `0x${"00".repeat(31)}07` };
    const args = [CONTRACT, urls, "0xabcd", CALLBACK, "0xee"];
    const data = encodeErrorResult({ abi, errorName: "OffchainLookup", args });
    return { jsonrpc: "2.0", id, error: { code: 3, message: "execution reverted", data } };
  });
  return [200, body.startsWith("[") ? answers : answers[0]];
});

const provider = new JsonRpcProvider(node.url, 1, { staticNetwork: true });
const client = createPublicClient({ transport: http(node.url, { retryCount: 0 }) });
const clients = {
  ethers: () => provider.call({ to: CONTRACT, data: "0xdeadbeef", enableCcipRead: true }),
  viem: async () => (await client.call({ to: CONTRACT, data: "0xdeadbeef" })).data,
};
for (const given of [{ first: 404 }, { first: 500 }, { first: 404, second: 404 }]) {
  for (const [name, call] of Object.entries(clients)) {
    [urls, statuses, asked] = [["first", "second"].map((word) => `${gateways.url}/${word}`), given, []];
    const result = await call().then(Number, (error) => {
      const words = [error.shortMessage, error.message].join(" ");
      return `an error that ${words.includes("no such work") ? "has" : "lacks"} the server's words`;
    });
    console.log(`${JSON.stringify(given)}, ${name}: ${result}; asked ${asked.join(", ")}`);
  }
}
provider.destroy();
for (const { server } of [gateways, node]) {
  server.closeAllConnections();
  server.close();
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
{"first":404}, ethers: an error that has the server's words; asked first for 0xf39fd6
{"first":404}, viem: 7; asked first for 0xf39Fd6, second for 0xf39Fd6
{"first":500}, ethers: 7; asked first for 0xf39fd6, second for 0xf39fd6
{"first":500}, viem: 7; asked first for 0xf39Fd6, second for 0xf39Fd6
{"first":404,"second":404}, ethers: an error that has the server's words; asked first for 0xf39fd6
{"first":404,"second":404}, viem: an error that lacks the server's words; asked first for 0xf39Fd6, second for 0xf39Fd6
SEEN
