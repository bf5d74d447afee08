import { setTimeout as delay } from "node:timers/promises";

import type { JsonRpcApiProvider, TransactionReceipt } from "ethers";

import { ColophonError } from "../../errors";
import { isSilence } from "../contracts/failures";
import { BlockWatch, KEPT } from "../rpc/block-watch";
import type { Answer } from "../rpc/node-words";
import { judge } from "./answer";
import { broadcast } from "./broadcast";
import type { SignedTransaction } from "./legacy-transaction";
import type { Outbox } from "./outbox";
import { nonceHolder } from "./pipeline/nonce-holder";

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

/** What a node says where it will never take these bytes. What it says of a full pool or an early nonce may pass. */
const REFUSALS: readonly Answer[] = ["never", "unfunded", "underpriced"];

/** Another transaction has used the nonce. */
class NeverMined extends ColophonError {}

/** No node keeps the transaction, though it was sent again and again. */
class Dropped extends ColophonError {}

/**
 * Sends a transaction for the first time, and waits until it is in a block. It is forgotten where nothing can come of it.
 * @throws the node's own error where it refuses
 */
export async function deliver(
  provider: JsonRpcApiProvider,
  transaction: SignedTransaction,
  options: DeliveryOptions,
): Promise<TransactionReceipt> {
  const refusal = await hand(provider, transaction);
  if (refusal !== undefined && REFUSALS.includes(judge(refusal))) {
    // A node may refuse what it has taken a moment ago, or what another one of the network has.
    if ((await look(provider, transaction.hash)) === "unknown") {
      await options.outbox?.forget(transaction);
      throw refusal;
    }
  }
  try {
    return await waitFor(provider, transaction, options);
  } catch (error) {
    if (error instanceof NeverMined) await options.outbox?.forget(transaction);
    // The node's own words say more than that it does not have the transaction.
    if (error instanceof Dropped && refusal !== undefined) throw refusal;
    throw error;
  }
}

/** What became of a kept transaction; dropped: no node has it any more, and its nonce is free. */
export type Fate = TransactionReceipt | "replaced" | "dropped";

/** Sends again what an earlier run has kept, and waits until it is in a block, or will never be as it seems. */
export async function deliverKept(
  provider: JsonRpcApiProvider,
  transaction: SignedTransaction,
  options: DeliveryOptions,
): Promise<Fate> {
  await hand(provider, transaction);
  try {
    return await waitFor(provider, transaction, options);
  } catch (error) {
    if (error instanceof NeverMined) return "replaced";
    if (!(error instanceof Dropped)) throw error;
    if ((await provider.getTransactionCount(transaction.from, "pending")) === transaction.nonce) return "dropped";
    throw error;
  }
}

/** Hands a transaction over. @returns the node's refusal; no answer is none, nor is it one that the node has it already */
async function hand(provider: JsonRpcApiProvider, transaction: SignedTransaction): Promise<Error | undefined> {
  try {
    await broadcast(provider, transaction);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return isSilence(error) || judge(error) === "used" ? undefined : error;
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
      if (now - lastKnown > droppedAfter) return lost(provider, transaction, advice);
      // The node that had it may be gone. That others do not take it now is for the next look. One that does not show what
      // waits (FISCO BCOS) says here that it has it.
      if (await broadcast(provider, transaction).catch(() => false)) lastKnown = now;
    } else if (found === "pending" || found === "no answer") {
      lastKnown = now;
    } else {
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
    if (receipt?.hash === hash) return receipt;
    return (await provider.getTransaction(hash)) === null ? "unknown" : "pending";
  } catch {
    return "no answer";
  }
}

/** Finds out why no node has a transaction. @returns its receipt, where it has come into a block just now */
async function lost(
  provider: JsonRpcApiProvider,
  { hash, from, nonce }: SignedTransaction,
  advice: string,
): Promise<TransactionReceipt> {
  const wasUsed = (await provider.getTransactionCount(from, "latest")) > nonce;
  // Asked after the count: perhaps it was this transaction that has used the nonce.
  const receipt = await provider.getTransactionReceipt(hash);
  if (receipt !== null) return receipt;
  if (!wasUsed) throw new Dropped(`The transaction ${hash} was dropped by the node`, { advice });
  // A node may have a transaction in a block and not find it yet.
  const holder = await nonceHolder(provider, from, nonce).catch(() => undefined);
  if (holder === undefined || holder.toLowerCase() === hash) {
    throw new ColophonError(
      `The transaction ${hash} was sent, and nobody knows what became of it. Its nonce ${nonce} is used`,
      { advice },
    );
  }
  throw new NeverMined(`The transaction ${hash} was replaced by another one of ${from} with the same nonce ${nonce}`, {
    advice: "Nothing was written by it. Run the command again.",
  });
}
