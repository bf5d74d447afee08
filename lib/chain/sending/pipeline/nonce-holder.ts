import { setTimeout as delay } from "node:timers/promises";

import { isHexString, type JsonRpcApiProvider, toQuantity } from "ethers";

import { isSilence } from "../../contracts/failures";
import { isPast } from "./time";

/** How long blocks are looked through, in milliseconds: tens of thousands of them on a quiet chain. */
const WALK_MS = 30_000;
/** How long after a question without an answer it is asked again, in milliseconds. */
const PAUSE_MS = 100;
/** Blocks that are asked for in one request. */
const AT_A_TIME = 8;

interface Mined {
  readonly hash: string;
  readonly from: string;
  readonly nonce: string;
}

/**
 * The hash of the transaction in a block that used a nonce. What the node says of old states is a hint where to look: some
 * nodes count for now whatever block they are asked for, some have forgotten and say so, and Besu with BONSAI has forgotten
 * what is older than 512 blocks and says "0x0". So where the block that is hinted at has no such transaction, the blocks
 * themselves are looked through, from the newest back.
 * @param patience how long blocks are looked through, in milliseconds
 * @returns undefined where the nonce is not used, or no block that was looked through has it
 * @throws the provider's error where it does not answer
 */
export async function nonceHolder(
  provider: JsonRpcApiProvider,
  address: string,
  nonce: number,
  patience = WALK_MS,
): Promise<string | undefined> {
  const isUsed = async (tag: string): Promise<boolean> =>
    Number(await provider.send("eth_getTransactionCount", [address, tag])) > nonce;
  const begin = performance.now();
  // One question of hundreds that has no answer is asked again: the walk is too long to be begun anew.
  const patiently = async (block: number): Promise<readonly Mined[]> => {
    for (;;) {
      try {
        return await minedIn(provider, block);
      } catch (error) {
        if (isPast(begin, patience)) throw error;
        await delay(PAUSE_MS);
      }
    }
  };
  const sentIn = async (blocks: readonly number[]): Promise<readonly Mined[]> =>
    (await Promise.all(blocks.map(patiently))).flat().filter(({ from }) => from === sender);
  const isIt = (mined: Mined): boolean => Number(mined.nonce) === nonce;
  const sender = address.toLowerCase();
  if (!(await isUsed("latest"))) return undefined;

  const newest = Number(await provider.send("eth_blockNumber", []));
  const hinted = (await sentIn([await firstBlock(isUsed, newest)])).find(isIt);
  if (hinted !== undefined) return hinted.hash;
  for (let top = newest; top >= 0 && !isPast(begin, patience); top -= AT_A_TIME) {
    const sent = await sentIn(Array.from({ length: Math.min(AT_A_TIME, top + 1) }, (_, index) => top - index));
    const found = sent.find(isIt);
    // Nonces are used in their order.
    if (found !== undefined || sent.some((each) => Number(each.nonce) < nonce)) return found?.hash;
  }
  return undefined;
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

/** The transactions in a block, their senders in lower case. */
async function minedIn(provider: JsonRpcApiProvider, block: number): Promise<readonly Mined[]> {
  // What a node says of a block; one that says something else has no such transaction.
  const found = (await provider.send("eth_getBlockByNumber", [toQuantity(block), true])) as { transactions?: unknown };
  const mined = Array.isArray(found?.transactions) ? (found.transactions as Partial<Mined>[]) : [];
  return mined.flatMap(({ hash, from, nonce }) =>
    isHexString(hash) && isHexString(from) && isHexString(nonce) ? [{ hash, from: from.toLowerCase(), nonce }] : [],
  );
}
