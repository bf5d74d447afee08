import { setTimeout as delay } from "node:timers/promises";

import { type BaseWallet, id, type JsonRpcApiProvider, Transaction, type TransactionReceipt } from "ethers";

import { ColophonError } from "../../errors";
import { KEPT } from "../rpc/block-watch";
import { blockTime, chainTime } from "../rpc/time";
import { fateError } from "./fate";
import type { ContractCall, SignedTransaction } from "./legacy-transaction";
import type { KeptTransaction, Outbox } from "./outbox";
import { type Journal, type PipelineOptions, runPipeline } from "./pipeline";
import { DEFAULTS } from "./pipeline/options";

const DAY_SECONDS = 24 * 3600;
/** The estimate is for now; by the time of the block an owner's first title may have become dearer. In percent. */
const GAS_MARGIN = 130n;
const PERCENT = 100n;
const MAY_STILL = "It may still be carried out: look at what is on chain before you run the command again.";
/** More transactions of an account than nodes keep that came too early. */
const MOST_EARLY = 64;

/** How to send. All of it may be left out. */
export interface SendOptions extends Pick<PipelineOptions, "patience" | "droppedAfter" | "gapAfter"> {
  /** Where the signed transaction is kept until its receipt is seen. */
  readonly outbox?: Outbox | undefined;
  /** Runs once the chain would take the call, before it is sent; what it throws stops the sending. */
  readonly beforeSending?: () => Promise<unknown>;
  /** What the call is for, where its data alone do not say so: a term that counts from now differs in the next run. */
  readonly intent?: string;
  /** Whether what an earlier run's transaction did is still so; where it is not, the call is made anew. Default: it is. */
  readonly stillHolds?: (receipt: TransactionReceipt) => Promise<boolean>;
}

