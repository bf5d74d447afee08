import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { z } from "zod";

import { transparentStatement } from "../lib/certificates/export/cose";
import { judge } from "../lib/certificates/judge/judge";
import { pemOf } from "../lib/log/key";
import { encodeLeaf, hashLeaf } from "../lib/log/leaf";
import { HASH_BYTES, LogTree } from "../lib/log/tree";
import { ensureEnvironment, findPython } from "../scripts/shared/python";
import { COSE_ENVIRONMENT } from "../test/shared/cose-environment";
import { inProcessChain } from "./shared/chain";
import { median } from "./shared/median";
import type { Part, Peer, Row } from "./shared/row";

const LEAVES = 1_000_000;
const LEAVES_GOAL = 10;
const TIMES = 51;
const VERIFY_GOAL_MS = 60;
const MILLISECONDS = 1_000;
const PEER = join(__dirname, "peers", "cose_receipt.py");

/** What is there for others' tools: the log, and how its receipts compare with certificates. */
export const exportPart: Part = {
  name: "export",
  comparison:
    "`export.log`: the log of 1,000,000 events, from the events in memory to the root. `export.verify`: judging a certificate of four " +
    "events with two members' signatures each, in a process that has judged others, beside scitt-cose checking one COSE receipt of an " +
    "event: that proves one event's place in a log and nothing of what happened since, with one signature.",
  measure: async ({ wants }) => [
    ...(wants("export.log") ? [measureLog()] : []),
    ...(wants("export.verify") ? [await measureVerify()] : []),
  ],
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

async function measureVerify(): Promise<Row> {
  await inProcessChain();
  // Not above: they take the chain that is there when they are loaded.
  const { setCertified } = await import("../test/lib/certificates/certified");
  const { setStated, TIME } = await import("../test/lib/certificates/export/stated");
  const { certificate, trust } = await setCertified();
  const times: number[] = [];
  for (let time = 0; time < 2 * TIMES; time += 1) {
    const begin = performance.now();
    const { verdict } = await judge(certificate, { trust });
    times.push(performance.now() - begin);
    if (verdict !== "valid") throw new Error(`it is ${verdict}`);
  }
  const { statement, signers } = await setStated();
  const { key } = signers[0];
  const peer = await measurePeer(await transparentStatement(statement, key, TIME), pemOf(key.publicKey));
  const value = median(times.slice(TIMES));
  return { name: "export.verify", value, unit: "ms", goal: VERIFY_GOAL_MS, peers: peer === undefined ? [] : [peer] };
}

/** Undefined where there is no Python. */
async function measurePeer(statement: Buffer, key: string): Promise<Peer | undefined> {
  const python = await findPython();
  if (python === undefined) return undefined;
  const programs = await ensureEnvironment(python, COSE_ENVIRONMENT, (line) => console.error(line));
  const input = JSON.stringify({ data: statement.toString("base64"), key, times: TIMES });
  const output = execFileSync(join(programs, "python"), [PEER], { input, encoding: "utf8" });
  return { name: "scitt-cose, one receipt", value: median(z.array(z.number()).parse(JSON.parse(output))) };
}
