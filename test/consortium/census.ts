import { toQuantity } from "ethers";

import type { Colophon } from "../../lib/chain/contracts/colophon";
import { workHistory } from "../../lib/history/history";
import { mapInOrder } from "../../lib/in-order";

/** Questions at a time. */
const PARALLEL = 16;

/** What a node says of one block. */
export interface BlockRecord {
  readonly hash: string;
  readonly stateRoot: string;
  readonly transactions: readonly TransactionRecord[];
}

/** A transaction to the registry. */
export interface TransactionRecord {
  readonly hash: string;
  readonly from: string;
  readonly input: string;
  /** Whether it did what it was for. */
  readonly succeeded: boolean;
}

interface RawBlock {
  readonly hash: string;
  readonly stateRoot: string;
  readonly transactions: readonly { hash: string; from: string; to: string | null; input: string }[];
}

/** All that a node knows of the blocks from the registry's deployment up to a height. */
export async function censusOf(colophon: Colophon, height: number): Promise<BlockRecord[]> {
  const { provider, deployment } = colophon;
  const { address, receipt } = deployment.WorkRegistry;
  const first = receipt.blockNumber;
  const numbers = Array.from({ length: height - first + 1 }, (_, index) => first + index);
  return collect(numbers, async (number) => {
    // What the execution API gives for a block that is there.
    const block = (await provider.send("eth_getBlockByNumber", [toQuantity(number), true])) as RawBlock;
    const ours = block.transactions.filter(({ to }) => to?.toLowerCase() === address.toLowerCase());
    const transactions = await Promise.all(
      ours.map(async ({ hash, from, input }) => {
        const { status } = (await provider.send("eth_getTransactionReceipt", [hash])) as { status: string };
        return { hash, from, input, succeeded: status === "0x1" };
      }),
    );
    return { hash: block.hash, stateRoot: block.stateRoot, transactions };
  });
}

/**
 * The content hashes of the titles that were registered up to a height, one for each event.
 * @param owner whose; anybody's where it is left out
 */
export async function worksOf(colophon: Colophon, owner: string | undefined, height: number): Promise<string[]> {
  const { registry, deployment } = colophon;
  const first = deployment.WorkRegistry.receipt.blockNumber;
  const events = await registry.queryFilter(registry.filters.WorkRegistered(), first, height);
  return events
    .filter(({ args }) => owner === undefined || args.owner === owner)
    .map(({ args }) => `0x${args.workId.toString(16).padStart(64, "0")}`);
}

/**
 * The history of each work as a node gives it, walked back from its newest event: as text, so that it can be compared byte
 * for byte. It is "[]" for a work that the node does not know.
 * @param height only events up to it
 */
export async function historiesOf(colophon: Colophon, works: readonly string[], height = Infinity): Promise<string[]> {
  const { provider, registry } = colophon;
  return collect(works, async (work) => {
    const history = await workHistory(provider, registry, BigInt(work));
    const lines = history
      .filter(({ blockNumber }) => blockNumber <= height)
      .map(({ event, ...place }) => [event.name, event.args.toArray(), place]);
    return JSON.stringify(lines, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  });
}

async function collect<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const found: R[] = [];
  for await (const result of mapInOrder(items, PARALLEL, ask)) found.push(result);
  return found;
}
