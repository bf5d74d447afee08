import { setImmediate as yieldOnce } from "node:timers/promises";

import { Flight } from "./flight";
import type { PipelineCall } from "./journal";
import type { Run } from "./run";

/** Calls that are signed, and then written to the journal, at a time; fewer where their data are long: the chain waits. */
const GROUP = 128;
const GROUP_HEX_DIGITS = 400_000;
/** Most calls between signing and `onReceipts`, as a multiple of those between signing and block. */
const UNSETTLED = 2;

/** Takes new calls in, as far as there is room for them. */
export class Intake {
  readonly #resumed: ReadonlySet<number>;
  readonly #calls: Iterator<PipelineCall, unknown>;
  #pulled: PipelineCall[] = [];
  #hasMore = true;

  /** @param calls those that are under way already are passed over */
  constructor(
    private readonly run: Run,
    calls: Iterable<PipelineCall>,
  ) {
    this.#resumed = new Set(run.flights.keys());
    this.#calls = calls[Symbol.iterator]();
  }

  /** Whether there may be more calls to come. */
  get isOpen(): boolean {
    return this.#hasMore || this.#pulled.length > 0;
  }

  /** Signs and sends one group after the other until there is no room. @returns whether there was anything to sign */
  async fill(): Promise<boolean> {
    const { flights, signer, broadcaster } = this.run;
    for (let hasSigned = false; ; hasSigned = true) {
      const room = Math.min(GROUP, this.#room);
      let digits = 0;
      while (this.#hasMore && this.#pulled.length < room && digits < GROUP_HEX_DIGITS && !this.run.isStopping) {
        const next = this.#calls.next();
        if (next.done === true) this.#hasMore = false;
        if (next.done === true || this.#resumed.has(next.value.key)) continue;
        this.#pulled.push(next.value);
        digits += next.value.data.length;
      }
      if (this.#pulled.length === 0 || this.run.isStopping) return hasSigned;
      const entries = await signer.sign(this.#pulled);
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
    this.#calls.return?.();
  }

  get #room(): number {
    const { waiting, flights, options } = this.run;
    const { inFlight, unsettled = UNSETTLED * inFlight } = options;
    return Math.min(inFlight - waiting.length, unsettled - flights.size);
  }
}
