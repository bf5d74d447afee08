import { type BaseWallet, id, type JsonRpcApiProvider, type TransactionReceipt } from "ethers";

import { ColophonError } from "../errors";
import type { Outbox } from "../store/outbox";
import { deliver, deliverKept, type DeliveryOptions } from "./delivery";
import type { ContractCall, SignedTransaction } from "./legacy-transaction";
import { sign } from "./sign";
import { blockTime, chainTime } from "./time";

const DAY_SECONDS = 24 * 3600;

/** How to send. All of it may be left out. */
export interface SendOptions extends DeliveryOptions {
  /** Runs once the chain would take the call, before it is sent; what it throws stops the sending. */
  readonly beforeSending?: () => Promise<unknown>;
  /** What the call is for, where its data alone do not say so: a term that counts from now differs in the next run. */
  readonly intent?: string;
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
  do {
    const earlier = outbox && (await earlierRun(wallet, provider, outbox, intent, options));
    if (earlier !== undefined) return earlier;
    transaction = await sign(wallet, provider, call);
    await options.beforeSending?.();
    // Another process that uses the account was faster with this nonce: then its transaction is waited for first.
  } while (outbox !== undefined && !(await outbox.keep({ transaction, intent })));

  const receipt = await deliver(provider, transaction, options);
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

/** The receipt of the same call, made by a run before this one that was not told of it; undefined where it is to be made. */
async function earlierRun(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  outbox: Outbox,
  intent: string,
  options: SendOptions,
): Promise<TransactionReceipt | undefined> {
  const seen = await sendKept(wallet, provider, outbox, intent, options);
  const settled = await outbox.recall(wallet.address, intent);
  // A node that is behind may not have it yet, so it is waited for as any other.
  const receipt = seen ?? (settled && (await deliverKept(wallet, provider, settled, options)));
  if (receipt?.status !== 1) return undefined;
  const holds = (await isRecent(provider, receipt)) && ((await options.stillHolds?.(receipt)) ?? true);
  await outbox.dismiss(wallet.address, intent);
  return holds ? receipt : undefined;
}

/** After a day, whoever gives a command again means it. */
async function isRecent(provider: JsonRpcApiProvider, { blockNumber }: TransactionReceipt): Promise<boolean> {
  return (await chainTime(provider)) - (await blockTime(provider, blockNumber)) < DAY_SECONDS;
}

/**
 * Brings what runs before this one have kept into blocks, and notes what succeeded for whoever runs it again.
 * @returns the receipt of the call that is meant, where it was among it and succeeded
 */
async function sendKept(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  outbox: Outbox,
  intent: string,
  options: SendOptions,
): Promise<TransactionReceipt | undefined> {
  let seen: TransactionReceipt | undefined;
  for (const kept of await outbox.list(wallet.address)) {
    const receipt = await deliverKept(wallet, provider, kept.transaction, options);
    if (receipt?.status !== 1) {
      await outbox.forget(kept.transaction);
      continue;
    }
    await outbox.settle(kept);
    if (kept.intent === intent) seen = receipt;
  }
  return seen;
}
