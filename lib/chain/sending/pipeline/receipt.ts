import { z } from "zod";

import { ColophonError } from "../../../errors";

const quantity = z
  .string()
  .regex(/^0x[0-9a-f]+$/i)
  .transform(Number);
/** Nodes differ in the case of hex digits; here it is lower case throughout. */
const hex = z
  .string()
  .regex(/^0x[0-9a-f]*$/i)
  .transform((text) => text.toLowerCase());

const receiptSchema = z.object({
  transactionHash: hex,
  blockNumber: quantity,
  status: quantity,
  logs: z.array(z.object({ address: hex, topics: z.array(hex), data: hex })),
});

/** An event, as a node gives it, all in lower case. */
export interface ReceiptLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
}

/** What a node says of a transaction in a block. ethers' receipts say more, and take longer than a block for large batches. */
export interface Receipt {
  readonly hash: string;
  readonly block: number;
  /** 0 where the transaction failed. */
  readonly status: number;
  readonly logs: readonly ReceiptLog[];
}

/**
 * Reads the answer to `eth_getTransactionReceipt`.
 * @returns null where the transaction is in no block
 * @throws ColophonError where the answer is no receipt
 */
export function readReceipt(answer: unknown): Receipt | null {
  // Some nodes give a receipt before there is a block.
  if (answer === null || answer === undefined || isPending(answer)) return null;
  const { success, data } = receiptSchema.safeParse(answer);
  if (!success) {
    throw new ColophonError("The node answers with something else than a receipt", {
      advice: "Ask another node of the network: run the command again with its URL.",
    });
  }
  const { transactionHash, blockNumber, ...others } = data;
  return { hash: transactionHash, block: blockNumber, ...others };
}

function isPending(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "blockNumber" in answer && answer.blockNumber === null;
}
