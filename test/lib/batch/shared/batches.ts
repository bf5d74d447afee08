import { mkdirSync } from "node:fs";

import { BatchFile } from "../../../../lib/batch/file/batch-file";
import { openDatabase } from "../../../../lib/batch/file/database";
import { packRows } from "../../../../lib/batch/file/packed-rows";
import { type BatchTarget, type StagedRow, Staging } from "../../../../lib/batch/file/staging";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { canonicalBytes } from "../../../../lib/hashing/canonical-json";
import { metadataFromFields, metadataHash } from "../../../../lib/metadata/metadata";
import { someHash } from "../../../shared/fixture";
import type { Stage } from "../../shared/stage";

export const AURORA = devWallet("aurora");
export const BOREALIS = devWallet("borealis");

/** A row as a check leaves it, hashed already; what is not given is of its own. */
export function someRow(line: number, changes: Partial<StagedRow> = {}): StagedRow {
  const metadata = metadataFromFields({ title: `Work ${line}` });
  return {
    line,
    name: `work-${line}.txt`,
    size: 10 * line,
    contentHash: someHash(),
    metadata: Buffer.from(canonicalBytes(metadata)).toString(),
    metadataHash: metadataHash(metadata),
    ...changes,
  };
}

export function someRows(count: number): StagedRow[] {
  return Array.from({ length: count }, (_, index) => someRow(index + 1));
}

/** An anchored batch of aurora's on the in-process chain. */
export const SOME_TARGET: BatchTarget = {
  mode: "anchor",
  chainId: 31337,
  registry: "0x1111111111111111111111111111111111111111",
  owner: AURORA.address,
  source: "works/",
  worksPerCall: 3,
};

/** Makes a batch file of rows that are hashed. @returns its path */
export async function sealBatch(
  folder: string,
  rows: readonly StagedRow[],
  changes: Partial<BatchTarget> = {},
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const target = { ...SOME_TARGET, ...changes };
  const staging = await Staging.begin(folder, target.mode);
  staging.add(packRows(rows));
  return staging.seal(target);
}

/** The same for a deployment, and opens it to be registered. */
export async function batchOn(
  { colophon }: Pick<Stage, "colophon">,
  folder: string,
  rows: readonly StagedRow[],
  changes: Partial<BatchTarget> = {},
): Promise<BatchFile> {
  const registry = colophon.deployment.WorkRegistry.address;
  return BatchFile.open(await sealBatch(folder, rows, { registry, ...changes }), "write");
}

/** Changes a batch file by SQL, as a forger or a failing disk might. */
export function tamper(path: string, sql: string, values: readonly unknown[] = []): void {
  const database = openDatabase(path, "write");
  database.prepare(sql).run([...values]);
  database.close();
}

/** Every work of a batch as rows say it. */
export function worksOf(batch: BatchFile): Pick<StagedRow, "line" | "name" | "contentHash" | "metadata">[] {
  return [...batch.works()].map(({ line, name, claim: { contentHash }, metadata }) => ({
    ...{ line, name, contentHash, metadata },
  }));
}
