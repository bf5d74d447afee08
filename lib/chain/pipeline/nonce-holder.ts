import { isHexString, type JsonRpcApiProvider, toQuantity } from "ethers";

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
  const block: unknown = await provider.send("eth_getBlockByNumber", [toQuantity(first), true]);
  return transactionsOf(block).find((each) => isOf(each, address, nonce))?.hash;
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

function isOf({ from, nonce }: Mined, address: string, wanted: number): boolean {
  return from.toLowerCase() === address.toLowerCase() && Number(nonce) === wanted;
}
