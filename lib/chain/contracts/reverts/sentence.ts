import type { Result } from "ethers";

import { formatTime } from "../../rpc/time";

/** What an error of a contract means, and what can be done about it. */
export interface Sentence {
  readonly message: string;
  readonly advice?: string;
}

/** Sentences by the errors' names; the arguments come in their order, and behind them the call that was refused, hex. */
export type Sentences = Readonly<Record<string, (args: Result, call: string | undefined) => Sentence>>;

/** What helps an account that is not accredited. */
export const NOT_ACCREDITED =
  "It applies with npx hardhat party apply, then an accreditor runs npx hardhat party accredit";

/** A time of a contract (Unix seconds), as people read it. */
export function time(seconds: unknown): string {
  return formatTime(BigInt(String(seconds)));
}

/** The name of a member of an enumeration. */
export function oneOf(names: readonly string[], index: unknown): string {
  return names[Number(index)] ?? String(index);
}
