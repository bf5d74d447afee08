import { isHexString, type JsonRpcApiProvider, toQuantity } from "ethers";

import { isSilence } from "../../contracts/failures";
import { isPast } from "./time";

/** How long blocks are looked through, in milliseconds: tens of thousands of them on a quiet chain. */
const WALK_MS = 30_000;
/** Blocks that are asked for in one request. */
const AT_A_TIME = 8;

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
  const isUsed = async (block: number | "latest"): Promise<boolean> =>
    Number(await provider.send("eth_getTransactionCount", [address, toTag(block)])) > nonce;
  if (!(await isUsed("latest"))) return undefined;
  const newest = Number(await provider.send("eth_blockNumber", []));
  const hint = await firstBlock(isUsed, newest).catch((error: unknown) => {
    if (isSilence(error)) throw error;
    return newest;
  });
  const found = (await sentIn(provider, address, hint)).find((each) => Number(each.nonce) === nonce);
  return found?.hash ?? holderByWalk(provider, address, nonce, newest, patience);
}

const toTag = (block: number | "latest"): string => (block === "latest" ? block : toQuantity(block));

/** The first block after which a nonce is used, found from the end in growing steps: most nodes keep the last states only. */
async function firstBlock(isUsed: (block: number) => Promise<boolean>, newest: number): Promise<number> {
  let last = newest;
  let first = 0;
  for (let step = 1; step <= last; step *= 2) {
    if (await isUsed(last - step)) {
      last -= step;
    } else {
      first = last - step + 1;
      break;
    }
  }
  while (first < last) {
    const middle = Math.floor((first + last) / 2);
    if (await isUsed(middle)) last = middle;
    else first = middle + 1;
  }
  return first;
}

async function holderByWalk(
  provider: JsonRpcApiProvider,
  address: string,
  nonce: number,
  newest: number,
  patience: number,
): Promise<string | undefined> {
  const begin = performance.now();
  for (let top = newest; top >= 0 && !isPast(begin, patience); top -= AT_A_TIME) {
    const blocks = Array.from({ length: Math.min(AT_A_TIME, top + 1) }, (_, index) => top - index);
    const sent = (await Promise.all(blocks.map((block) => sentIn(provider, address, block)))).flat();
    const found = sent.find((each) => Number(each.nonce) === nonce);
    // Nonces are used in their order.
    if (found !== undefined || sent.some((each) => Number(each.nonce) < nonce)) return found?.hash;
  }
  return undefined;
}

/** The transactions of an account in a block. */
async function sentIn(provider: JsonRpcApiProvider, address: string, block: number): Promise<readonly Mined[]> {
  // What a node says of a block; one that says something else has no such transaction.
  const found = (await provider.send("eth_getBlockByNumber", [toQuantity(block), true])) as { transactions?: unknown };
  const mined = Array.isArray(found?.transactions) ? (found.transactions as Partial<Mined>[]) : [];
  return mined.flatMap(({ hash, from, nonce }) =>
    isHexString(hash) && isHexString(nonce) && from?.toLowerCase() === address.toLowerCase()
      ? [{ hash, from, nonce }]
      : [],
  );
}

interface Mined {
  readonly hash: string;
  readonly from: string;
  readonly nonce: string;
}
