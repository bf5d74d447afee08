import { writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

import { keccak256 } from "ethers";

import { registerBulk } from "../../lib/batch/run/bulk";
import { WORKS_PER_CALL } from "../../lib/batch/run/direct-calls";
import { openSource } from "../../lib/batch/source/source";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import { mapInOrder } from "../../lib/in-order";
import { shelfOf } from "../../lib/works/home/shelf";
import { rpc } from "../../scripts/chain/anvil";
import { Stage } from "../../test/cli/shared/stage";
import { steadyHash } from "../gas/subjects";
import { median } from "../shared/median";
import type { Row } from "../shared/row";

/** All full: anvil drops a small transaction that would fit into a block before the large ones that come first. */
const CALLS = 5_000;
const WORKS = CALLS * WORKS_PER_CALL;
const TURNS = 3;
const BLOCK_SECONDS = 1;
const BLOCK_GAS = 300_000_000n;
/** Of the rate of the transactions that were signed beforehand. */
const GOAL = 0.9;
const MILLISECONDS = 1000;
const POLL_MS = 50;
/** Questions for receipts at a time, as in the client. */
const RECEIPTS_AT_A_TIME = 8;
/** Enough per work, and beside the works. */
const GAS_PER_WORK = 30_000;
const GAS_PER_CALL = 120_000;
/** So dear that no base fee rises above it, and not so dear that a node that suggests it asks for 1 ether a call. In wei. */
const GAS_PRICE = 20_000_000_000n;

/** Direct registration, beside the same calls signed beforehand and thrown at the same chain: medians, by turns. */
export async function measureThroughput(): Promise<Row[]> {
  const turns: Turn[] = [];
  while (turns.length < TURNS) turns.push(await measureTurn());
  const theirs = median(turns.map((turn) => turn.theirs));
  const ours = median(turns.map((turn) => turn.ours));
  const peer = { name: "the same calls, signed beforehand", value: theirs };
  return [{ name: "rate.direct", value: ours, unit: "works/s", goal: theirs * GOAL, peers: [peer] }];
}

/** Works a second. */
interface Turn {
  readonly theirs: number;
  readonly ours: number;
}

/** On a chain of its own: full blocks make the next ones dearer. */
async function measureTurn(): Promise<Turn> {
  const stage = await Stage.set({ blockTime: BLOCK_SECONDS, gasLimit: BLOCK_GAS });
  try {
    return { theirs: await driveByHand(stage), ours: await registerDirectly(stage) };
  } finally {
    await stage.strike();
  }
}

/** From the first transaction to the last receipt, signing and journal included; checking and hashing are not in it. */
async function registerDirectly(stage: Stage): Promise<number> {
  const { colophon, home } = stage;
  const from = stage.at("direct.csv");
  const rows = Array.from({ length: WORKS }, (_, index) => `${steadyHash(`direct ${index}`)},Work ${index}`);
  await writeFile(from, `contentHash,title\n${rows.join("\n")}\n`);
  let begin = 0;
  await registerBulk(colophon, devWallet("aurora"), {
    source: await openSource({ from, cwd: home }),
    mode: "direct",
    shelf: shelfOf(colophon, home),
    skipBad: false,
    signal: new AbortController().signal,
    onProgress: ({ stage: step }) => {
      if (step === "Registering" && begin === 0) begin = performance.now();
    },
  });
  return WORKS / ((performance.now() - begin) / MILLISECONDS);
}

async function driveByHand({ colophon, anvil }: Stage): Promise<number> {
  const { registry, provider, chainId } = colophon;
  const wallet = devWallet("borealis");
  const first = await provider.getTransactionCount(wallet.address);
  const to = await registry.getAddress();
  const signed: string[] = [];
  for (let start = 0; start < WORKS; start += WORKS_PER_CALL) {
    const works = Array.from({ length: WORKS_PER_CALL }, (_, index) => ({
      contentHash: steadyHash(`raw ${start + index}`),
      metadataHash: steadyHash(`raw metadata ${start + index}`),
    }));
    const data = registry.interface.encodeFunctionData("registerMany", [wallet.address, works]);
    const gasLimit = GAS_PER_CALL + GAS_PER_WORK * works.length;
    const nonce = first + signed.length;
    signed.push(await wallet.signTransaction({ to, data, type: 0, chainId, nonce, gasLimit, gasPrice: GAS_PRICE }));
  }

  const hashes = signed.map((raw) => keccak256(raw));

  const begin = performance.now();
  await Promise.all([sendAll(anvil.url, signed), requireReceipts(anvil.url, wallet.address, first, hashes)]);
  const seconds = (performance.now() - begin) / MILLISECONDS;
  if ((await registry.balanceOf(wallet.address)) !== BigInt(WORKS)) throw new Error("not every work was registered");
  return WORKS / seconds;
}

async function sendAll(url: string, signed: readonly string[]): Promise<void> {
  for (const raw of signed) await rpc(url, "eth_sendRawTransaction", [raw]);
}

/** Asks for the receipt of every transaction as soon as it is in a block: only its receipt tells whether it failed. */
async function requireReceipts(url: string, account: string, first: number, hashes: readonly string[]): Promise<void> {
  for (let seen = 0; seen < hashes.length; ) {
    const count = Number(await rpc(url, "eth_getTransactionCount", [account, "latest"])) - first;
    const due = hashes.slice(seen, count);
    if (due.length === 0) await delay(POLL_MS);
    for await (const receipt of mapInOrder(due, RECEIPTS_AT_A_TIME, (hash) => receiptOf(url, hash))) {
      if (receipt.status !== "0x1") throw new Error("a transaction that was signed beforehand has failed");
      seen += 1;
    }
  }
}

/** A node may count a transaction a moment before it has its receipt. */
async function receiptOf(url: string, hash: string): Promise<{ readonly status: unknown }> {
  for (;;) {
    const receipt = await rpc(url, "eth_getTransactionReceipt", [hash]);
    if (receipt !== null) return receipt as { status: unknown }; // It is in a block.
    await delay(POLL_MS);
  }
}
