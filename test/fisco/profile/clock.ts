import { toQuantity } from "ethers";

import { toSeconds } from "../../../lib/chain/rpc/time";
import type { Ask } from "./refusal";

const MILLISECONDS = 1000;

/**
 * The clock of a chain whose EVM counts milliseconds. The chain behind counts whatever number it is given: before it makes a
 * block it is given that block's time. Tests move the clock in seconds.
 */
export class Clock {
  /** How far it is ahead of the machine's, in milliseconds. */
  #ahead = 0;
  #next: number | undefined;
  readonly #aheadOf = new Map<string, number>();

  /** @param step the least time between two blocks, in milliseconds */
  constructor(
    private readonly chain: Ask,
    private readonly step: number,
  ) {}

  get now(): number {
    return Date.now() + this.#ahead;
  }

  /** Tells the chain the time of the block that it makes next. */
  async prepareBlock(): Promise<void> {
    const newest = await this.#newest();
    // What a test gave was for one block.
    if (this.#next !== undefined && newest >= this.#next) this.#next = undefined;
    const time = this.#next ?? Math.max(this.now, newest + this.step);
    await this.chain("evm_setNextBlockTimestamp", [toQuantity(time)]);
    this.#ahead = Math.max(this.#ahead, time - Date.now());
  }

  advance(seconds: number): void {
    this.#ahead += seconds * MILLISECONDS;
  }

  /** @param time in seconds, or in milliseconds where it is as large as they are */
  setNext(time: number): void {
    this.#next = toSeconds(time) === time ? time * MILLISECONDS : time;
    this.#ahead = this.#next - Date.now();
  }

  /** Notes how far ahead it is at a snapshot, for the return to it. */
  noteSnapshot(id: string): void {
    this.#aheadOf.set(id, this.#ahead);
  }

  returnTo(id: string): void {
    this.#ahead = this.#aheadOf.get(id) ?? this.#ahead;
    this.#next = undefined;
  }

  /** The newest block's time; 0 where it is from before the first millisecond. */
  async #newest(): Promise<number> {
    // What a node says of a block.
    const block = (await this.chain("eth_getBlockByNumber", ["latest", false])) as { timestamp: string };
    const time = Number(block.timestamp);
    return toSeconds(time) === time ? 0 : time;
  }
}

/** A block, as block JSON has it: its time in seconds. */
export function blockInSeconds(block: unknown): unknown {
  if (typeof block !== "object" || block === null || !("timestamp" in block)) return block;
  return { ...block, timestamp: toQuantity(toSeconds(Number(block.timestamp))) };
}
