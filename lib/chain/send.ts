import { setTimeout as delay } from "node:timers/promises";

import { type BaseWallet, type JsonRpcApiProvider, type TransactionReceipt } from "ethers";

import { ColophonError } from "../errors";
import { gasMarketOf, requireBalance, requireFee } from "./gas-market";
import { type ContractCall, type SignedTransaction, signLegacy } from "./legacy-transaction";

export type { ContractCall, SignedTransaction } from "./legacy-transaction";

/** How to send. All of it may be left out. */
export interface SendOptions {
  /** Runs once the chain would take the call, before it is sent; what it throws stops the sending. */
  readonly beforeSending?: () => Promise<unknown>;
  /** How long to wait for the transaction to be in a block, in milliseconds. */
  readonly patience?: number;
  /** How long the transaction may be unknown to the node before it counts as dropped, in milliseconds. */
  readonly droppedAfter?: number;
}

const PATIENCE_MS = 60_000;
const DROPPED_AFTER_MS = 10_000;
const FIRST_POLL_MS = 50;
const LAST_POLL_MS = 1_000;
const POLL_GROWTH = 1.5;
/** The estimate is for now; by the time of the block an owner's first title may have become dearer. In percent. */
const GAS_MARGIN = 130n;
const PERCENT = 100n;

/**
 * Signs a call: a legacy transaction (EIP-155) with the node's `eth_gasPrice`, which every EVM chain takes, also where gas
 * is free and where there is no fee market.
 * @throws ColophonError where the balance is too small; the provider's error where the call would revert
 */
export async function sign(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  { to, data }: ContractCall,
): Promise<SignedTransaction> {
  const from = wallet.address;
  const estimate = await provider.estimateGas({ from, to, data });
  const { gasPrice } = await gasMarketOf(provider);
  const gasLimit = (estimate * GAS_MARGIN) / PERCENT;
  requireFee(gasPrice * gasLimit);
  await requireBalance(from, provider, gasPrice * gasLimit);

  const nonce = await provider.getTransactionCount(from, "pending");
  const { chainId } = await provider.getNetwork();
  return signLegacy(wallet, { to, data, chainId, nonce, gasPrice, gasLimit });
}

/** Hands signed bytes to a node. That the node knows them already is as good as having sent them. */
export async function broadcast(provider: JsonRpcApiProvider, { raw }: SignedTransaction): Promise<void> {
  try {
    await provider.send("eth_sendRawTransaction", [raw]);
  } catch (error) {
    const known = error instanceof Error && /already known|already imported|\bknown transaction/i.test(error.message);
    if (!known) throw error;
  }
}

/**
 * Signs a call, sends it, and waits until it is in a block.
 * @returns the receipt of a transaction that succeeded
 * @throws ColophonError where the balance is too small, or the transaction was dropped, replaced or not mined in time;
 * the provider's own errors (a revert among them) as they are: `explain` puts them into words
 */
export async function send(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  call: ContractCall,
  options: SendOptions = {},
): Promise<TransactionReceipt> {
  const transaction = await sign(wallet, provider, call);
  await options.beforeSending?.();
  await broadcast(provider, transaction);

  const receipt = await waitFor(provider, transaction, options);
  if (receipt.status === 0) {
    // Asking once more brings the reason to light as an error with its data.
    await provider.call({ from: wallet.address, to: call.to, data: call.data });
    throw new ColophonError(`The transaction ${receipt.hash} failed in block ${receipt.blockNumber}`, {
      advice: "The chain changed in the meantime. Run the command again.",
    });
  }
  return receipt;
}

/** Polls for the receipt and for nothing else: an idle chain makes no blocks. */
async function waitFor(
  provider: JsonRpcApiProvider,
  transaction: SignedTransaction,
  { patience = PATIENCE_MS, droppedAfter = DROPPED_AFTER_MS }: SendOptions,
): Promise<TransactionReceipt> {
  const { hash } = transaction;
  const start = performance.now();
  let lastKnown = start;
  let pause = FIRST_POLL_MS;
  for (;;) {
    const now = performance.now();
    const found = await look(provider, hash);
    if (found === "unknown") {
      if (now - lastKnown > droppedAfter) throw await lost(provider, transaction);
    } else if (found === "pending") {
      lastKnown = now;
    } else if (found !== "no answer") {
      return found;
    }
    if (now - start > patience) {
      const why = found === "no answer" ? "The node stopped answering" : `It is in no block after ${patience / 1000} s`;
      throw new ColophonError(`The transaction ${hash} was sent, and nobody knows what became of it. ${why}`, {
        advice: "It may still be carried out: look at what is on chain before you run the command again.",
      });
    }
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

async function lost(provider: JsonRpcApiProvider, { hash, from, nonce }: SignedTransaction): Promise<ColophonError> {
  const wasReplaced = (await provider.getTransactionCount(from, "latest")) > nonce;
  return wasReplaced
    ? new ColophonError(`The transaction ${hash} was replaced by another one of ${from} with the same nonce ${nonce}`, {
        advice: "Nothing was written by it. Run the command again.",
      })
    : new ColophonError(`The transaction ${hash} was dropped by the node`, {
        advice: "Run the command again; another node may still know it, so look at what is on chain first.",
      });
}
