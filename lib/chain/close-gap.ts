import { setTimeout as delay } from "node:timers/promises";

import type { BaseWallet, JsonRpcApiProvider } from "ethers";

import { judge } from "./answer";
import { broadcast } from "./broadcast";
import { gasMarketOf, requireBalance, requireFee } from "./gas-market";
import { NOTHING_GAS, signNothing } from "./legacy-transaction";
import { MOST_WAITING } from "./next-nonce";

const POLL_MS = 300;

/**
 * Uses up, by transactions that do nothing, the nonces below one of the account that are still free after a while: a node
 * was wrong when it named that nonce, or has lost what came before it. Where somebody's transaction has one of them after
 * all, only one of the two is carried out. A gap that is too large to be real is left as it is.
 * @param patience how long somebody may take to fill the gap, in milliseconds
 * @throws the provider's error where the node refuses; ColophonError where the balance is too small
 */
export async function closeGap(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  nonce: number,
  patience: number,
): Promise<void> {
  const { address } = wallet;
  let count = await provider.getTransactionCount(address, "pending");
  for (let since = performance.now(); performance.now() - since < patience; ) {
    if (count >= nonce) return;
    await delay(POLL_MS);
    const before = count;
    count = await provider.getTransactionCount(address, "pending");
    if (count !== before) since = performance.now();
  }
  if (nonce - count > MOST_WAITING) return;
  const { gasPrice } = await gasMarketOf(provider);
  requireFee(gasPrice * NOTHING_GAS);
  await requireBalance(address, provider, gasPrice * NOTHING_GAS);
  const { chainId } = await provider.getNetwork();
  for (let free = count; free < nonce; free += 1) {
    await broadcast(provider, signNothing(wallet, { chainId, nonce: free, gasPrice })).catch((error: unknown) => {
      // Somebody's transaction has the nonce now.
      if (!["taken", "occupied"].includes(judge(error))) throw error;
    });
  }
}
