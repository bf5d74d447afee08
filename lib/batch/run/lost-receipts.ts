import { type JsonRpcApiProvider, toQuantity } from "ethers";

import type { Colophon } from "../../chain/contracts/colophon";
import { mapInOrder } from "../../in-order";
import type { BatchFile } from "../file/batch-file";
import type { CallReceipt, Ledger } from "../file/ledger";

/** Questions to the node at a time. */
const PARALLEL = 8;

/**
 * Looks for every receipt that the file has, and forgets those whose block the chain has given up: in another block a call
 * may have another outcome. It asks for blocks, which name their transactions, and not for these with all their data.
 */
export async function forgetLostReceipts({ provider }: Colophon, batch: BatchFile, ledger: Ledger): Promise<void> {
  const blocks = new Map<number, CallReceipt[]>();
  for (const receipt of ledger.receipts()) {
    const others = blocks.get(receipt.block);
    if (others === undefined) blocks.set(receipt.block, [receipt]);
    else others.push(receipt);
  }
  const found = mapInOrder(blocks, PARALLEL, async ([block, receipts]) => {
    const hashes = await hashesIn(provider, block);
    return receipts.filter(({ transactionHash }) => !hashes.has(transactionHash));
  });
  for await (const lost of found) {
    for (const { call } of lost) {
      const works = batch.worksOfCall(call).map(({ id }) => id);
      ledger.unsettle(call, works);
    }
  }
}

/** The transactions in a block; as the node says it, since ethers would read all of the block. */
async function hashesIn(provider: JsonRpcApiProvider, block: number): Promise<ReadonlySet<string>> {
  const found: { transactions: readonly string[] } | null = await provider.send("eth_getBlockByNumber", [
    toQuantity(block),
    false,
  ]);
  return new Set(found?.transactions.map((hash) => hash.toLowerCase()));
}