/** What became of an earlier transaction: it succeeded, no node has it any more, or nothing came of it and never will. */
type Ending = TransactionReceipt | "dropped" | "nothing";

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
): Promise<TransactionReceipt> {
  const sending = new Sending(wallet, provider, call, options);
  let receipt: TransactionReceipt | undefined;
  // Another process that uses the account may be faster with a nonce: then its transaction is waited for first.
  while (receipt === undefined) receipt = (await sending.finishEarlier()) ?? (await sending.make());
  if (receipt.status !== 1) {
    // Asking once more brings the reason to light as an error with its data.
    await provider.call({ from: wallet.address, to: call.to, data: call.data });
    throw new ColophonError(`The transaction ${receipt.hash} failed in block ${receipt.blockNumber}`, {
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
  readonly #pace: Partial<PipelineOptions> & { readonly advice: string; readonly patience: number };
  /** The call's transaction that no node has any more. It may come back, so the call's next one must have its nonce. */
  #dropped: SignedTransaction | undefined;

  constructor(
    private readonly wallet: BaseWallet,
    private readonly provider: JsonRpcApiProvider,
    private readonly call: ContractCall,
    private readonly options: SendOptions,
  ) {
    const { patience = DEFAULTS.patience, droppedAfter, gapAfter } = options;
    const advice = options.outbox ? KEPT : MAY_STILL;
    this.#intent = intentOf(call, options.intent);
    this.#pace = { patience, droppedAfter, gapAfter, largestGap: MOST_EARLY, advice };
  }

  /**
   * Brings everything that runs before this one have kept to its end.
   * @returns the receipt of the same call where it was made, and its command was not told
   */
  async finishEarlier(): Promise<TransactionReceipt | undefined> {
    const { outbox, stillHolds } = this.options;
    if (outbox === undefined) return undefined;
    const { address } = this.wallet;
    const endings = new Map<string, Ending>();
    await this.#follow(await outbox.list(address), async (each, ending) => {
      endings.set(each.transaction.hash, ending);
      // What succeeded, or may still do so, is noted for whoever runs it again.
      await (ending === "nothing" ? outbox.forget(each.transaction) : outbox.settle(each));
    });
    const intent = this.#intent;
    const noted = await outbox.recall(address, intent);
    // A node that is behind may not have it yet, so it is waited for as any other.
    const isOpen = noted !== undefined && !endings.has(noted.hash);
    if (isOpen) await this.#follow([{ transaction: noted, intent }], (_, ending) => endings.set(noted.hash, ending));
    const ending = noted && endings.get(noted.hash);
    this.#dropped = ending === "dropped" ? noted : undefined;
    if (ending === undefined || ending === "dropped") return undefined;
    // After a day, whoever gives a command again means it.
    const isRecent = async ({ blockNumber }: TransactionReceipt): Promise<boolean> =>
      (await chainTime(this.provider)) - (await blockTime(this.provider, blockNumber)) < DAY_SECONDS;
    const holds = ending !== "nothing" && (await isRecent(ending)) && ((await stillHolds?.(ending)) ?? true);
    await outbox.dismiss(address, intent);
    return holds ? ending : undefined;
  }

  /** Makes the call. @returns undefined where another process was faster with the nonce */
  async make(): Promise<TransactionReceipt | undefined> {
    const { outbox, beforeSending } = this.options;
    const { address: from } = this.wallet;
    const { to, data } = this.call;
    const before = this.#dropped;
    const gasLimit = ((await this.provider.estimateGas({ from, to, data })) * GAS_MARGIN) / PERCENT;
    let signed: SignedTransaction | undefined;
    let receipt: TransactionReceipt | undefined;
    const add: Journal["add"] = async (entries) => {
      for (const { raw, hash, nonce } of entries) {
        // Of two with one nonce only one can be carried out. Where it is taken again, it may be by the dropped one.
        if (before !== undefined && before.nonce !== nonce) throw fateError(before, "dropped", this.#pace);
        await beforeSending?.();
        signed = { raw, hash, from, nonce };
      }
      return signed && outbox?.keep({ transaction: signed, intent: this.#intent });
    };
    try {
      await runPipeline(this.wallet, this.provider, { entries: () => [], add }, [{ key: 0, to, data, gasLimit }], {
        ...this.#pace,
        inFlight: 1,
        onReceipts: async () => {
          receipt = signed && (await this.#receiptOf(signed));
        },
        onGivenUp: async (entry, fate, refusal) => {
          if (fate === "refused" || fate === "replaced") await outbox?.forget(entry);
          // The node's own words say more than that it does not have the transaction.
          const isToldBetter = (fate === "refused" || fate === "dropped") && refusal instanceof Error;
          throw isToldBetter ? refusal : fateError(entry, fate, this.#pace);
        },
      });
    } catch (error) {
      const came = before && (await this.provider.getTransactionReceipt(before.hash));
      if (!came) throw error;
      receipt = came;
    }
    if (receipt === undefined) return undefined;
    if (signed !== undefined) await outbox?.forget(signed);
    // Another process of this account may have seen the receipt first, and noted it for this one.
    await outbox?.dismiss(from, this.#intent);
    return receipt;
  }

  /** Sends again what earlier runs have kept, and waits until it is in a block, or will never be as it seems. */
  async #follow(
    kept: readonly KeptTransaction[],
    onEnd: (each: KeptTransaction, ending: Ending) => unknown,
  ): Promise<void> {
    const { wallet, provider } = this;
    const priceOf = (raw: string): bigint => Transaction.from(raw).gasPrice ?? 0n;
    const entries = kept.map(({ transaction }, key) => ({ ...transaction, key, gasPrice: priceOf(transaction.raw) }));
    await runPipeline(wallet, provider, { entries: () => entries, add: () => undefined }, [], {
      ...this.#pace,
      inFlight: MOST_EARLY,
      onReceipts: async (landed) => {
        for (const { call, receipt } of landed) {
          const each = kept[call.key];
          if (each) await onEnd(each, receipt.status === 1 ? await this.#receiptOf(each.transaction) : "nothing");
        }
      },
      onGivenUp: async (entry, fate) => {
        const { from, nonce, key } = entry;
        const isFree = async (): Promise<boolean> => (await provider.getTransactionCount(from, "pending")) === nonce;
        const ending = fate === "replaced" ? "nothing" : fate === "dropped" && (await isFree()) ? fate : undefined;
        if (ending === undefined || kept[key] === undefined) throw fateError(entry, fate, this.#pace);
        await onEnd(kept[key], ending);
      },
    });
  }

  /** The receipt in the words of ethers, of a transaction that is in a block. */
  async #receiptOf(transaction: SignedTransaction): Promise<TransactionReceipt> {
    for (
      const begin = performance.now();
      performance.now() - begin < this.#pace.patience;
      await delay(DEFAULTS.pollInterval)
    ) {
      const receipt = await this.provider.getTransactionReceipt(transaction.hash).catch(() => null);
      if (receipt !== null) return receipt;
    }
    throw fateError(transaction, "unanswered", this.#pace);
  }
}
