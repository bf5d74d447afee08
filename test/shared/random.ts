import { randomInt } from "node:crypto";

/** To repeat a failed run, write the seed that its title shows here, and take it out again afterwards. */
const REPEATED_SEED: number | undefined = undefined;

const SEEDS = 2 ** 32;

/** The seed of this run. A test that uses it has it in its title. */
export function testSeed(): number {
  return REPEATED_SEED ?? randomInt(SEEDS);
}

/** Numbers that look random and follow from their seed alone (mulberry32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  /** A number from 0 up to, not including, 1. */
  fraction(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / SEEDS;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** Whether an event of this probability happens. */
  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** One of the items. */
  pick<T>(items: readonly T[]): T {
    const index = this.below(items.length);
    if (index >= items.length) throw new Error("there is nothing to pick from");
    // The index lies within the array, which TypeScript cannot see where T itself may be undefined.
    return items[index] as T;
  }
}
