import type { JsonRpcApiProvider } from "ethers";

import type { Colophon } from "../../chain/contracts/colophon";
import { mapInOrder } from "../../in-order";
import type { BatchFile } from "../file/batch-file";
import type { Ledger } from "../file/ledger";

/** Questions to the node at a time. */
const PARALLEL = 8;

/**
 * Looks for every receipt that the file has, and forgets those whose block the chain has given up: in another block a call
 * may have another outcome.
 */
export async function forgetLostReceipts({ provider }: Colophon, batch: BatchFile, ledger: Ledger): Promise<void> {
  const found = mapInOrder(ledger.receipts(), PARALLEL, async ({ call, transactionHash, block }) => ({
    call,
    isThere: (await blockOf(provider, transactionHash)) === block,
  }));
  for await (const { call, isThere } of found) {
    if (!isThere) {
      const works = batch.worksOfCall(call).map(({ id }) => id);
      ledger.unsettle(call, works);
    }
  }
}

/** The block of a transaction; as the node says it, since ethers would decode all of its input. */
async function blockOf(provider: JsonRpcApiProvider, hash: string): Promise<number | undefined> {
  const found: { blockNumber: string | null } | null = await provider.send("eth_getTransactionByHash", [hash]);
  return found?.blockNumber ? Number(found.blockNumber) : undefined;
}
