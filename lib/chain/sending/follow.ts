import { type BaseWallet, type JsonRpcApiProvider, Transaction } from "ethers";

import type { Receipt } from "../rpc/receipt";
import { fateError } from "./fate";
import type { SignedTransaction } from "./legacy-transaction";
import { type PipelineOptions, runPipeline } from "./pipeline";

/**
 * Transactions by their hashes: the receipts of those that are in blocks, also where they failed, those of which no node has one
 * any more, and those whose nonces others have used. What waits for a dropped one has no ending yet.
 */
export type Endings = ReadonlyMap<string, Receipt | "dropped" | "replaced">;

/** How a pipeline works, with what a person is told where it cannot go on. */
export type Pace = Omit<PipelineOptions, "onReceipts"> & { readonly advice: string; readonly patience: number };

/** One was dropped: those after it cannot come before its nonce is used. */
class Dropped extends Error {}

/**
 * Sends transactions of earlier runs again, and waits until each is in a block, or one of them will never be as it seems.
 * @throws ColophonError where that cannot be said of one of them
 */
export async function follow(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  transactions: readonly SignedTransaction[],
  pace: Pace,
): Promise<Endings> {
  const endings = new Map<string, Receipt | "dropped" | "replaced">();
  const priceOf = (raw: string): bigint => Transaction.from(raw).gasPrice ?? 0n;
  const entries = transactions.map((each, key) => ({ ...each, key, gasPrice: priceOf(each.raw) }));
  try {
    await runPipeline(wallet, provider, { entries: () => entries, add: () => undefined }, [], {
      ...pace,
      onReceipts: (landed) => {
        for (const { receipt } of landed) endings.set(receipt.hash, receipt);
      },
      onGivenUp: async (entry, fate) => {
        const isFree = async (): Promise<boolean> =>
          (await provider.getTransactionCount(entry.from, "pending")) === entry.nonce;
        if (fate === "replaced") {
          endings.set(entry.hash, fate);
        } else if (fate === "dropped" && (await isFree())) {
          endings.set(entry.hash, fate);
          throw new Dropped();
        } else {
          throw fateError(entry, fate, pace);
        }
      },
    });
  } catch (error) {
    if (!(error instanceof Dropped)) throw error;
  }
  return endings;
}
