#!/usr/bin/env bash
# Several nodes as one, ethers 6.17.0 (FallbackProvider). Where nodes that have to agree (quorum of two or more) all say that the newest block is 100,
# getBlockNumber says 101, and getBlock of that is null: a node that is one block away counts as agreeing, above as well as below, and of
# numbers that as many agree on the largest is taken. On a chain that makes no blocks while nobody sends anything it stays so. And of two nodes
# one has to agree unless a quorum is named, of four two: the answer of whichever comes first is believed, beside another one.
# Guess: 100, or the older of two heights; more than half of the nodes have to agree, since the word means that.
# For Colophon: lib/chain/rpc asks one node and turns to the next where one does not answer; what a node says of a title is proven by
# certificates, not by other nodes. Who compares nodes in this way names the quorum and asks for a block, not for its number.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0

cat >probe.mjs <<'JS'
import { once } from "node:events";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";

import { FallbackProvider, JsonRpcProvider, ZeroAddress } from "ethers";

const options = { staticNetwork: true, cacheTimeout: -1, batchMaxCount: 1 };

/** A node whose newest block is `head`, and which says that everybody has `balance`. */
async function startNode({ head, balance }) {
  const server = createServer(async (request, response) => {
    const { id, method, params } = await json(request);
    const answers = {
      eth_blockNumber: () => `0x${head.toString(16)}`,
      eth_getBalance: () => `0x${balance.toString(16)}`,
      eth_getBlockByNumber: () => (Number(params[0]) > head ? null : { number: params[0] }),
    };
    response.end(JSON.stringify({ jsonrpc: "2.0", id, result: answers[method]() }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, provider: new JsonRpcProvider(`http://127.0.0.1:${server.address().port}`, 1, options) };
}

async function look(nodes, quorum, question) {
  const started = await Promise.all(nodes.map(startNode));
  const configs = started.map(({ provider }, i) => ({ provider, priority: i + 1, stallTimeout: 60_000 }));
  const all = new FallbackProvider(configs, 1, { cacheTimeout: -1, ...(quorum && { quorum }) });
  const answer = await question(all);
  const { quorum: counted } = all;
  all.destroy();
  for (const { server, provider } of started) {
    provider.destroy();
    server.close();
  }
  return `${answer} (quorum ${counted})`;
}

const height = async (all) => {
  const number = await all.getBlockNumber();
  return `${number}, which is ${(await all.getBlock(number).catch(() => "a block")) ?? "no block"}`;
};
for (const [count, quorum] of [[1], [2], [2, 2], [3], [4], [4, 3]]) {
  const nodes = Array.from({ length: count }, () => ({ head: 100, balance: 5 }));
  console.log(`newest block of ${count} at 100: ${await look(nodes, quorum, height)}`);
}
const heads = [100, 99].map((head) => ({ head, balance: 5 }));
console.log("newest block of two at 100 and 99:", await look(heads, 2, height));
for (const balances of [[9, 5], [9, 9, 5, 5]]) {
  const nodes = balances.map((balance) => ({ head: 100, balance }));
  console.log(`balance, of ${balances}: ${await look(nodes, undefined, (all) => all.getBalance(ZeroAddress))}`);
}
process.exit(); // Timers of questions that were answered would keep it for a minute.
JS
node probe.mjs >seen

compare seen <<'SEEN'
newest block of 1 at 100: 100, which is a block (quorum 1)
newest block of 2 at 100: 100, which is a block (quorum 1)
newest block of 2 at 100: 101, which is no block (quorum 2)
newest block of 3 at 100: 101, which is no block (quorum 2)
newest block of 4 at 100: 101, which is no block (quorum 2)
newest block of 4 at 100: 101, which is no block (quorum 3)
newest block of two at 100 and 99: 100, which is a block (quorum 2)
balance, of 9,5: 9 (quorum 1)
balance, of 9,9,5,5: 9 (quorum 2)
SEEN
