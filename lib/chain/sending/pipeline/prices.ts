import type { Flight } from "./flight";
import { type Run, waitingOf } from "./run";
import { isPast } from "./time";

const INTERVAL_MS = 1_000;

/** Raises the prices of transactions that the chain does not take at theirs. */
export class Prices {
  #at: number | undefined;
  #wereTooLow: ReadonlySet<Flight> = new Set();
  /** The one that is next, and since when. */
  #first: Flight | undefined;
  #firstSince = 0;

  async raise(run: Run): Promise<void> {
    if (isPast(this.#at, INTERVAL_MS)) await this.#followMarket(run);
    await this.#freeFirst(run);
  }

  async #followMarket(run: Run): Promise<void> {
    const market = await run.signer.market();
    this.#at = performance.now();

    const waiting = waitingOf(run).filter(({ isSending }) => !isSending);
    const tooLow = new Set(waiting.filter(({ newest }) => newest.gasPrice < market.baseFee));
    // A base fee that has risen for one block only is waited out.
    const isTooLow = (flight: Flight): boolean => tooLow.has(flight) && this.#wereTooLow.has(flight);
    const raised = waiting.filter((flight) => flight.isUnderpriced || isTooLow(flight));
    this.#wereTooLow = tooLow;
    await this.#raise(run, raised);
  }

  /**
   * Frees the transaction that is next where the node has it and does not mean to carry it out: anvil, when a block comes
   * while it takes the transaction in, goes on to believe that one before it is missing. The same bytes change nothing then,
   * since it knows them; a newer version at a higher price does.
   */
  async #freeFirst(run: Run): Promise<void> {
    const { node, flights, mined, resendAfter } = run;
    const [flight] = flights.values();
    const isWaiting = flight?.sentAt !== undefined && flight.nonce === mined && !flight.isSending;
    if (!isWaiting || flight !== this.#first) {
      this.#first = isWaiting ? flight : undefined;
      this.#firstSince = performance.now();
      return;
    }
    // Soon at first, since all others wait for it, and twice as long after each version: some nodes say the same of
    // transactions that only wait for a block.
    if (!isPast(this.#firstSince, resendAfter * 2 ** (flight.versions.length - 2))) return;
    this.#firstSince = performance.now();
    // Where gas is free, the account may have no balance for anything else.
    if (flight.newest.gasPrice === 0n) return;
    if ((await node.knows(flight.newest)) !== true || (await node.count("pending")) !== mined) return;
    await this.#raise(run, [flight]);
  }

  async #raise({ signer, broadcaster }: Run, flights: readonly Flight[]): Promise<void> {
    if (flights.length > 0) broadcaster.replace(flights, await signer.raise(flights));
  }
}
