import type { Receipt } from "../../rpc/receipt";
import type { Fate } from "../fate";
import type { JournalEntry, PipelineCall } from "./journal";

/** How a pipeline works and whom it tells. */
export interface PipelineOptions {
  /** Most calls between signing and block: a few times what a block holds keeps the chain busy. */
  readonly inFlight: number;
  /** Most calls between signing and `onReceipts`. Default: twice `inFlight`. Read again whenever a call could be signed. */
  readonly unsettled?: number;
  /** Aborted: no new call is signed, what is in flight is waited for, then it returns. */
  readonly signal?: AbortSignal;
  /** How long it goes on without any progress, in milliseconds. */
  readonly patience?: number;
  /**
   * How long what is missing may come by itself, in milliseconds: a transaction that no node has, which is sent again five
   * times meanwhile, and a nonce below the first call's that nothing uses. Then the one is given up, the other used up.
   */
  readonly lostAfter?: number;
  /** Most nonces that are used up. */
  readonly largestGap?: number;
  /** What to do where it waits too long. Default: to run it again. */
  readonly advice?: string;
  /**
   * Called once per call, when its transaction is in a block, also where it failed (status 0): with one call or several, in
   * the order of their nonces. What it notes, and that the calls are settled, must be durable when it returns; what it throws
   * stops the pipeline.
   */
  readonly onReceipts: (landed: readonly Landed[]) => void | Promise<void>;
  /**
   * Where it is given, no call is signed a second time, be it with another nonce or at a higher price: a transaction that
   * cannot go on as it is counts as ended once this returns, and what it throws stops the pipeline. A new transaction that the
   * node refuses stops it in any case.
   */
  readonly onGivenUp?: (entry: JournalEntry, fate: Fate, refusal: unknown) => void | Promise<void>;
}

/** A call whose transaction is in a block. */
export interface Landed {
  readonly call: PipelineCall;
  readonly receipt: Receipt;
}
