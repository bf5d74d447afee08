import { type BaseWallet, id, type JsonRpcApiProvider, type TransactionReceipt } from "ethers";

import { ColophonError } from "../../errors";
import { KEPT } from "../rpc/block-watch";
import { blockTime, chainTime } from "../rpc/time";
import { closeGap } from "./close-gap";
import { deliver, deliverKept, type DeliveryOptions, type Fate } from "./delivery";
import type { ContractCall, SignedTransaction } from "./legacy-transaction";
import type { Outbox } from "./outbox";
import { sign } from "./sign";

const DAY_SECONDS = 24 * 3600;

/** How to send. All of it may be left out. */
export interface SendOptions extends DeliveryOptions {
  /** Runs once the chain would take the call, before it is sent; what it throws stops the sending. */
  readonly beforeSending?: () => Promise<unknown>;
  /** What the call is for, where its data alone do not say so: a term that counts from now differs in the next run. */
  readonly intent?: string;
  /** How long nonces below that of a kept transaction may be free before they are used up, in milliseconds. */
  readonly gapAfter?: number;
  /** Whether what an earlier run's transaction did is still so; where it is not, the call is made anew. Default: it is. */
  readonly stillHolds?: (receipt: TransactionReceipt) => Promise<boolean>;
}

/**
 * Signs a call, sends it, and waits until it is in a block.
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
  const { outbox } = options;
  const intent = intentOf(call, options.intent);
  let transaction: SignedTransaction;
  let dropped: SignedTransaction | undefined;
  do {
    const earlier = outbox === undefined ? {} : await earlierRun(wallet, provider, outbox, intent, options);
    if (earlier.receipt !== undefined) return earlier.receipt;
    ({ dropped } = earlier);
    transaction = await sign(wallet, provider, call);
    // Of two with one nonce only one can be carried out. Where the nonce is taken again, it may be by the dropped one.
    if (dropped !== undefined && dropped.nonce !== transaction.nonce) {
      throw new ColophonError(`The transaction ${dropped.hash} was dropped by the node`, { advice: KEPT });
    }
    await options.beforeSending?.();
    // Another process that uses the account was faster with this nonce: then its transaction is waited for first.
  } while (outbox !== undefined && !(await outbox.keep({ transaction, intent })));

  const receipt = await deliver(provider, transaction, options).catch(async (error: unknown) => {
    const came = dropped && (await provider.getTransactionReceipt(dropped.hash));
    if (came) return came;
    throw error;
  });
  await outbox?.forget(transaction);
  // Another process of this account may have seen the receipt first, and noted it for this one.
  await outbox?.dismiss(wallet.address, intent);
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

/** Brings everything that runs before this one have kept to its end, and says what there is of the same call. */
async function earlierRun(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  outbox: Outbox,
  intent: string,
  options: SendOptions,
): Promise<Earlier> {
  const seen = await sendKept(wallet, provider, outbox, intent, options);
  const noted = await outbox.recall(wallet.address, intent);
  if (noted === undefined) return {};
  // A node that is behind may not have it yet, so it is waited for as any other.
  const fate = seen ?? (await deliverKept(provider, noted, options));
  if (fate === "dropped") return { dropped: noted };
  const holds =
    fate !== "replaced" &&
    fate.status === 1 &&
    (await isRecent(provider, fate)) &&
    ((await options.stillHolds?.(fate)) ?? true);
  await outbox.dismiss(wallet.address, intent);
  return holds ? { receipt: fate } : {};
}

/** After a day, whoever gives a command again means it. */
async function isRecent(provider: JsonRpcApiProvider, { blockNumber }: TransactionReceipt): Promise<boolean> {
  return (await chainTime(provider)) - (await blockTime(provider, blockNumber)) < DAY_SECONDS;
}

/**
 * Brings what runs before this one have kept into blocks, and notes what succeeded, or may still do so, for whoever runs it
 * again.
 * @returns what became of the call that is meant, where it was among it and noted
 */
async function sendKept(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  outbox: Outbox,
  intent: string,
  options: SendOptions,
): Promise<Fate | undefined> {
  let seen: Fate | undefined;
  for (const kept of await outbox.list(wallet.address)) {
    await closeGap(wallet, provider, kept.transaction.nonce, options.gapAfter);
    const fate = await deliverKept(provider, kept.transaction, options);
    if (fate === "replaced" || (fate !== "dropped" && fate.status !== 1)) {
      await outbox.forget(kept.transaction);
      continue;
    }
    await outbox.settle(kept);
    if (kept.intent === intent) seen = fate;
  }
  return seen;
}
