import type { Fate } from "../fate";
import type { Broadcaster } from "./broadcaster";
import type { Flight, Flights } from "./flight";
import type { JournalEntry } from "./journal";
import type { PatientNode } from "./node";
import type { PipelineOptions } from "./options";
import type { Signer } from "./signer";

/** What the parts of a pipeline have in common while it runs. */
export interface Run extends Required<Pick<PipelineOptions, "inFlight" | "resendAfter" | "droppedAfter">> {
  readonly node: PatientNode;
  readonly signer: Signer;
  readonly broadcaster: Broadcaster;
  /** The calls between signing and `onReceipts`. */
  readonly flights: Flights;
  /** How many transactions of the account were in blocks when the node last said. */
  mined: number;
  /** The transactions of the calls settled last, should the node forget them again. */
  readonly settled: JournalEntry[];
  /** Whether no more is signed. */
  readonly isStopping: () => boolean;
  /** Ends a call that cannot go on as it was signed; undefined where such calls are signed anew. */
  readonly giveUp: ((flight: Flight, fate: Fate) => Promise<void>) | undefined;
}

/** The calls whose nonces are not used yet, as far as the node says. */
export function waitingOf({ flights, mined }: Run): Flight[] {
  return [...flights.values()].filter(({ nonce }) => nonce >= mined);
}
