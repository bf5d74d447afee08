import { type BaseWallet, id, type JsonRpcApiProvider, Transaction } from "ethers";

import { ColophonError } from "../../errors";
import { KEPT } from "../rpc/block-watch";
import { withMargin } from "../rpc/gas-market";
import type { Receipt } from "../rpc/receipt";
import { blockTime, chainTime } from "../rpc/time";
import { fateError } from "./fate";
import type { ContractCall, SignedTransaction } from "./legacy-transaction";
import type { Outbox } from "./outbox";
import { PATIENCE_MS, type PipelineOptions, runPipeline } from "./pipeline";
import { PatientNode } from "./pipeline/node";

const DAY_SECONDS = 24 * 3600;
const MAY_STILL = "It may still be carried out: look at what is on chain before you run the command again.";
/** More transactions of an account than nodes keep that came too early. */
const MOST_EARLY = 64;

/** How to send. All of it may be left out. */
export interface SendOptions extends Pick<PipelineOptions, "patience" | "lostAfter"> {
  /** Where the signed transaction is kept until its receipt is seen. */
  readonly outbox?: Outbox | undefined;
  /** Runs once the chain would take the call, before it is sent; what it throws stops the sending. */
  readonly beforeSending?: () => Promise<unknown>;
  /** What the call is for, where its data alone do not say so: a term that counts from now differs in the next run. */
  readonly intent?: string;
  /** Whether what an earlier run's transaction did is still so; where it is not, the call is made anew. Default: it is. */
  readonly stillHolds?: (receipt: Receipt) => Promise<boolean>;
}

/** Another process of the account was faster with a nonce. */
class NonceTaken extends Error {}

/** Earlier transactions by their hashes: the receipts of those that succeeded, and those that no node has any more. */
type Endings = ReadonlyMap<string, Receipt | "dropped">;

/**
 * Signs a call, sends it, and waits until it is in a block: a pipeline's run of one. With an outbox, what runs before this one
 * have kept comes first; where that was the same call, and what it did is still so, it is not made again.
 * @returns the receipt of a transaction that succeeded
 * @throws ColophonError where the balance is too small, the transaction was dropped, replaced or not mined in time, or the
 * network makes no block; the provider's own errors (a revert among them) as they are: `explain` puts them into words
 */
export async function send(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  call: ContractCall,
  options: SendOptions = {},
): Promise<Receipt> {
  const sending = new Sending(wallet, provider, call, options);
  let receipt: Receipt | undefined;
  // Another process that uses the account may be faster with a nonce: then its transaction is waited for first.
  while (receipt === undefined) receipt = (await sending.finishEarlier()) ?? (await sending.make());
  if (receipt.status !== 1) {
    // Asking once more brings the reason to light as an error with its data.
    await provider.call({ from: wallet.address, to: call.to, data: call.data });
    throw new ColophonError(`The transaction ${receipt.hash} failed in block ${receipt.block}`, {
      code: "TransactionFailed",
      advice: "The chain changed in the meantime. Run the command again.",
    });
  }
  return receipt;
}

/** What a call is for: two calls with the same intent are the same. @param words the caller's own; default: the data */
export function intentOf({ to, data }: ContractCall, words = data): string {
  return id(`${to} ${words}`);
}

class Sending {
  readonly #intent: string;
  readonly #pace: Omit<PipelineOptions, "onReceipts"> & { readonly advice: string; readonly patience: number };
  /** The call's transaction that no node has any more. It may come back, so the call's next one must have its nonce. */
  #dropped: SignedTransaction | undefined;

  constructor(
    private readonly wallet: BaseWallet,
    private readonly provider: JsonRpcApiProvider,
    private readonly call: ContractCall,
    private readonly options: SendOptions,
  ) {
    const { patience = PATIENCE_MS, lostAfter } = options;
    const advice = options.outbox ? KEPT : MAY_STILL;
    this.#intent = intentOf(call, options.intent);
    this.#pace = { inFlight: MOST_EARLY, largestGap: MOST_EARLY, patience, lostAfter, advice };
  }

