import type { Flight } from "./flight";
import { isPast, replaceAndSend, type Run } from "./run";

/** How much sooner than `resendAfter` it is looked at: all others wait for it. */
const HASTE = 2;

/**
 * Frees the transaction that is next where the node has it and does not mean to carry it out: anvil, when a block comes
 * while it takes the transaction in, goes on to believe that one before it is missing. The same bytes change nothing then,
 * since it knows them; a newer version at a higher price does.
 */
export class Stuck {
  #flight: Flight | undefined;
  #since = 0;

  /** @param count how many transactions of the account are in blocks */
  async free(run: Run, count: number): Promise<void> {
    const { node, flights, signer, resendAfter } = run;
    const flight = flights.values().next().value;
    const isWaiting = flight?.nonce === count && !flight.isSending && !flight.isRefused;
    if (flight === undefined || !isWaiting || flight !== this.#flight) {
      this.#flight = isWaiting ? flight : undefined;
      this.#since = performance.now();
      return;
    }
    // Twice as long after each version: some nodes say the same of transactions that only wait for a block.
    if (!isPast(this.#since, (resendAfter / HASTE) * 2 ** (flight.versions.length - 1))) return;
    this.#since = performance.now();
    // Where gas is free, the account may have no balance for anything else.
    if (flight.newest.gasPrice === 0n) return;
    if ((await node.knows(flight.newest)) !== true || (await node.count("pending")) !== count) return;
    const entries = await signer.raise([flight]);
    if (entries !== undefined) replaceAndSend(run, [flight], entries);
  }
}
