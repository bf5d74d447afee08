import type { Flight } from "./flight";
import type { Run } from "./run";
import { isPast } from "./time";

/** Questions at a time. */
const WINDOW = 32;

function* windowsOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += WINDOW) yield items.slice(start, start + WINDOW);
}

/** Sends again, the same bytes, what the node does not know any more. */
export class Resending {
  #at: number | undefined;

  /**
   * @param count how many transactions of the account are in blocks
   * @param hasGap whether what is under way is of no use yet
   */
  async resend(run: Run, count: number, hasGap: boolean): Promise<void> {
    if (!isPast(this.#at, run.resendAfter) && !run.broadcaster.hasEarly) return;
    run.broadcaster.hasEarly = false;
    this.#at = performance.now();
    if (!(await this.#resendSettled(run, count))) return;
    if (hasGap) {
      this.#at = undefined;
      return;
    }

    // The oldest only: those after them wait for these.
    const waiting = [...run.flights.values()]
      .filter(({ nonce }) => nonce >= count)
      .slice(0, run.inFlight)
      .filter(({ isSending }) => !isSending);
    const [first] = waiting;
    if (first !== undefined && (await this.#isDropped(run, first))) return run.giveUp?.(first, "dropped");
    // No need to ask for these. A journal's are sent for the first time in this run.
    run.broadcaster.push(waiting.filter(({ isRefused, sentAt }) => isRefused || sentAt === undefined));
    const due = waiting.filter(({ isSending, sentAt }) => !isSending && isPast(sentAt, run.resendAfter));
    for (const flights of windowsOf(due)) {
      const known = await run.node.knowsOf(flights.map(({ newest }) => newest));
      const lost = flights.filter((_, index) => known[index] === false);
      for (const flight of lost) flight.goneSince ??= performance.now();
      for (const flight of flights.filter((_, index) => known[index] === true)) {
        Object.assign(flight, { sentAt: performance.now(), goneSince: undefined });
      }
      run.broadcaster.push(lost);
      // The chain needs them in their order: while the oldest are there, the others can wait for the next time.
      if (lost.length === 0) return;
    }
  }

  /** Those after the first may be refused for its sake. */
  async #isDropped({ node, giveUp, droppedAfter }: Run, { goneSince, newest }: Flight): Promise<boolean> {
    if (giveUp === undefined || goneSince === undefined || !isPast(goneSince, droppedAfter)) return false;
    return (await node.knows(newest)) === false;
  }

  /** A node that forgot its last blocks forgot calls that were settled. @returns whether there is more to do */
  async #resendSettled(run: Run, count: number): Promise<boolean> {
    const forgotten = run.settled.filter(({ nonce }) => nonce >= count).sort((a, b) => a.nonce - b.nonce);
    for (const entries of windowsOf(forgotten)) {
      const known = await run.node.knowsOf(entries);
      const lost = entries.filter((_, index) => known[index] === false);
      for (const entry of lost) await run.node.hand(entry);
      if (lost.length === 0) return false;
    }
    return true;
  }
}
