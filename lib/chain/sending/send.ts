import { setTimeout as delay } from "node:timers/promises";

import { type BaseWallet, id, type JsonRpcApiProvider, Transaction, type TransactionReceipt } from "ethers";

import { ColophonError } from "../../errors";
import { KEPT } from "../rpc/block-watch";
import { blockTime, chainTime } from "../rpc/time";
import { type Fate, fateError } from "./fate";
import type { ContractCall, SignedTransaction } from "./legacy-transaction";
import type { Outbox } from "./outbox";
import { type Journal, type PipelineOptions, runPipeline } from "./pipeline";

const DAY_SECONDS = 24 * 3600;
/** The estimate is for now; by the time of the block an owner's first title may have become dearer. In percent. */
const GAS_MARGIN = 130n;
const PERCENT = 100n;
const PATIENCE_MS = 60_000;
const RESEND_AFTER_MS = 2_000;
const POLL_MS = 50;
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

/** What became of a transaction; dropped: no node has it any more, and its nonce is free. */
type Ending = TransactionReceipt | "replaced" | "dropped";

/**
 * Signs a call, sends it, and waits until it is in a block: a pipeline's run of one.
 *
 * With an outbox the signed transaction is kept before it is sent and until its receipt is seen. What a run before this one
 * has kept comes first; where that was the same call, and what it did is still so, it is not made again, and its receipt is
 * given.
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
  const sending = new Sending(wallet, provider, options);
  const intent = intentOf(call, options.intent);
  let receipt: TransactionReceipt | undefined;
  do {
    const earlier = await sending.finishEarlier(intent);
    if (earlier.receipt !== undefined) return earlier.receipt;
    receipt = await sending.make(call, intent, earlier.dropped);
    // Another process that uses the account was faster with this nonce: then its transaction is waited for first.
  } while (receipt === undefined);
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

/** What runs before this one have left of the same call: neither where it is to be made, as if for the first time. */
interface Earlier {
  /** That of a call that was made, and whose command was not told. */
  readonly receipt?: TransactionReceipt;
  /** A transaction that no node has any more, and that may come back: the call's next one must have its nonce. */
  readonly dropped?: SignedTransaction;
}

class Sending {
  readonly #patience: number;
  readonly #advice: string;

  constructor(
    private readonly wallet: BaseWallet,
    private readonly provider: JsonRpcApiProvider,
    private readonly options: SendOptions,
  ) {
    const { outbox, patience = PATIENCE_MS } = options;
    this.#patience = patience;
    this.#advice = outbox === undefined ? MAY_STILL : KEPT;
  }

  /** Brings everything that runs before this one have kept to its end, and says what there is of the same call. */
  async finishEarlier(intent: string): Promise<Earlier> {
    const { outbox, stillHolds } = this.options;
    if (outbox === undefined) return {};
    const { address } = this.wallet;
    const kept = await outbox.list(address);
    const endings = new Map<string, Ending>();
    await this.#follow(
      kept.map(({ transaction }) => transaction),
      async (hash, ending) => {
        const each = kept.find(({ transaction }) => transaction.hash === hash);
        endings.set(hash, ending);
        // What succeeded, or may still do so, is noted for whoever runs it again.
        const isOver = ending === "replaced" || (ending !== "dropped" && ending.status !== 1);
        if (each !== undefined) await (isOver ? outbox.forget(each.transaction) : outbox.settle(each));
      },
    );
    const noted = await outbox.recall(address, intent);
    if (noted === undefined) return {};
    // A node that is behind may not have it yet, so it is waited for as any other.
    if (!endings.has(noted.hash)) await this.#follow([noted], (hash, ending) => void endings.set(hash, ending));
    const ending = endings.get(noted.hash) ?? "replaced";
    if (ending === "dropped") return { dropped: noted };
    const holds =
      ending !== "replaced" &&
      ending.status === 1 &&
      (await this.#isRecent(ending)) &&
      ((await stillHolds?.(ending)) ?? true);
    await outbox.dismiss(address, intent);
    return holds ? { receipt: ending } : {};
  }

