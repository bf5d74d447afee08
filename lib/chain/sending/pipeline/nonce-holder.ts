import { setTimeout as delay } from "node:timers/promises";

import { isHexString, type JsonRpcApiProvider, toQuantity } from "ethers";

import { isPast } from "../../../elapsed";
import { isSilence } from "../../contracts/failures";
import type { SignedTransaction } from "../legacy-transaction";

/** How long blocks are looked through, in milliseconds: tens of thousands of them on a quiet chain. */
const WALK_MS = 30_000;
/** How long after a question without an answer it is asked again, in milliseconds. */
const PAUSE_MS = 100;
/** Blocks that are asked for in one request. */
const AT_A_TIME = 8;

type Mined = Pick<SignedTransaction, "hash" | "from" | "nonce">;

/**
 * The hashes of the transactions in blocks that used nonces, by these. What the node says of old states is a hint where to
 * look: some nodes count for now whatever block they are asked for, some have forgotten and say so, and Besu with BONSAI has
 * forgotten what is older than 512 blocks and says "0x0". So where the blocks that are hinted at have no such transactions,
 * the blocks themselves are looked through, once for all of them, from the newest back.
 * @param patience how long blocks are looked through, in milliseconds
 * @returns none for a nonce that is not used, or that no block which was looked through has
 * @throws the provider's error where it does not answer
 */
export async function nonceHolders(
  provider: JsonRpcApiProvider,
  address: string,
  nonces: readonly number[],
  patience = WALK_MS,
): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  if (nonces.length === 0) return found;
  const begin = performance.now();
  const sender = address.toLowerCase();
  const countIn = async (tag: string): Promise<number> =>
    Number(await provider.send("eth_getTransactionCount", [address, tag]));
  // One question of hundreds that has no answer is asked again: the walk is too long to be begun anew.
  const patiently = (block: number): Promise<readonly Mined[]> =>
    minedIn(provider, block).catch(async (error: unknown) => {
      if (isPast(begin, patience)) throw error;
      await delay(PAUSE_MS);
      return patiently(block);
    });
  const used = await countIn("latest");
  const open = new Set(nonces.filter((nonce) => nonce < used));
  /** @returns the nonces that were used in these blocks */
  const look = async (blocks: readonly number[]): Promise<readonly number[]> => {
    const sent = (await Promise.all(blocks.map(patiently))).flat().filter(({ from }) => from === sender);
    for (const { nonce, hash } of sent) if (open.delete(nonce)) found.set(nonce, hash);
    return sent.map(({ nonce }) => nonce);
  };

  const newest = Number(await provider.send("eth_blockNumber", []));
  // One block may have many of them.
  for (const nonce of open) await look([await firstBlock(async (tag) => (await countIn(tag)) > nonce, newest)]);
  const lowest = Math.min(...open);
  for (let top = newest; open.size > 0 && top >= 0 && !isPast(begin, patience); top -= AT_A_TIME) {
    const sent = await look(Array.from({ length: Math.min(AT_A_TIME, top + 1) }, (_, index) => top - index));
    // Nonces are used in their order.
    if (sent.some((nonce) => nonce < lowest)) break;
  }
  return found;
}

/** The first block after which a nonce is used, as far as the node remembers: what it has forgotten counts as unused. */
async function firstBlock(isUsed: (tag: string) => Promise<boolean>, newest: number): Promise<number> {
  let [first, last] = [0, newest];
  while (first < last) {
    const middle = Math.floor((first + last) / 2);
    const isThere = await isUsed(toQuantity(middle)).catch((error: unknown) => {
      if (isSilence(error)) throw error;
      return false;
    });
    if (isThere) last = middle;
    else first = middle + 1;
  }
  return first;
}

/** The transactions in a block, hex digits in lower case. */
async function minedIn(provider: JsonRpcApiProvider, block: number): Promise<readonly Mined[]> {
  // What a node says of a block; one that says something else has no such transaction.
  const found = (await provider.send("eth_getBlockByNumber", [toQuantity(block), true])) as { transactions?: unknown };
  const mined = Array.isArray(found?.transactions) ? (found.transactions as Record<string, unknown>[]) : [];
  return mined.flatMap(({ hash, from, nonce }) =>
    isHexString(hash) && isHexString(from) && isHexString(nonce)
      ? [{ hash: hash.toLowerCase(), from: from.toLowerCase(), nonce: Number(nonce) }]
      : [],
  );
}
