import type { BaseWallet, JsonRpcApiProvider } from "ethers";

import { ColophonError } from "../../errors";
import { mapInOrder } from "../../in-order";
import { KEPT } from "../rpc/block-watch";
import { withMargin } from "../rpc/gas-market";
import type { Receipt } from "../rpc/receipt";
import { blockTime, chainTime } from "../rpc/time";
import { fateError } from "./fate";
import { type Endings, follow, type Pace } from "./follow";
import type { SignedTransaction } from "./legacy-transaction";
import type { Outbox } from "./outbox";
import { type JournalEntry, PATIENCE_MS, type PipelineCall, runPipeline } from "./pipeline";
import { PatientNode } from "./pipeline/node";
import { intentOf, type MeantCall, type SendAllOptions } from "./send-options";

const DAY_SECONDS = 24 * 3600;
const MAY_STILL = "It may still be carried out: look at what is on chain before you run the command again.";
/** More transactions of an account than nodes keep that came too early. */
const MOST_EARLY = 64;
/** Questions to the node at a time. */
const PARALLEL = 8;

/** Another process of the account was faster with a nonce. */
class NonceTaken extends Error {}

/** A call whose transaction is in a block, and has failed. */
interface Failure {
  readonly key: number;
  readonly receipt: Receipt;
}

/** The sending of some calls, which are known by their numbers. */
export class Sending {
  readonly #intents: readonly string[];
  readonly #pace: Pace;
  /** The calls that are not made yet. */
  readonly #open: Set<number>;
  /** Calls' transactions that no node has any more. They may come back, so a call's next one must have its nonce. */
  readonly #dropped = new Map<number, SignedTransaction>();
  /** What was signed last for a call. */
  readonly #signed = new Map<number, SignedTransaction>();
  /** The first call whose transaction has failed; from then on what is under way is waited for. */
  #failure: Failure | undefined;
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;

  constructor(
    private readonly wallet: BaseWallet,
    private readonly provider: JsonRpcApiProvider,
    private readonly calls: readonly MeantCall[],
    private readonly options: SendAllOptions,
  ) {
    const { patience = PATIENCE_MS, lostAfter, signal } = options;
    const advice = options.outbox ? KEPT : MAY_STILL;
    this.#intents = calls.map((call) => intentOf(call, call.intent));
    this.#open = new Set(calls.keys());
    this.#signal = signal === undefined ? this.#stop.signal : AbortSignal.any([signal, this.#stop.signal]);
    this.#pace = { inFlight: MOST_EARLY, largestGap: MOST_EARLY, patience, lostAfter, advice };
  }

  /** Whether all calls are made, or no more are. */
  get hasEnded(): boolean {
    return this.#open.size === 0 || this.#signal.aborted;
  }

