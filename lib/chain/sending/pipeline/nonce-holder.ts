import { isHexString, type JsonRpcApiProvider, toQuantity } from "ethers";

/** The most blocks to look through where the node cannot say in which one the nonce was used. */
const MOST_BLOCKS = 1_000;

/**
 * The hash of the transaction in a block that used a nonce, found in the chain's history.
 * @returns undefined where the node does not keep enough of it, or no block has it
 * @throws the provider's error where it does not answer
 */
export async function nonceHolder(
  provider: JsonRpcApiProvider,
  address: string,
  nonce: number,
): Promise<string | undefined> {
  const hasUsed = async (block: number): Promise<boolean> =>
    Number(await provider.send("eth_getTransactionCount", [address, toQuantity(block)])) > nonce;
  let last = Number(await provider.send("eth_blockNumber", []));
  if (!(await hasUsed(last))) return undefined;
  // From the end, in growing steps: most nodes keep the last states only.
  let first = 0;
  for (let step = 1; step <= last; step *= 2) {
    if (await hasUsed(last - step)) {
      last -= step;
    } else {
      first = last - step + 1;
      break;
    }
  }
  while (first < last) {
    const middle = Math.floor((first + last) / 2);
    if (await hasUsed(middle)) last = middle;
    else first = middle + 1;
  }
  // No account has used a nonce before the first block: this node counts for now, whatever block it is asked for.
  if (first === 0) return holderByWalk(provider, address, nonce);
  return (await sentIn(provider, address, first)).find((each) => Number(each.nonce) === nonce)?.hash;
}

/** Looks through the blocks themselves, from the newest back. */
async function holderByWalk(provider: JsonRpcApiProvider, address: string, nonce: number): Promise<string | undefined> {
  const newest = Number(await provider.send("eth_blockNumber", []));
  for (let block = newest; block > 0 && block > newest - MOST_BLOCKS; block -= 1) {
    const sent = await sentIn(provider, address, block);
    const found = sent.find((each) => Number(each.nonce) === nonce);
    // Nonces are used in their order.
    if (found !== undefined || sent.some((each) => Number(each.nonce) < nonce)) return found?.hash;
  }
  return undefined;
}

/** The transactions of an account in a block. */
async function sentIn(provider: JsonRpcApiProvider, address: string, block: number): Promise<readonly Mined[]> {
  const found: unknown = await provider.send("eth_getBlockByNumber", [toQuantity(block), true]);
  return transactionsOf(found).filter(({ from }) => from.toLowerCase() === address.toLowerCase());
}

interface Mined {
  readonly hash: string;
  readonly from: string;
  readonly nonce: string;
}

function transactionsOf(block: unknown): readonly Mined[] {
  if (typeof block !== "object" || block === null || !("transactions" in block)) return [];
  return Array.isArray(block.transactions) ? block.transactions.filter(isMined) : [];
}

function isMined(value: unknown): value is Mined {
  if (typeof value !== "object" || value === null) return false;
  if (!("hash" in value && "from" in value && "nonce" in value)) return false;
  return isHexString(value.hash) && isHexString(value.from) && isHexString(value.nonce);
}
