import { ColophonError } from "../../errors";
import { quantityOf } from "../nodes/quantity";

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
 * Reads the answer to `eth_getTransactionReceipt`, which may have a thousand events: without a schema, in a tenth of the time.
 * @returns null where the transaction is in no block
 * @throws ColophonError where the answer is no receipt
 */
export function readReceipt(answer: unknown): Receipt | null {
  const { transactionHash, blockNumber, status, logs } = fieldsOf(answer ?? { blockNumber: null });
  // Some nodes give a receipt before there is a block.
  if (blockNumber === null) return null;
  return {
    hash: hexOf(transactionHash),
    block: numberOf(blockNumber),
    status: numberOf(status),
    logs: listOf(logs).map((log) => {
      const { address, topics, data } = fieldsOf(log);
      return { address: hexOf(address), topics: listOf(topics).map((topic) => hexOf(topic)), data: hexOf(data) };
    }),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return Object(value) as Readonly<Record<string, unknown>>; // whatever is in it
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw noReceipt();
  return value;
}

/** Nodes differ in the case of hex digits; here it is lower case throughout. */
function hexOf(value: unknown): string {
  if (typeof value !== "string" || !/^0x[0-9a-f]*$/i.test(value)) throw noReceipt();
  return value.toLowerCase();
}

function numberOf(value: unknown): number {
  const quantity = quantityOf(value);
  if (quantity === undefined) throw noReceipt();
  return Number(quantity);
}

function noReceipt(): ColophonError {
  return new ColophonError("The node answers with something else than a receipt", {
    code: "NotAReceipt",
    advice: "Ask another node of the network: run the command again with its URL.",
  });
}
