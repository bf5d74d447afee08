import type { BatchFile, BatchHead } from "../file/batch-file";
import { Ledger } from "../file/ledger";
import { type BatchState, stateOf } from "./register";

/** A batch, where its file is, and what became of it. */
export interface BatchSummary extends BatchHead, BatchState {
  /** The path of the batch file. */
  readonly batch: string;
  /** The hashes of the transactions that are in blocks, in the order of their works. */
  readonly transactions: readonly string[];
}

/** What the file of a batch says of all of it. */
export function summaryOf(batch: BatchFile): BatchSummary {
  const transactions = new Ledger(batch).receipts().map(({ transactionHash }) => transactionHash);
  return { batch: batch.path, ...batch.head, ...stateOf(batch), transactions };
}
