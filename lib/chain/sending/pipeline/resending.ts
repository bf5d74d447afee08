import { isPast } from "../../../elapsed";
import { chunksOf } from "../../../in-order";
import type { Run } from "./run";

/** Questions at a time. */
const WINDOW = 32;

/** Sends again, the same bytes, what the node does not know any more. */
export class Resending {
  #at: number | undefined;

  async resend(run: Run): Promise<void> {
    const { node, broadcaster, flights, options, resendAfter, lostAfter, signsOnce } = run;
    if (!isPast(this.#at, resendAfter) && !broadcaster.hasEarly) return;
    broadcaster.hasEarly = false;
    this.#at = performance.now();
    // The oldest only: those after them wait for these.
    const waiting = run.waiting.slice(0, options.inFlight).filter(({ isSending }) => !isSending);
    const [first] = waiting;
    // Those after the first may be refused for its sake.
    const isGone = first?.goneSince !== undefined && isPast(first.goneSince, lostAfter);
    if (signsOnce && isGone && flights.has(first.call.key) && (await node.knows(first.newest)) === false)
      return run.giveUp(first, "dropped");
    // No need to ask for these: the node did not take them or has forgotten them, or a journal's are sent for the first time.
    broadcaster.push(waiting.filter(({ sentAt }) => sentAt === undefined));
    const due = waiting.filter(({ isSending, sentAt }) => !isSending && isPast(sentAt, resendAfter));
    for await (const window of chunksOf(due, WINDOW)) {
      const known = await Promise.all(window.map(({ newest }) => node.knows(newest)));
      for (const [index, flight] of window.entries()) {
        if (known[index] === false) flight.goneSince ??= performance.now();
        if (known[index] === true) Object.assign(flight, { sentAt: performance.now(), goneSince: undefined });
      }
      const lost = window.filter((_, index) => known[index] === false);
      broadcaster.push(lost);
      // The chain needs them in their order: while the oldest are there, the others can wait for the next time.
      if (lost.length === 0) return;
    }
  }
}
