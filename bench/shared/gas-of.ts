import type { TransactionResponse } from "ethers";

/** The block that everything must fit into, also the most that one transaction may take. */
export const BLOCK_GAS_LIMIT = 30_000_000;

/** The gas that a transaction used. */
export async function gasOf(transaction: Promise<TransactionResponse>): Promise<number> {
  const receipt = await (await transaction).wait();
  if (receipt?.status !== 1) throw new Error("a measured transaction was not mined");
  return Number(receipt.gasUsed);
}

/** The gas of one item of a batch, rounded up. */
export async function gasPerItem(transaction: Promise<TransactionResponse>, items: number): Promise<number> {
  return Math.ceil((await gasOf(transaction)) / items);
}
