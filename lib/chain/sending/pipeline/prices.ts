import type { Flight } from "./flight";
import { groupsOf, isPast, replaceAndSend, type Run } from "./run";

const INTERVAL_MS = 1_000;
const GROUP = 32;

/** Raises the prices of transactions that the chain does not take at theirs. */
export class Prices {
  #at: number | undefined;
  #wereTooLow: ReadonlySet<Flight> = new Set();

  /** @param count how many transactions of the account are in blocks */
  async raise(run: Run, count: number): Promise<void> {
    if (!isPast(this.#at, INTERVAL_MS)) return;
    const market = await run.signer.market();
    if (market === undefined) return;
    this.#at = performance.now();

    const waiting = [...run.flights.values()].filter(({ nonce, isSending }) => nonce >= count && !isSending);
    const tooLow = new Set(waiting.filter(({ newest }) => newest.gasPrice < market.baseFee));
    // A base fee that has risen for one block only is waited out.
    const raised = waiting.filter(
      (flight) => flight.isUnderpriced || (tooLow.has(flight) && this.#wereTooLow.has(flight)),
    );
    this.#wereTooLow = tooLow;
    for (const flights of groupsOf(raised, GROUP)) {
      const entries = await run.signer.raise(flights);
      if (entries === undefined) return;
      replaceAndSend(run, flights, entries);
    }
  }
}
