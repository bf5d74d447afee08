import type { PipelineCall } from "./journal";
import type { Receipt } from "./receipt";

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
  /** How long it waits before it looks again where nothing has happened, in milliseconds. */
  readonly pollInterval?: number;
  /** How long a transaction is believed to be where it was sent, in milliseconds. */
  readonly resendAfter?: number;
  /**
   * Called once per call, when its transaction is in a block, also where it failed (status 0): with one call or several, in
   * the order of their nonces. What it notes, and that the calls are settled, must be durable when it returns; what it throws
   * stops the pipeline.
   */
  readonly onReceipts: (landed: readonly Landed[]) => void | Promise<void>;
}

/** A call whose transaction is in a block. */
export interface Landed {
  readonly call: PipelineCall;
  readonly receipt: Receipt;
}

/** How a pipeline ended. */
export interface PipelineResult {
  /** Calls for which there was a receipt in this run. */
  readonly settled: number;
  /** Whether the signal stopped it before all calls were settled. */
  readonly stopped: boolean;
}
