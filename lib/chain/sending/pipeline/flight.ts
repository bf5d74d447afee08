import { Transaction } from "ethers";

import { ColophonError } from "../../../errors";
import type { JournalEntry, PipelineCall } from "./journal";

/** A call between its signing and its receipt. */
export class Flight {
  /** When its newest version was last handed to the node, on the clock of `performance.now()`. */
  sentAt: number | undefined;
  /** Whether it waits for its turn or for the node's answer. */
  isSending = false;
  /** Whether the node's last answer was that it does not have it, or there was none. */
  isRefused = false;
  /** Whether the node finds its price too low. */
  isUnderpriced = false;
  /** The node's last words where it did not take it. */
  refusal: unknown;
  /** Since when no node has it, as far as was asked. */
  goneSince: number | undefined;
  /** Whether nobody said, when its receipt was last asked for. */
  isUnanswered = false;
  /** Since when its nonce is used and no version of it is in a block, and how often that was seen. */
  missing: { readonly since: number; looks: number } | undefined;
  readonly #versions: [JournalEntry, ...JournalEntry[]];

  constructor(
    readonly call: PipelineCall,
    first: JournalEntry,
  ) {
    this.#versions = [first];
  }

  /** Its signed transactions, the oldest first. */
  get versions(): readonly JournalEntry[] {
    return this.#versions;
  }

  /** The version that is sent. */
  get newest(): JournalEntry {
    return this.#versions.at(-1) ?? this.#versions[0];
  }

  get nonce(): number {
    return this.newest.nonce;
  }

  /** Puts another version in the place of the newest one. */
  replace(entry: JournalEntry): void {
    this.#versions.push(entry);
    this.isUnderpriced = false;
    this.missing = undefined;
    this.sentAt = undefined;
  }
}

/** The calls under way by their key, in the order of their nonces. */
export type Flights = Map<number, Flight>;

/**
 * The calls that a journal has under way.
 * @throws ColophonError where the journal is another account's
 */
export function flightsOf(entries: readonly JournalEntry[], address: string): Flights {
  const flights: Flights = new Map();
  for (const entry of entries) {
    if (entry.from !== address) {
      throw new ColophonError(`The transaction ${entry.hash} in the journal is of ${entry.from}, not of ${address}`, {
        advice: `Go on with the account that began, ${entry.from}.`,
        exitCode: 2,
      });
    }
    const flight = flights.get(entry.key);
    if (flight === undefined) flights.set(entry.key, new Flight(callOf(entry), entry));
    else flight.replace(entry);
  }
  return new Map([...flights].sort(([, a], [, b]) => a.nonce - b.nonce));
}

/** The call that a signed transaction makes. */
function callOf({ key, raw }: JournalEntry): PipelineCall {
  const { to, data, gasLimit } = Transaction.from(raw);
  return { key, to: to ?? undefined, data, gasLimit };
}
