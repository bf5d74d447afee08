import { judge } from "../answer";
import { broadcast } from "../broadcast";
import type { Flight } from "./flight";
import type { JournalEntry } from "./journal";
import type { PatientNode } from "./node";
import { isPast } from "./run";

/**
 * How far a transaction may be ahead of the first that has no answer yet. Connections overtake each other, and nodes keep 64
 * transactions of an account that came too early.
 */
const SPAN = 32;
/** An answer that takes longer than this holds up nothing. */
const LATE_MS = 1_000;

/** Hands transactions to the node, in their order and without waiting for one answer before the next question. */
export class Broadcaster {
  /** What stopped it: a refusal that no waiting mends. */
  failure: { readonly error: unknown } | undefined;
  /** Whether the node refused a transaction because it came before its turn. */
  hasEarly = false;
  readonly #queue: Flight[] = [];
  /** When each unanswered transaction was sent, by its place in the order of sending. */
  readonly #unanswered = new Map<number, number>();
  #sent = 0;
  #isStopped = false;

  constructor(
    private readonly node: PatientNode,
    private readonly isFirst: (flight: Flight) => boolean,
  ) {}

  /** Sends the newest versions of calls, all of which are in the journal. It returns at once. */
  push(flights: readonly Flight[]): void {
    for (const flight of flights) {
      flight.isSending = true;
      this.#queue.push(flight);
    }
    this.proceed();
  }

  /** Sends nothing more. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Sends what has waited for its turn long enough. */
  proceed(): void {
    while (this.failure === undefined && !this.#isStopped && this.#isNear()) {
      const flight = this.#queue.shift();
      if (flight === undefined) return;
      this.#sent += 1;
      this.#unanswered.set(this.#sent, performance.now());
      void this.#send(flight, this.#sent);
    }
  }

  #isNear(): boolean {
    for (const [place, at] of this.#unanswered) if (!isPast(at, LATE_MS)) return this.#sent - place < SPAN - 1;
    return true;
  }

  async #send(flight: Flight, place: number): Promise<void> {
    const entry = flight.newest;
    try {
      await broadcast(this.node.provider, entry);
      flight.isRefused = false;
    } catch (error) {
      this.#refused(flight, entry, error);
    } finally {
      flight.isSending = false;
      flight.sentAt = performance.now();
      this.#unanswered.delete(place);
      this.proceed();
    }
  }

  #refused(flight: Flight, entry: JournalEntry, error: unknown): void {
    const answer = judge(error);
    if (answer === "used") {
      flight.isRefused = false;
      return;
    }
    this.node.trouble = error;
    flight.isRefused = true;
    // Those before it may use less than they might, so only the first is certain not to be covered.
    if (answer === "never" || (answer === "unfunded" && this.isFirst(flight))) this.failure ??= { error };
    if (answer === "early") this.hasEarly = true;
    // An occupied nonce is outbid only where it is a version of the same call that waits there.
    const isOwn = answer === "occupied" && flight.versions.at(-2)?.nonce === entry.nonce;
    if (answer === "underpriced" || isOwn) flight.isUnderpriced = true;
  }
}
