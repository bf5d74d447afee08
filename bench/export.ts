import { encodeLeaf, hashLeaf } from "../lib/log/leaf";
import { HASH_BYTES, LogTree } from "../lib/log/tree";
import type { Part, Row } from "./shared/row";

const LEAVES = 1_000_000;
const LEAVES_GOAL = 10;
const MILLISECONDS = 1_000;

/** What is there for others' tools: the log. How fast they check it stands beside certificates. */
export const exportPart: Part = {
  name: "export",
  comparison: "`export.log`: the log of 1,000,000 events, from the events in memory to the root.",
  measure: ({ wants }) => Promise.resolve(wants("export.log") ? [measureLog()] : []),
};

function measureLog(): Row {
  const registry = { chainId: 31337, address: `0x${"9f".repeat(20)}` };
  const word = `0x${"ab".repeat(HASH_BYTES)}`;
  const event = {
    time: 1,
    transactionHash: word,
    topics: [word, word, word],
    data: `${word}${"00".repeat(HASH_BYTES)}`,
  };
  const begin = performance.now();
  const hashes = Buffer.alloc(LEAVES * HASH_BYTES);
  for (let block = 0; block < LEAVES; block += 1) {
    hashLeaf(encodeLeaf(registry, { ...event, block })).copy(hashes, block * HASH_BYTES);
  }
  new LogTree(hashes).root();
  const value = (performance.now() - begin) / MILLISECONDS;
  return { name: "export.log", value, unit: "s", goal: LEAVES_GOAL, peers: [] };
}
