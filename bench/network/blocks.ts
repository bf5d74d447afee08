import { setTimeout as delay } from "node:timers/promises";

import { rpc } from "../../scripts/chain/anvil";
import { now } from "./figures";

const POLL_MS = 25;

/** Sees when blocks come, through one node. */
export class Blocks {
  readonly #seen: number[] = [];
  readonly #watching: Promise<void>;
  #isOver = false;

  constructor(private readonly url: string) {
    this.#watching = this.#watch();
  }

  /** When each block came between two moments, in their order. */
  between(from: number, to: number): number[] {
    return this.#seen.filter((at) => at >= from && at <= to);
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#watching;
  }

  async #watch(): Promise<void> {
    let known: number | undefined;
    while (!this.#isOver) {
      // A node that is busy is asked again.
      const height = await rpc(this.url, "eth_blockNumber").then(Number, () => undefined);
      const at = now();
      for (let one = known ?? Infinity; height !== undefined && one < height; one++) this.#seen.push(at);
      known = height ?? known;
      await delay(POLL_MS);
    }
  }
}
