import { Transaction } from "ethers";

import { ColophonError } from "../../../errors";
import type { JournalEntry, PipelineCall } from "./journal";

/** A call between its signing and its receipt. */
export class Flight {
  /** When the node last took its newest version, or said that it has it; undefined where it does not, as far as is known. */
  sentAt: number | undefined;
  /** Whether it waits for its turn or for the node's answer. */
  isSending = false;
  /**
   * Whether some node may have it: one has taken it, in this run or an earlier one, or has not answered. Then no other node's
   * refusal is the last word.
   */
  mayBeTaken = false;
  /** Whether the node finds its price too low. */
  isUnderpriced = false;
  /** The node's last words where it did not take it. */
  refusal: unknown;
  /** Since when no node has it, as far as was asked. */
  goneSince: number | undefined;
  /** Since when its nonce is used and no version of it is in a block. */
  missingSince: number | undefined;
  /** Its signed transactions, the oldest first. */
  readonly versions: JournalEntry[];

  /** @param newest the version that is sent */
  constructor(
    readonly call: PipelineCall,
    public newest: JournalEntry,
  ) {
    this.versions = [newest];
  }

  get nonce(): number {
    return this.newest.nonce;
  }

  /** Puts another version in the place of the newest one. */
  replace(entry: JournalEntry): void {
    this.versions.push(entry);
    this.newest = entry;
    this.isUnderpriced = false;
    this.missingSince = undefined;
    this.sentAt = undefined;
  }
}

/** The calls that a journal has under way, in the order of their nonces. @throws ColophonError where it is another account's */
export function flightsOf(entries: readonly JournalEntry[], address: string): Map<number, Flight> {
  const flights = new Map<number, Flight>();
  for (const entry of entries) {
    const { key, from, hash, raw } = entry;
    if (from !== address) {
      throw new ColophonError(`The transaction ${hash} in the journal is of ${from}, not of ${address}`, {
        code: "JournalOfOtherAccount",
        advice: `Go on with the account that began, ${from}.`,
        exitCode: 2,
      });
    }
    const { to, data, gasLimit } = Transaction.from(raw);
    const flight = flights.get(key);
    if (flight === undefined) flights.set(key, new Flight({ key, to: to ?? undefined, data, gasLimit }, entry));
    else flight.replace(entry);
  }
  for (const flight of flights.values()) flight.mayBeTaken = true;
  return new Map([...flights].sort(([, a], [, b]) => a.nonce - b.nonce));
}
