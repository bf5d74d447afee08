import { isPast } from "../../../elapsed";
import { isSilence } from "../../contracts/failures";
import type { Answer } from "../../nodes/node-words";
import { silencesOf } from "../../rpc/rpc";
import { judge } from "../answer";
import type { Flight } from "./flight";
import type { JournalEntry } from "./journal";
import type { PatientNode } from "./node";

/**
 * How far a transaction may be ahead of the first that has no answer yet. Connections overtake each other, and nodes keep 64
 * transactions of an account that came too early.
 */
const SPAN = 32;
/** An answer that takes longer than this holds up nothing. */
const LATE_MS = 1_000;

/** Hands transactions to the node, in their order and without waiting for one answer before the next question. */
export class Broadcaster {
  /** What stopped it: a transaction's refusal that no waiting mends. */
  failure: Flight | undefined;
  /** Whether the node refused a transaction because it came before its turn. */
  hasEarly = false;
  readonly #queue: Flight[] = [];
  /** When each unanswered transaction was sent, by its place in the order of sending. */
  readonly #unanswered = new Map<number, number>();
  #sent = 0;

  /**
   * @param flights all that are under way, in the order of their nonces
   * @param signsOnce whether none of them can be signed at a higher price
   */
  constructor(
    private readonly node: PatientNode,
    private readonly flights: ReadonlyMap<number, Flight>,
    private readonly signsOnce: boolean,
  ) {}

  /** Sends the newest versions of calls, all of which are in the journal. It returns at once. */
  push(flights: readonly Flight[]): void {
    for (const flight of flights) flight.isSending = true;
    this.#queue.push(...flights);
    this.proceed();
  }

  /** Puts new versions in the place of old ones and sends them. */
  replace(flights: readonly Flight[], entries: readonly JournalEntry[]): void {
    for (const [index, entry] of entries.entries()) flights[index]?.replace(entry);
    this.push(flights);
  }

  /** Sends nothing more. */
  stop(): void {
    this.#queue.length = 0;
  }

  /** Sends what has waited for its turn long enough. */
  proceed(): void {
    while (this.failure === undefined && this.#isNear()) {
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
    const silences = silencesOf(this.node.provider);
    const refusal = await this.node.hand(entry);
    // Who gave no answer may have it, be it this node or one that was asked before it.
    flight.mayBeTaken ||= refusal === undefined || isSilence(refusal) || silencesOf(this.node.provider) > silences;
    const isThere = refusal === undefined || (await this.#isThere(flight, entry, refusal));
    flight.isSending = false;
    flight.sentAt = isThere ? performance.now() : undefined;
    this.#unanswered.delete(place);
    this.proceed();
  }

  /** Sees what a refusal means. @returns whether the node has the transaction all the same */
  async #isThere(flight: Flight, entry: JournalEntry, error: unknown): Promise<boolean> {
    const answer = judge(error);
    if (answer === "known") flight.goneSince = undefined;
    if (answer === "known" || answer === "used") return true;
    if (!isSilence(error)) {
      flight.refusal = error;
      flight.goneSince ??= performance.now();
    }
    if (answer === "early") this.hasEarly = true;
    // An occupied nonce is outbid only where it is a version of the same call that waits there.
    const isOwn = answer === "occupied" && flight.versions.at(-2)?.nonce === entry.nonce;
    if (answer === "underpriced" || isOwn) flight.isUnderpriced = true;
    // A node may refuse what it has taken a moment ago, or what another one of the network has.
    if (this.#isFinal(flight, answer) && (await this.node.knows(entry).catch(() => false)) === false) {
      flight.refusal = error;
      this.failure ??= flight;
    }
    return false;
  }

  /** Whether a refusal ends the run, where the node does not have the transaction. */
  #isFinal(flight: Flight, answer: Answer): boolean {
    // What another node may have taken is given up in time.
    if (this.signsOnce && flight.mayBeTaken) return false;
    if (this.signsOnce && answer === "underpriced") return true;
    // Those before it may use less than they might, so only the first is certain not to be covered.
    const [first] = this.flights.values();
    return answer === "never" || (answer === "unfunded" && flight === first);
  }
}
