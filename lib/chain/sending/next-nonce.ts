import type { JsonRpcApiProvider } from "ethers";

import { ColophonError } from "../../errors";

/** More transactions of one account than ever wait for a block at a time. */
export const MOST_WAITING = 10_000;

/**
 * The nonce of an account's next transaction.
 * @throws ColophonError where more of its transactions wait, as the node says, than can be
 */
export async function nextNonce(provider: JsonRpcApiProvider, address: string): Promise<number> {
  const [latest, pending] = await Promise.all([
    provider.getTransactionCount(address, "latest"),
    provider.getTransactionCount(address, "pending"),
  ]);
  requirePlausible(address, latest, pending);
  return pending;
}

/**
 * What is signed is kept for good, so a node that is wrong once would leave transactions whose turn never comes.
 * @param latest how many transactions of the account are in blocks
 * @param pending how many are in blocks or wait for one
 * @throws ColophonError where that cannot be
 */
export function requirePlausible(address: string, latest: number, pending: number): void {
  if (pending - latest <= MOST_WAITING) return;
  throw new ColophonError(
    `The node says that ${pending - latest} transactions of ${address} wait for a block, which cannot be`,
    { advice: "Ask another node of the network: run the command again with its URL." },
  );
}