  /**
   * Brings everything that runs before this one have kept to its end.
   * @returns the receipt of the same call where it was made, and its command was not told
   */
  async finishEarlier(): Promise<Receipt | undefined> {
    const { outbox, stillHolds } = this.options;
    if (outbox === undefined) return undefined;
    const { address } = this.wallet;
    const kept = await outbox.list(address);
    const endings = await this.#follow(kept.map(({ transaction }) => transaction));
    for (const each of kept) {
      // What succeeded, or may still do so, is noted for whoever runs it again.
      await (endings.has(each.transaction.hash) ? outbox.settle(each) : outbox.forget(each.transaction));
    }
    const noted = await outbox.recall(address, this.#intent);
    // A node that is behind may not have it yet, so it is waited for as any other.
    const ending = noted && (endings.get(noted.hash) ?? (await this.#follow([noted])).get(noted.hash));
    this.#dropped = ending === "dropped" ? noted : undefined;
    if (noted === undefined || ending === "dropped") return undefined;
    // After a day, whoever gives a command again means it.
    const isRecent = async ({ block }: Receipt): Promise<boolean> =>
      (await chainTime(this.provider)) - (await blockTime(this.provider, block)) < DAY_SECONDS;
    const holds = ending !== undefined && (await isRecent(ending)) && ((await stillHolds?.(ending)) ?? true);
    await outbox.dismiss(address, this.#intent);
    return holds ? ending : undefined;
  }

  /** Makes the call. @returns undefined where another process was faster with the nonce */
  async make(): Promise<Receipt | undefined> {
    const { wallet, provider, options } = this;
    const { outbox, beforeSending } = options;
    const { to, data } = this.call;
    const before = this.#dropped;
    const gasLimit = withMargin("call", await provider.estimateGas({ from: wallet.address, to, data }));
    const signed: SignedTransaction[] = [];
    const receipts: Receipt[] = [];
    const add = async (entries: readonly SignedTransaction[]): Promise<void> => {
      for (const transaction of entries) {
        // Of two with one nonce only one can be carried out. Where it is taken again, it may be by the dropped one.
        if (before !== undefined && before.nonce !== transaction.nonce) throw fateError(before, "dropped", this.#pace);
        await beforeSending?.();
        if (outbox !== undefined) await this.#keep(transaction, outbox);
        signed.push(transaction);
      }
    };
    try {
      await runPipeline(wallet, provider, { entries: () => [], add }, [{ key: 0, to, data, gasLimit }], {
        ...this.#pace,
        onReceipts: (landed) => void receipts.push(...landed.map(({ receipt }) => receipt)),
        onGivenUp: async (entry, fate, refusal) => {
          if (fate === "refused" || fate === "replaced") await outbox?.forget(entry);
          // The node's own words say more than that it does not have the transaction.
          const isToldBetter = (fate === "refused" || fate === "dropped") && refusal instanceof Error;
          throw isToldBetter ? refusal : fateError(entry, fate, this.#pace);
        },
      });
    } catch (error) {
      if (error instanceof NonceTaken) return undefined;
      const came = before && (await new PatientNode(provider, wallet.address).receiptOf([before]));
      if (!came) throw error;
      receipts.push(came);
    }
    for (const each of signed) await outbox?.forget(each);
    // Another process of this account may have seen the receipt first, and noted it for this one.
    await outbox?.dismiss(wallet.address, this.#intent);
    return receipts[0];
  }

  /** Keeps a transaction, unless its nonce is another process's. */
  async #keep(transaction: SignedTransaction, outbox: Outbox): Promise<void> {
    if (!(await outbox.keep({ transaction, intent: this.#intent }))) throw new NonceTaken();
    // The other one may have kept, sent and forgotten its own since the node was asked for the nonce.
    if ((await this.provider.getTransactionCount(transaction.from)) <= transaction.nonce) return;
    await outbox.forget(transaction);
    throw new NonceTaken();
  }

  /**
   * Sends transactions of earlier runs again, and waits until each is in a block, or will never be as it seems.
   * @returns none for those of which nothing came and never will
   */
  async #follow(transactions: readonly SignedTransaction[]): Promise<Endings> {
    const { wallet, provider } = this;
    const endings = new Map<string, Receipt | "dropped">();
    const priceOf = (raw: string): bigint => Transaction.from(raw).gasPrice ?? 0n;
    const entries = transactions.map((each, key) => ({ ...each, key, gasPrice: priceOf(each.raw) }));
    await runPipeline(wallet, provider, { entries: () => entries, add: () => undefined }, [], {
      ...this.#pace,
      onReceipts: (landed) => {
        for (const { receipt } of landed) if (receipt.status === 1) endings.set(receipt.hash, receipt);
      },
      onGivenUp: async (entry, fate) => {
        const isFree = async (): Promise<boolean> =>
          (await provider.getTransactionCount(entry.from, "pending")) === entry.nonce;
        if (fate === "dropped" && (await isFree())) endings.set(entry.hash, fate);
        else if (fate !== "replaced") throw fateError(entry, fate, this.#pace);
      },
    });
    return endings;
  }
}
