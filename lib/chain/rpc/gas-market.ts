import { formatEther, type JsonRpcApiProvider } from "ethers";

import { ColophonError } from "../../errors";
import { howToFund } from "./funding";
import { quantitiesOf } from "./rpc";

/** What is allowed for, in percent of what holds now: by the time of the block it may be more. */
const MARGINS = {
  /** The base fee may rise while the transaction waits; where there is none, a price of 0 stays 0. */
  baseFee: 125n,
  /** The gas of a call: an owner's first title may have become dearer. */
  call: 130n,
  /** The gas of a batch's works: what a call asks for and does not use leaves blocks half empty. */
  works: 115n,
} as const;
const PERCENT = 100n;
/** A node names the price, and whoever makes the block earns it: a fee above this is a mistake or worse. In wei. */
const LARGEST_FEE = 10n ** 18n;

/** What gas costs now, in wei. */
export interface GasMarket {
  /** What to pay. */
  readonly gasPrice: bigint;
  /** What the last block asked for; 0 where there is no fee market. */
  readonly baseFee: bigint;
  /** Whether there is a fee market, and the last block asked for nothing: gas is free, whatever price a node names. */
  readonly isFree: boolean;
}

/**
 * The node's price, but no less than the base fee with a margin. The margin is not added to the price: nodes suggest what
 * was paid last, so every transaction would be dearer than the one before. Where gas is free and another node names a price
 * of 0, that one counts.
 */
export async function gasMarketOf(provider: JsonRpcApiProvider): Promise<GasMarket> {
  const suggested = BigInt(await provider.send("eth_gasPrice", []));
  const block = await provider.getBlock("latest");
  const baseFee = block?.baseFeePerGas ?? 0n;
  const isFree = block?.baseFeePerGas === 0n;
  if (isFree && suggested > 0n && (await quantitiesOf(provider, "eth_gasPrice")).includes(0n)) {
    return { gasPrice: 0n, baseFee, isFree };
  }
  const least = withMargin("baseFee", baseFee);
  return { gasPrice: suggested > least ? suggested : least, baseFee, isFree };
}

/** An amount of today with the margin that is allowed for. */
export function withMargin(of: keyof typeof MARGINS, amount: bigint): bigint {
  return (amount * MARGINS[of]) / PERCENT;
}

/** @param fee in wei. @throws ColophonError where it is more than is ever paid for one transaction: 1 ether */
export function requireFee(fee: bigint): void {
  if (fee > LARGEST_FEE) {
    throw new ColophonError(`The node asks for a fee of ${formatEther(fee)} ether, and 1 is the most that is paid`, {
      code: "FeeTooHigh",
      advice: "Use another node, or ask the network's operator why gas is so dear.",
    });
  }
}

/**
 * Makes sure that an account can pay. Where the price is 0, nobody is asked.
 * @param gas how much of it
 * @throws ColophonError where the account has less than that costs
 */
export async function requireBalance(
  address: string,
  provider: JsonRpcApiProvider,
  { gasPrice, isFree }: GasMarket,
  gas: bigint,
): Promise<void> {
  const cost = gasPrice * gas;
  if (cost === 0n) return;
  const balance = await provider.getBalance(address);
  if (balance >= cost) return;
  if (isFree) {
    throw new ColophonError(`The node names a gas price of ${gasPrice} wei, though gas is free: the base fee is 0`, {
      code: "GasPriceThoughFree",
      advice:
        "Ask the node's operator to have it name 0 (Besu: --min-gas-price=0), or add a node that does to COLOPHON_CONSORTIUM_URL.",
    });
  }
  const { chainId } = await provider.getNetwork();
  throw new ColophonError(`The account ${address} has ${balance} wei and the transaction costs ${cost} wei`, {
    code: "BalanceTooLow",
    advice: howToFund(chainId, address),
  });
}
