import type { ContractCall, SignedTransaction } from "../legacy-transaction";

/** A call to be made once. */
export interface PipelineCall extends ContractCall {
  /** What the caller knows the call by; no two calls have the same. */
  readonly key: number;
  /** The most gas it may use. */
  readonly gasLimit: bigint;
}

/** A signed transaction for a call. A call may have several: at most one of them is ever carried out. */
export interface JournalEntry extends SignedTransaction {
  readonly key: number;
  /** In wei. */
  readonly gasPrice: bigint;
}

/** Where signed transactions are kept, so that they outlive the process: an embedded database, or files. */
export interface Journal {
  /** The entries of calls that are not settled, in the order in which they were added. */
  entries(): readonly JournalEntry[];
  /** Returns only when the entries are on disk, all of them or none. What it throws stops the pipeline. */
  add(entries: readonly JournalEntry[]): void | Promise<void>;
}
