import { isPast } from "../../../elapsed";
import type { Flight } from "./flight";
import type { Run } from "./run";

const INTERVAL_MS = 1_000;

/** Raises the prices of transactions that the chain does not take at theirs. */
export class Prices {
  #at: number | undefined;
  #wereTooLow: ReadonlySet<Flight> = new Set();

  async raise(run: Run): Promise<void> {
    const tooLow = isPast(this.#at, INTERVAL_MS) ? await this.#tooLow(run) : [];
    const raised = tooLow.length > 0 ? tooLow : await this.#stuck(run);
    if (raised.length > 0) run.broadcaster.replace(raised, await run.signer.raise(raised));
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

  /**
   * The one that is next where the node has it and does not mean to carry it out: anvil, when a block comes while it takes the
   * transaction in, goes on to believe that one before it is missing. The same bytes change nothing then, since it knows them;
   * a newer version at a higher price does.
   */
  async #stuck({ node, flights, mined, resendAfter }: Run): Promise<readonly Flight[]> {
    const [flight] = flights.values();
    if (flight?.sentAt === undefined || flight.nonce !== mined || flight.isSending) return [];
    flight.nextSince ??= performance.now();
    // Soon at first, since all others wait for it, and twice as long after each version: some nodes say the same of
    // transactions that only wait for a block.
    if (!isPast(flight.nextSince, resendAfter * 2 ** (flight.versions.length - 2))) return [];
    flight.nextSince = performance.now();
    // Where gas is free, the account may have no balance for anything else.
    if (flight.newest.gasPrice === 0n || (await node.knows(flight.newest)) !== true) return [];
    return (await node.count("pending")) === mined ? [flight] : [];
  }
}
