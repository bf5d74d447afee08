import { formatEther, type JsonRpcApiProvider } from "ethers";

import { ColophonError } from "../../errors";

/** The base fee may rise while the transaction waits. In percent of it; where there is none, a price of 0 stays 0. */
const BASE_FEE_MARGIN = 125n;
const PERCENT = 100n;
/** A node names the price, and whoever makes the block earns it: a fee above this is a mistake or worse. In wei. */
const LARGEST_FEE = 10n ** 18n;

/** What gas costs now, in wei: what to pay, and what the last block asked for (0 where there is no fee market). */
export interface GasMarket {
  readonly gasPrice: bigint;
  readonly baseFee: bigint;
}

/**
 * The node's price, but no less than the base fee with a margin. The margin is not added to the price: nodes suggest what
 * was paid last, so every transaction would be dearer than the one before.
 */
export async function gasMarketOf(provider: JsonRpcApiProvider): Promise<GasMarket> {
  const suggested = BigInt(await provider.send("eth_gasPrice", []));
  const block = await provider.getBlock("latest");
  const baseFee = block?.baseFeePerGas ?? 0n;
  const least = (baseFee * BASE_FEE_MARGIN) / PERCENT;
  return { gasPrice: suggested > least ? suggested : least, baseFee };
}

/** @param fee in wei. @throws ColophonError where it is more than is ever paid for one transaction: 1 ether */
export function requireFee(fee: bigint): void {
  if (fee > LARGEST_FEE) {
    throw new ColophonError(`The node asks for a fee of ${formatEther(fee)} ether, and 1 is the most that is paid`, {
      advice: "Use another node, or ask the network's operator why gas is so dear.",
    });
  }
}

/** @param cost in wei; where it is 0, nobody is asked. @throws ColophonError where the account has less */
export async function requireBalance(address: string, provider: JsonRpcApiProvider, cost: bigint): Promise<void> {
  if (cost === 0n) return;
  const balance = await provider.getBalance(address);
  if (balance < cost) {
    throw new ColophonError(`The account ${address} has ${balance} wei and the transaction costs ${cost} wei`, {
      advice: "Fund the account, or ask the network's operator to.",
    });
  }
}
