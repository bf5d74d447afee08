import { setTimeout as delay } from "node:timers/promises";

import type { JsonRpcApiProvider, TransactionReceipt } from "ethers";

import { ColophonError } from "../errors";
import type { Outbox } from "../store/outbox";
import { judge } from "./answer";
import { BlockWatch, KEPT } from "./block-watch";
import { broadcast } from "./broadcast";
import { isSilence } from "./failures";
import type { SignedTransaction } from "./legacy-transaction";

/** How to bring a transaction into a block. All of it may be left out. */
export interface DeliveryOptions {
  /** Where the signed transaction is kept until its receipt is seen. */
  readonly outbox?: Outbox | undefined;
  /** How long to wait for the transaction to be in a block, in milliseconds. */
  readonly patience?: number;
  /** How long the transaction may be unknown to the node, though sent again, before it counts as dropped, in milliseconds. */
  readonly droppedAfter?: number;
}

const PATIENCE_MS = 60_000;
const DROPPED_AFTER_MS = 10_000;
const FIRST_POLL_MS = 50;
const LAST_POLL_MS = 300;
const POLL_GROWTH = 1.5;

/** Sends signed bytes until they are in a block, and forgets those of which nothing can come any more. */
export async function deliver(
  provider: JsonRpcApiProvider,
  transaction: SignedTransaction,
  options: DeliveryOptions,
): Promise<TransactionReceipt> {
  try {
    await hand(provider, transaction);
    return await waitFor(provider, transaction, options);
  } catch (error) {
    if (isHopeless(error)) await options.outbox?.forget(transaction);
    throw error;
  }
}

/** Hands a transaction over for the first time in this run. @throws the node's error where it does not take it */
async function hand(provider: JsonRpcApiProvider, transaction: SignedTransaction): Promise<void> {
  try {
    await broadcast(provider, transaction);
  } catch (error) {
    // No answer is no refusal, and a transaction that is in a block already is refused by its nonce: the receipt decides.
    if (!isSilence(error) && judge(error) !== "taken") throw error;
  }
}

/** Polls for the receipt and for nothing else: an idle chain makes no blocks. */
async function waitFor(
  provider: JsonRpcApiProvider,
  transaction: SignedTransaction,
  { patience = PATIENCE_MS, droppedAfter = DROPPED_AFTER_MS, outbox }: DeliveryOptions,
): Promise<TransactionReceipt> {
  const { hash } = transaction;
  const start = performance.now();
  const advice =
    outbox === undefined
      ? "It may still be carried out: look at what is on chain before you run the command again."
      : KEPT;
  const blocks = new BlockWatch(provider);
  let lastKnown = start;
  let pause = FIRST_POLL_MS;
  for (;;) {
    const now = performance.now();
    const found = await look(provider, hash);
    if (found === "unknown") {
      if (now - lastKnown > droppedAfter) throw await lost(provider, transaction);
      // The node that had it may be gone. That others do not take it now is for the next look.
      await broadcast(provider, transaction).catch(() => undefined);
    } else if (found === "pending") {
      lastKnown = now;
    } else if (found !== "no answer") {
      return found;
    }
    if (now - start > patience) {
      const why = found === "no answer" ? "The node stopped answering" : `It is in no block after ${patience / 1000} s`;
      throw new ColophonError(`The transaction ${hash} was sent, and nobody knows what became of it. ${why}`, {
        advice,
      });
    }
    await blocks.look(`The transaction ${hash} waits`, advice);
    await delay(pause);
    pause = Math.min(pause * POLL_GROWTH, LAST_POLL_MS);
  }
}

/** What a node says of a transaction. That it gives no answer now is no reason to give up what was sent. */
async function look(
  provider: JsonRpcApiProvider,
  hash: string,
): Promise<TransactionReceipt | "pending" | "unknown" | "no answer"> {
  try {
    const receipt = await provider.getTransactionReceipt(hash);
    if (receipt !== null) return receipt;
    return (await provider.getTransaction(hash)) === null ? "unknown" : "pending";
  } catch {
    return "no answer";
  }
}

/** Another transaction has used the nonce. */
class NeverMined extends ColophonError {}

/** Whether nothing can come of a transaction any more: its nonce was used otherwise, or the node does not take it. */
export function isHopeless(error: unknown): boolean {
  return error instanceof NeverMined || !(error instanceof ColophonError || isSilence(error));
}

async function lost(provider: JsonRpcApiProvider, { hash, from, nonce }: SignedTransaction): Promise<ColophonError> {
  const wasReplaced = (await provider.getTransactionCount(from, "latest")) > nonce;
  return wasReplaced
    ? new NeverMined(`The transaction ${hash} was replaced by another one of ${from} with the same nonce ${nonce}`, {
        advice: "Nothing was written by it. Run the command again.",
      })
    : new ColophonError(`The transaction ${hash} was dropped by the node`, {
        advice: "Run the command again; another node may still know it, so look at what is on chain first.",
      });
}