  /** Brings everything that runs before this one have kept to its end; calls among it that were not told are made by that. */
  async finishEarlier(): Promise<void> {
    const { outbox } = this.options;
    if (outbox === undefined) return;
    const kept = await outbox.list(this.wallet.address);
    const endings = await this.#follow(kept.map(({ transaction }) => transaction));
    for (const each of kept) {
      const ending = endings.get(each.transaction.hash);
      // What succeeded, or may still do so, is noted for whoever runs it again.
      if (ending === "dropped" || hasSucceeded(ending)) await outbox.settle(each);
      else if (ending !== undefined) await outbox.forget(each.transaction);
    }
    this.#dropped.clear();
    for (const key of [...this.#open]) await this.#recall(key, endings, outbox);
  }

  /** Makes a call by what an earlier run has sent for it, where that still holds. */
  async #recall(key: number, endings: Endings, outbox: Outbox): Promise<void> {
    const { address } = this.wallet;
    const intent = this.#intents[key] ?? "";
    const noted = await outbox.recall(address, intent);
    if (noted === undefined) return;
    // A node that is behind may not have it yet, so it is waited for as any other.
    const ending = endings.get(noted.hash) ?? (await this.#follow([noted])).get(noted.hash);
    if (ending === "dropped") {
      this.#dropped.set(key, noted);
      return;
    }
    const holds = hasSucceeded(ending) && (await this.#stillHolds(ending));
    await outbox.dismiss(address, intent);
    if (!holds) return;
    this.#open.delete(key);
    this.options.onReceipt(ending, key);
  }

  #follow(transactions: readonly SignedTransaction[]): Promise<Endings> {
    return follow(this.wallet, this.provider, transactions, this.#pace);
  }

  async #stillHolds(receipt: Receipt): Promise<boolean> {
    // After a day, whoever gives a command again means it.
    const age = (await chainTime(this.provider)) - (await blockTime(this.provider, receipt.block));
    return age < DAY_SECONDS && ((await this.options.stillHolds?.(receipt)) ?? true);
  }

  /** Makes the calls that are open; not all of them where nonces are given, or another process was faster with one. */
  async make(): Promise<void> {
    if (this.hasEnded) return;
    const { wallet, provider } = this;
    const { outbox } = this.options;
    const add = async (entries: readonly JournalEntry[]): Promise<void> => {
      await this.#keep(entries);
      for (const entry of entries) this.#signed.set(entry.key, entry);
    };
    try {
      await runPipeline(wallet, provider, { entries: () => [], add }, await this.#callsNow(), {
        ...this.#pace,
        signal: this.#signal,
        onReceipts: async (landed) => {
          for (const { call, receipt } of landed) await this.#end(call.key, receipt);
        },
        onGivenUp: async (entry, fate, refusal) => {
          if (fate === "refused" || fate === "replaced") await outbox?.forget(entry);
          // The node's own words say more than that it does not have the transaction.
          const isToldBetter = (fate === "refused" || fate === "dropped") && refusal instanceof Error;
          throw isToldBetter ? refusal : fateError(entry, fate, this.#pace);
        },
      });
    } catch (error) {
      if (error instanceof NonceTaken) return;
      if (!(await this.#cameBack())) throw error;
    }
    if (this.#failure !== undefined) await this.#explain(this.#failure);
  }

  /** Ends a call whose transaction is in a block. */
  async #end(key: number, receipt: Receipt): Promise<void> {
    const { outbox, onReceipt } = this.options;
    const signed = this.#signed.get(key);
    if (signed !== undefined) await outbox?.forget(signed);
    // Another process of this account may have seen the receipt first, and noted it for this one.
    await outbox?.dismiss(this.wallet.address, this.#intents[key] ?? "");
    this.#open.delete(key);
    if (receipt.status === 1) {
      onReceipt(receipt, key);
    } else {
      this.#failure ??= { key, receipt };
      this.#stop.abort();
    }
  }

  /** The calls that can be made now, each asked for from the chain: those whose nonces are given before all others. */
  async #callsNow(): Promise<PipelineCall[]> {
    const dropped = [...this.#dropped].sort(([, a], [, b]) => a.nonce - b.nonce).map(([key]) => key);
    const keys = dropped.length > 0 ? dropped : this.#open;
    const calls: PipelineCall[] = [];
    const asked = mapInOrder(keys, PARALLEL, async (key): Promise<PipelineCall> => {
      const { to, data = "0x" } = this.calls[key] ?? {};
      const gas = await this.provider.estimateGas({ from: this.wallet.address, to, data });
      return { key, to, data, gasLimit: withMargin("call", gas) };
    });
    for await (const call of asked) calls.push(call);
    return calls;
  }

  /** Keeps transactions, unless one of their nonces is another process's. */
  async #keep(entries: readonly JournalEntry[]): Promise<void> {
    const { outbox, beforeSending } = this.options;
    for (const { key, nonce } of entries) {
      const before = this.#dropped.get(key);
      // Of two with one nonce only one can be carried out. Where it is taken again, it may be by the dropped one.
      if (before !== undefined && before.nonce !== nonce) throw fateError(before, "dropped", this.#pace);
      await beforeSending?.();
    }
    if (outbox === undefined) return;
    for (const transaction of entries) {
      const kept = { transaction, intent: this.#intents[transaction.key] ?? "" };
      if (!(await outbox.keep(kept))) throw new NonceTaken();
    }
    // The other one may have kept, sent and forgotten its own since the node was asked for the nonce.
    const [first] = entries;
    if (first === undefined || (await this.provider.getTransactionCount(first.from)) <= first.nonce) return;
    for (const transaction of entries) await outbox.forget(transaction);
    throw new NonceTaken();
  }

  /** Makes calls by dropped transactions that have come into blocks meanwhile. @returns whether there are any */
  async #cameBack(): Promise<boolean> {
    const node = new PatientNode(this.provider, this.wallet.address);
    let hasAny = false;
    for (const [key, before] of this.#dropped) {
      const receipt = this.#open.has(key) ? await node.receiptOf([before]) : undefined;
      if (!receipt) continue;
      await this.#end(key, receipt);
      hasAny = true;
    }
    return hasAny;
  }

  /** @throws what the chain says to the call now, or that the transaction failed */
  async #explain({ key, receipt: { hash, block } }: Failure): Promise<never> {
    const { to, data } = this.calls[key] ?? {};
    // Asking once more brings the reason to light as an error with its data.
    await this.provider.call({ from: this.wallet.address, to, data });
    throw new ColophonError(`The transaction ${hash} failed in block ${block}`, {
      code: "TransactionFailed",
      advice: "The chain changed in the meantime. Run the command again.",
    });
  }
}

function hasSucceeded(ending: Receipt | string | undefined): ending is Receipt {
  return typeof ending === "object" && ending.status === 1;
}
