import type { BaseWallet, JsonRpcApiProvider } from "ethers";

import type { Receipt } from "../rpc/receipt";
import type { ContractCall } from "./legacy-transaction";
import type { MeantCall, SendAllOptions, SendOptions } from "./send-options";
import { Sending } from "./sending";

export { intentOf, type MeantCall, type SendAllOptions, type SendOptions } from "./send-options";

/**
 * Signs a call, sends it, and waits until it is in a block: a run of one of `sendAll`.
 * @returns the receipt of a transaction that succeeded
 * @throws as `sendAll`
 */
export async function send(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  call: ContractCall,
  { intent, ...options }: SendOptions = {},
): Promise<Receipt> {
  const receipts: Receipt[] = [];
  await sendAll(wallet, provider, [{ to: call.to, data: call.data, intent }], {
    ...options,
    onReceipt: (receipt) => void receipts.push(receipt),
  });
  const [receipt] = receipts;
  if (receipt === undefined) throw new Error("a call that was made has a receipt");
  return receipt;
}

/**
 * Signs calls of which none needs what another one does, sends them, several at a time and in their order, and waits until
 * they are in blocks. The chain must take each of them before any is sent. With an outbox, what runs before this one have kept
 * comes first; where that was one of these calls, and what it did is still so, it is not made again. Whatever stops it, the
 * next run goes on.
 * @throws ColophonError where the balance is too small, a transaction was dropped, replaced or not mined in time, or the
 * network makes no block; the provider's own errors (a revert among them) as they are: `explain` puts them into words
 */
export async function sendAll(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  calls: readonly MeantCall[],
  options: SendAllOptions,
): Promise<void> {
  const sending = new Sending(wallet, provider, calls, options);
  // Another process that uses the account may be faster with a nonce: then its transaction is waited for first.
  do {
    await sending.finishEarlier();
    await sending.make();
  } while (!sending.hasEnded);
}
