import type { Result } from "ethers";

import { formatTime } from "../rpc/time";

/** What an error of a contract means. */
export interface Sentence {
  readonly message: string;
  readonly advice?: string;
}

/**
 * What errors mean, in words. The keys are the errors' names; the arguments come in their order, and behind them the data of
 * the call that was refused.
 */
export type Sentences = Readonly<Record<string, (args: Result, call: string | undefined) => Sentence>>;

/** A time of a contract, in Unix seconds, as people read it. */
export function timeText(seconds: unknown): string {
  return formatTime(BigInt(String(seconds)));
}
