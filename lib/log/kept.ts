import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { keep, type Shelf } from "../store/records";
import { HASH_BYTES, LogTree } from "./tree";

/** What is kept of a log: the hashes of its leaves, up to a block. It is a cache: whoever loses it reads the chain again. */
export interface KeptLog {
  readonly block: number;
  readonly blockHash: string;
  readonly tree: LogTree;
}

const FORMAT = "colophon-log-cache/1";

/** The folder of what is kept about the log of one registry. */
export function logFolder({ home, network, registry }: Shelf): string {
  return join(home, "log", network, registry);
}

/** What is kept; undefined where there is nothing, or not what was written. */
export async function readKept(shelf: Shelf): Promise<KeptLog | undefined> {
  const bytes = await readFile(fileOf(shelf)).catch(() => undefined);
  const end = bytes?.indexOf("\n") ?? -1;
  if (bytes === undefined || end < 0) return undefined;
  const [format, block, blockHash, root] = bytes.subarray(0, end).toString("latin1").split(" ");
  const leaves = bytes.subarray(end + 1);
  if (format !== FORMAT || blockHash === undefined || leaves.length % HASH_BYTES !== 0) return undefined;
  const tree = new LogTree(leaves);
  return tree.root().toString("hex") === root ? { block: Number(block), blockHash, tree } : undefined;
}

/** @throws ColophonError where it cannot be written */
export async function keepLog(shelf: Shelf, { block, blockHash, tree }: KeptLog): Promise<void> {
  const head = Buffer.from(`${[FORMAT, block, blockHash, tree.root().toString("hex")].join(" ")}\n`, "latin1");
  await keep(fileOf(shelf), Buffer.concat([head, tree.leaves]));
}

function fileOf(shelf: Shelf): string {
  return join(logFolder(shelf), "leaves");
}
