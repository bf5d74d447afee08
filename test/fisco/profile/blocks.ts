import type { Clock } from "./clock";
import type { Ask } from "./refusal";

const MILLISECONDS = 1000;

/** Makes blocks at intervals, as long as transactions wait for one: an idle chain makes none. */
export class Blocks {
  #timer: NodeJS.Timeout | undefined;

  /** @param inTurn does what may not be interrupted */
  constructor(
    private readonly chain: Ask,
    private readonly clock: Clock,
    private readonly inTurn: (work: () => Promise<unknown>) => Promise<unknown>,
  ) {}

  /** @param seconds 0 stops it */
  async every(seconds: number): Promise<void> {
    this.stop();
    if (seconds === 0) return;
    await this.chain("evm_setAutomine", [false]);
    const make = (): void => void this.inTurn(() => this.#make()).catch(() => undefined);
    this.#timer = setInterval(make, seconds * MILLISECONDS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #make(): Promise<void> {
    // What anvil says of its pool.
    const { pending } = (await this.chain("txpool_status")) as { pending: string };
    if (Number(pending) === 0) return;
    await this.clock.prepareBlock();
    await this.chain("evm_mine");
  }
}
