import { setImmediate as yieldOnce } from "node:timers/promises";

import { Flight } from "./flight";
import type { PipelineCall } from "./journal";
import type { PipelineOptions } from "./options";
import type { Run } from "./run";

/** Calls that are signed, and then written to the journal, at a time; fewer where their data are long: the chain waits. */
const GROUP = 32;
const GROUP_HEX_DIGITS = 400_000;
/** Most calls between signing and `onReceipts`, as a multiple of those between signing and block. */
const UNSETTLED = 2;

/** Takes new calls in, as far as there is room for them. */
export class Intake {
  #pulled: PipelineCall[] = [];
  #hasMore = true;

  /** @param calls none of which is under way */
  constructor(
    private readonly run: Run,
    private readonly calls: Iterator<PipelineCall, undefined>,
    private readonly options: PipelineOptions,
  ) {}

  /** Whether there may be more calls to come. */
  get isOpen(): boolean {
    return this.#hasMore || this.#pulled.length > 0;
  }

  /**
   * Signs and sends one group after the other until there is no room.
   * @param mined how many transactions of the account are in blocks
   * @param isStopping looked at before each group
   * @returns whether there was anything to sign
   */
  async fill(mined: number, isStopping: () => boolean): Promise<boolean> {
    const { flights, signer, broadcaster } = this.run;
    for (let hasSigned = false; ; hasSigned = true) {
      const room = Math.min(GROUP, this.#room(mined));
      let digits = 0;
      while (this.#hasMore && this.#pulled.length < room && digits < GROUP_HEX_DIGITS && !isStopping()) {
        const { value, done } = this.calls.next();
        if (done === true) this.#hasMore = false;
        else this.#pulled.push(value);
        digits += value?.data.length ?? 0;
      }
      const entries = this.#pulled.length === 0 || isStopping() ? undefined : await signer.sign(this.#pulled);
      if (entries === undefined) return hasSigned;
      const signed = this.#pulled.flatMap((call, index) => (entries[index] ? [new Flight(call, entries[index])] : []));
      for (const flight of signed) flights.set(flight.call.key, flight);
      this.#pulled = [];
      broadcaster.push(signed);
      // Signing leaves no room for anything else, such as sending.
      await yieldOnce();
    }
  }

  /** Makes no more calls. */
  close(): void {
    this.calls.return?.();
  }

  #room(mined: number): number {
    const { inFlight, unsettled = UNSETTLED * inFlight } = this.options;
    const { flights } = this.run;
    const waiting = [...flights.values()].filter(({ nonce }) => nonce >= mined).length;
    return Math.min(inFlight - waiting, unsettled - flights.size);
  }
}
