import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect } from "chai";
import { sha256, toQuantity } from "ethers";

import { BatchFile } from "../../../../lib/batch/file/batch-file";
import type { BatchMode } from "../../../../lib/batch/file/format";
import { Ledger } from "../../../../lib/batch/file/ledger";
import { listBatchFiles } from "../../../../lib/batch/file/shelf";
import { checkBatch } from "../../../../lib/batch/run/check";
import { stateOf } from "../../../../lib/batch/run/register";
import type { Colophon } from "../../../../lib/chain/contracts/colophon";
import type { DevAccountName } from "../../../../lib/chain/development/dev-accounts";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { shelfOf } from "../../../../lib/works/home/shelf";
import { type Running, start } from "../../../cli/shared/processes";
import type { Stage } from "../../../cli/shared/stage";
import type { Random } from "../../../shared/random";
import type { ChildOrder } from "../run/child-order";
import { compileTo } from "./compiled";

const CHILD = "test/lib/batch/run/kill-child";
/** Just more than what a file needs for its hash to be kept. */
const LARGE = 8 * 1024 * 1024 + 1;
const BATCH_FILE = /^[0-9a-f]{32}\.sqlite$/;

/** Compiles what the processes of `startChild` run, once for all of them. @returns the script */
export function compileChild(folder: string): string {
  compileTo(folder, [`${CHILD}.ts`]);
  return join(folder, `${CHILD}.js`);
}

/** Starts a process that registers a source. It prints "ready" when it begins. @param script of `compileChild` */
export function startChild(script: string, order: ChildOrder): Running {
  return start([script, JSON.stringify(order)], {});
}

/** A source of a batch whose works nobody has registered. */
export interface SomeSource {
  readonly from: string;
  /** The content hashes of its works, sorted. */
  readonly hashes: readonly string[];
}

/** Writes a folder of files, some in a folder inside, and some of them large. */
export function writeFolder(from: string, random: Random, small: number, large: number): SomeSource {
  const files = Array.from({ length: small + large }, (_, index) => {
    const path = join(from, index % 3 === 0 ? "inside" : "", `${index}.bin`);
    return writeRandomFile(path, random, index < small ? 16 + random.below(5_000) : LARGE);
  });
  return { from, hashes: files.sort() };
}

/** Writes a CSV file that gives most works by their hashes, one as a small file and one as a large one. */
export function writeCsv(from: string, random: Random, given: number): SomeSource {
  const hashes = Array.from({ length: given }, () => sha256(bytes(random, 32)));
  const files = ["small.bin", "large.bin"].map((name) => ({
    name,
    hash: writeRandomFile(join(dirname(from), name), random, name === "large.bin" ? LARGE : 100),
  }));
  const rows = [
    ...hashes.map((hash, index) => `,${hash},"Work ${index}, given"`),
    ...files.map(({ name }) => `${name},,${name}`),
  ];
  writeFileSync(from, ["file,contentHash,title", ...rows, ""].join("\n"));
  return { from, hashes: [...hashes, ...files.map(({ hash }) => hash)].sort() };
}

function writeRandomFile(path: string, random: Random, size: number): string {
  mkdirSync(dirname(path), { recursive: true });
  const content = Buffer.alloc(size);
  bytes(random, Math.min(size, 16)).copy(content);
  writeFileSync(path, content);
  return sha256(content);
}

function bytes(random: Random, size: number): Buffer {
  return Buffer.from(Array.from({ length: size }, () => random.below(256)));
}

/** What never changes in a batch file, once it is there. */
export interface Fixed {
  readonly path: string;
  readonly root: string | undefined;
  readonly works: readonly (readonly [contentHash: string, metadataHash: string, salt: string | undefined])[];
}

/** One batch: who registers it, where its store is and which block came before it. */
export interface Job {
  readonly account: DevAccountName;
  readonly home: string;
  readonly mode: BatchMode;
  readonly source: SomeSource;
  readonly firstBlock: number;
}

/** What a store has of the one batch that was begun in it; undefined where it has none yet. */
export async function readFixed({ colophon }: Stage, { home }: Pick<Job, "home">): Promise<Fixed | undefined> {
  const [path, ...others] = await listBatchFiles(shelfOf(colophon, home));
  expect(others, "batch files beside the first").to.deep.equal([]);
  if (path === undefined) return undefined;
  const batch = BatchFile.open(path, "read");
  try {
    const works = [...batch.works()].map(({ claim, salt }) => [claim.contentHash, claim.metadataHash, salt] as const);
    return { path, root: batch.head.root, works };
  } finally {
    batch.close();
  }
}