  /**
   * Makes the call.
   * @param before the call's transaction that was dropped: of two with one nonce only one can be carried out
   * @returns undefined where another process was faster with the nonce
   * @throws the node's own error where it refuses
   */
  async make(call: ContractCall, intent: string, before?: SignedTransaction): Promise<TransactionReceipt | undefined> {
    const { outbox, beforeSending } = this.options;
    const { address: from } = this.wallet;
    const { to, data } = call;
    const gasLimit = ((await this.provider.estimateGas({ from, to, data })) * GAS_MARGIN) / PERCENT;
    let signed: SignedTransaction | undefined;
    const journal: Journal = {
      entries: () => [],
      add: async (entries) => {
        for (const { raw, hash, nonce } of entries) {
          signed = { raw, hash, from, nonce };
          // Where the nonce is taken again, it may be by the dropped one.
          if (before !== undefined && before.nonce !== nonce) throw this.#error(before, "dropped");
          await beforeSending?.();
          if (outbox !== undefined) return outbox.keep({ transaction: signed, intent });
        }
        return true;
      },
    };
    let receipt: TransactionReceipt | undefined;
    try {
      await runPipeline(this.wallet, this.provider, journal, [{ key: 0, to, data, gasLimit }], {
        ...this.#pace,
        inFlight: 1,
        onReceipts: async () => {
          receipt = signed && (await this.#receiptOf(signed));
        },
        onGivenUp: async (entry, fate, refusal) => {
          if (fate === "refused" || fate === "replaced") await outbox?.forget(entry);
          // The node's own words say more than that it does not have the transaction.
          throw (fate === "refused" || fate === "dropped") && refusal instanceof Error
            ? refusal
            : this.#error(entry, fate);
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
    await outbox?.dismiss(from, intent);
    return receipt;
  }

  get #pace(): Omit<PipelineOptions, "inFlight" | "onReceipts"> {
    const { patience, droppedAfter, gapAfter } = this.options;
    const resendAfter = droppedAfter && Math.min(RESEND_AFTER_MS, droppedAfter);
    return { patience, droppedAfter, resendAfter, gapAfter, largestGap: MOST_EARLY, advice: this.#advice };
  }

  /** Sends again what earlier runs have kept, and waits until it is in a block, or will never be as it seems. */
  async #follow(
    kept: readonly SignedTransaction[],
    onEnd: (hash: string, ending: Ending) => void | Promise<void>,
  ): Promise<void> {
    const entries = kept.map((each, key) => ({ ...each, key, gasPrice: Transaction.from(each.raw).gasPrice ?? 0n }));
    const journal: Journal = { entries: () => entries, add: () => undefined };
    await runPipeline(this.wallet, this.provider, journal, [], {
      ...this.#pace,
      inFlight: MOST_EARLY,
      onReceipts: async (landed) => {
        for (const { receipt } of landed) {
          const transaction = kept.find(({ hash }) => hash === receipt.hash);
          if (transaction !== undefined) await onEnd(receipt.hash, await this.#receiptOf(transaction));
        }
      },
      onGivenUp: async (entry, fate) => {
        const isFree = async (): Promise<boolean> =>
          (await this.provider.getTransactionCount(entry.from, "pending")) === entry.nonce;
        if (fate === "replaced" || (fate === "dropped" && (await isFree()))) return onEnd(entry.hash, fate);
        throw this.#error(entry, fate);
      },
    });
  }

  /** The receipt in the words of ethers, of a transaction that is in a block. */
  async #receiptOf(transaction: SignedTransaction): Promise<TransactionReceipt> {
    for (const begin = performance.now(); performance.now() - begin < this.#patience; await delay(POLL_MS)) {
      const receipt = await this.provider.getTransactionReceipt(transaction.hash).catch(() => null);
      if (receipt !== null) return receipt;
    }
    throw this.#error(transaction, "unanswered");
  }

  #error(transaction: SignedTransaction, fate: Fate): ColophonError {
    return fateError(transaction, fate, this.#advice, this.#patience);
  }

  /** After a day, whoever gives a command again means it. */
  async #isRecent({ blockNumber }: TransactionReceipt): Promise<boolean> {
    return (await chainTime(this.provider)) - (await blockTime(this.provider, blockNumber)) < DAY_SECONDS;
  }
}
