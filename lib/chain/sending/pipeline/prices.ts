import { isPast } from "../../../elapsed";
import type { Flight } from "./flight";
import type { Run } from "./run";

const INTERVAL_MS = 1_000;

/** Raises the prices of transactions that the chain does not take at theirs. */
export class Prices {
  #at: number | undefined;
  #wereTooLow: ReadonlySet<Flight> = new Set();

  async raise(run: Run): Promise<void> {
    if (!isPast(this.#at, INTERVAL_MS)) return;
    const tooLow = await this.#tooLow(run);
    if (tooLow.length > 0) run.broadcaster.replace(tooLow, await run.signer.raise(tooLow));
  }

  /** Those that the node finds too low, or that are below what blocks ask for. */
  async #tooLow({ signer, flights, mined }: Run): Promise<readonly Flight[]> {
    const { baseFee } = await signer.market();
    this.#at = performance.now();
    const idle = [...flights.values()].filter(({ nonce, isSending }) => nonce >= mined && !isSending);
    const tooLow = new Set(idle.filter(({ newest }) => newest.gasPrice < baseFee));
    // A base fee that has risen for one block only is waited out.
    const before = this.#wereTooLow;
    this.#wereTooLow = tooLow;
    return idle.filter((flight) => flight.isUnderpriced || (tooLow.has(flight) && before.has(flight)));
  }
}