/** Makes sure that a batch is on chain, all of it and once, and that its file says so. */
export async function expectRegisteredOnce(stage: Stage, job: Job, colophon: Colophon = stage.colophon): Promise<void> {
  const { mode, source } = job;
  const landed = await landedCalls(stage, job);
  const titles = await registeredTitles(stage, job);
  const fixed = await readFixed(stage, job);
  const batch = BatchFile.open(fixed?.path ?? "", "read");
  try {
    const named = [...batch.works()].map(({ claim }) => claim.contentHash).sort();
    expect(named, "works of the batch file").to.deep.equal(source.hashes);
    if (mode === "anchor") {
      expect(landed, "anchored roots").to.deep.equal([["anchor", batch.head.root]]);
      expect(titles, "titles").to.deep.equal([]);
    } else {
      expect(landed.map(([name]) => name)).to.deep.equal(Array.from({ length: batch.calls }, () => "registerMany"));
      expect(landed.flatMap(([, ...hashes]) => hashes).sort(), "works in calls").to.deep.equal(source.hashes);
      expect(titles, "titles").to.deep.equal(source.hashes);
      // An anchor that was found on chain needs no receipt.
      expect(new Ledger(batch).entries(), "transactions without a receipt").to.deep.equal([]);
    }
    const { registered, rejected, open } = stateOf(batch);
    expect({ registered, rejected, open }).to.deep.equal({ registered: source.hashes.length, rejected: 0, open: 0 });
    expect((await checkBatch(colophon, batch, () => undefined)).problems).to.deep.equal([]);
  } finally {
    batch.close();
  }
  // The hashes of files are kept for the day after, and can be deleted at any time.
  const left = readdirSync(dirname(fixed?.path ?? "")).filter(
    (name) => !BATCH_FILE.test(name) && !name.startsWith("hashes.sqlite"),
  );
  expect(left, "files beside the batch").to.deep.equal(["lock.sqlite"]);
}

/** The successful calls of the account to the registry, by the function and the roots or content hashes that they name. */
export async function landedCalls({ colophon }: Stage, { account, firstBlock }: Job): Promise<(string | null)[][]> {
  const { provider, registry, deployment } = colophon;
  const { address } = devWallet(account);
  const calls: (string | null)[][] = [];
  const last = await provider.getBlockNumber();
  for (let number = firstBlock; number <= last; number += 1) {
    // What a node says of a block. Where it gave one up while it made another, anvil may lack a block that it counts.
    const block = (await provider.send("eth_getBlockByNumber", [toQuantity(number), true])) as Block | null;
    for (const { hash, from, to, input } of block?.transactions ?? []) {
      const isCall = isSame(from, address) && isSame(to ?? "", deployment.WorkRegistry.address);
      if (!isCall || (await provider.getTransactionReceipt(hash))?.status !== 1) continue;
      const call = registry.interface.parseTransaction({ data: input });
      // The works of registerMany come as [contentHash, metadataHash].
      const named = call?.name === "anchor" ? [call.args["root"]] : (call?.args["works"] as [string, string][]);
      calls.push([call?.name ?? null, ...named.map((each: unknown) => String(Array.isArray(each) ? each[0] : each))]);
    }
  }
  return calls;
}

interface Block {
  readonly transactions: readonly { hash: string; from: string; to: string | null; input: string }[];
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/**
 * The content hashes of the batch that have a title of the account, sorted; one that was given twice is there twice. Read from
 * the titles themselves: anvil, killed while it writes its state, may keep what a block has done and lose the block.
 */
async function registeredTitles({ colophon }: Stage, { account, firstBlock, source }: Job): Promise<string[]> {
  const { registry } = colophon;
  const { address } = devWallet(account);
  const owned: string[] = [];
  for (const hash of source.hashes) if ((await registry.titleOf(hash)).owner === address) owned.push(hash);
  const events = await registry.queryFilter(registry.filters.WorkRegistered(), firstBlock);
  const given = events
    .filter(({ args }) => isSame(String(args["owner"]), address))
    .map(({ args }) => toHash(args["workId"]));
  const again = given.filter((hash, index) => given.indexOf(hash) !== index);
  return [...owned, ...again].sort();
}

function toHash(workId: bigint): string {
  return `0x${workId.toString(16).padStart(64, "0")}`;
}
