import type { Colophon } from "../chain/contracts/colophon";
import { answersNonsense } from "../chain/nodes/answers";
import type { Shelf } from "../store/records";
import { type Head, originOf } from "./head";
import { keepLog, type KeptLog, readKept } from "./kept";
import { encodeLeaf, hashLeaf, type LoggedRegistry } from "./leaf";
import { loggedBetween } from "./read";
import { LogTree } from "./tree";

/** All events of a registry in their order, as anybody builds it from the chain. */
export interface RegistryLog {
  readonly registry: LoggedRegistry;
  readonly origin: string;
  readonly tree: LogTree;
}

/** Blocks that are asked for before what was found is hashed. */
const STRIDE = 5_000;

/**
 * The log of a registry up to the newest block of the node. What an earlier run has read is not read again, unless the chain
 * has another block there now.
 * @param shelf where it is kept
 */
export async function openLog(colophon: Colophon, shelf: Shelf): Promise<RegistryLog> {
  const { provider, deployment, chainId } = colophon;
  const { address, receipt } = deployment.WorkRegistry;
  const registry = { chainId: Number(chainId), address };
  const kept = await stillTrue(colophon, await readKept(shelf));
  const newest = await provider.getBlock("latest");
  const blockHash = newest?.hash ?? undefined;
  if (newest === null || blockHash === undefined) throw answersNonsense("it has no newest block");

  const hashes = kept === undefined ? [] : [kept.tree.leaves];
  const first = kept === undefined ? receipt.blockNumber : kept.block + 1;
  for (let from = first; from <= newest.number; from += STRIDE) {
    const until = Math.min(newest.number, from + STRIDE - 1);
    const events = await loggedBetween(provider, address, [from, until]);
    hashes.push(...events.map((event) => hashLeaf(encodeLeaf(registry, event))));
  }
  const tree = kept !== undefined && hashes.length === 1 ? kept.tree : new LogTree(Buffer.concat(hashes));
  if (kept === undefined || newest.number > kept.block) {
    await keepLog(shelf, { block: newest.number, blockHash, tree });
  }
  return { registry, origin: originOf(registry), tree };
}

/** How far a log has come. @param size the number of leaves; default: all */
export function headOf({ origin, tree }: RegistryLog, size = tree.size): Head {
  return { origin, size, root: tree.root(size) };
}

async function stillTrue({ provider }: Colophon, kept: KeptLog | undefined): Promise<KeptLog | undefined> {
  if (kept === undefined) return undefined;
  const block = await provider.getBlock(kept.block);
  return block?.hash === kept.blockHash ? kept : undefined;
}
