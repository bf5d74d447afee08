import { type BaseWallet, id, type JsonRpcApiProvider, type TransactionReceipt } from "ethers";

import { ColophonError } from "../errors";
import type { Outbox } from "../store/outbox";
import { deliver, type DeliveryOptions, isHopeless } from "./delivery";
import type { ContractCall, SignedTransaction } from "./legacy-transaction";
import { sign } from "./sign";

/** How to send. All of it may be left out. */
export interface SendOptions extends DeliveryOptions {
  /** Runs once the chain would take the call, before it is sent; what it throws stops the sending. */
  readonly beforeSending?: () => Promise<unknown>;
  /** What the call is for, where its data alone do not say so: a term that counts from now differs in the next run. */
  readonly intent?: string;
}

/**
 * Signs a call, sends it, and waits until it is in a block.
 *
 * With an outbox the signed transaction is kept before it is sent and until its receipt is seen. What a run before this one
 * has kept comes first; where that was the same call, it is not made again, and its receipt is given.
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
  const { outbox, intent = id(`${call.to} ${call.data}`) } = options;
  let transaction: SignedTransaction;
  do {
    const earlier = outbox && (await sendKept(wallet.address, provider, outbox, intent, options));
    if (earlier !== undefined) return earlier;
    transaction = await sign(wallet, provider, call);
    await options.beforeSending?.();
    // Another process that uses the account was faster with this nonce: then its transaction is waited for first.
  } while (outbox !== undefined && !(await outbox.keep({ transaction, intent })));

  const receipt = await deliver(provider, transaction, options);
  if (receipt.status === 0) {
    // Asking once more brings the reason to light as an error with its data.
    await provider.call({ from: wallet.address, to: call.to, data: call.data });
    throw new ColophonError(`The transaction ${receipt.hash} failed in block ${receipt.blockNumber}`, {
      advice: "The chain changed in the meantime. Run the command again.",
    });
  }
  return receipt;
}

/**
 * Brings what runs before this one have kept into blocks.
 * @returns the receipt of the call that is meant, where it was among it and succeeded
 */
async function sendKept(
  account: string,
  provider: JsonRpcApiProvider,
  outbox: Outbox,
  intent: string,
  options: SendOptions,
): Promise<TransactionReceipt | undefined> {
  let found: TransactionReceipt | undefined;
  for (const kept of await outbox.list(account)) {
    const receipt = await deliver(provider, kept.transaction, options).catch((error: unknown) => {
      if (isHopeless(error)) return undefined;
      throw error;
    });
    if (receipt?.status === 1 && kept.intent === intent) found = receipt;
  }
  return found;
}
