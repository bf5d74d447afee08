import { setTimeout as delay } from "node:timers/promises";

import type { BaseWallet, JsonRpcApiProvider } from "ethers";

import { isSilence } from "../contracts/failures";
import { gasMarketOf, requireBalance, requireFee } from "../rpc/gas-market";
import type { Answer } from "../rpc/node-words";
import { judge } from "./answer";
import { broadcast } from "./broadcast";
import { NOTHING_GAS, signNothing } from "./legacy-transaction";

/** How long the gap must have been seen, in milliseconds. */
const PATIENCE_MS = 10_000;
const POLL_MS = 300;
/** More transactions of an account than nodes keep that came too early. */
const MOST = 64;
/** What a node says where no waiting and nobody else's transaction mends it. */
const REFUSALS: readonly Answer[] = ["never", "unfunded"];

/**
 * Uses up, by transactions that do nothing, the nonces below one of the account that stay free: a node was wrong when it
 * named that nonce, or has lost what came before it. Where somebody's transaction has one of them after all, only one of the
 * two is carried out. Left as it is: a gap that is larger than any node would wait for, one that gets smaller by itself, and
 * any while no node answers. A pipeline closes the gaps below its own calls (pipeline/gaps.ts).
 * @param patience how long the gap must have been the same, in milliseconds
 * @throws ColophonError where the balance does not cover all of it, or the fee is too large; the node's error where it refuses
 */
export async function closeGap(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  nonce: number,
  patience = PATIENCE_MS,
): Promise<void> {
  try {
    const first = await lastingGap(provider, wallet.address, nonce, patience);
    if (first !== undefined && nonce - first <= MOST) await useUp(wallet, provider, first, nonce);
  } catch (error) {
    if (!isSilence(error)) throw error;
  }
}

/** The lowest nonce that nothing uses, where that stays so; undefined where there is no gap, or it moves. */
async function lastingGap(
  provider: JsonRpcApiProvider,
  address: string,
  nonce: number,
  patience: number,
): Promise<number | undefined> {
  const first = await provider.getTransactionCount(address, "pending");
  const end = performance.now() + patience;
  while (first < nonce && performance.now() < end) {
    await delay(POLL_MS);
    if ((await provider.getTransactionCount(address, "pending")) !== first) return undefined;
  }
  return first < nonce ? first : undefined;
}

async function useUp(wallet: BaseWallet, provider: JsonRpcApiProvider, first: number, end: number): Promise<void> {
  const market = await gasMarketOf(provider);
  const { gasPrice } = market;
  const gas = NOTHING_GAS * BigInt(end - first);
  requireFee(gasPrice * gas);
  await requireBalance(wallet.address, provider, market, gas);
  const { chainId } = await provider.getNetwork();
  for (let nonce = first; nonce < end; nonce += 1) {
    await broadcast(provider, signNothing(wallet, { chainId, nonce, gasPrice })).catch((error: unknown) => {
      if (REFUSALS.includes(judge(error))) throw error;
    });
  }
}
