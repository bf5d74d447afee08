import type { JsonRpcApiProvider } from "ethers";

import { ColophonError } from "../../errors";
import type { BlockReader } from "./reader";

/** The boundary of `ChainTime.FIRST_MILLISECONDS` in the contracts: below it a time counts seconds, from it milliseconds. */
export const FIRST_MILLISECONDS = 100_000_000_000;

const MILLISECONDS_PER_SECOND = 1000;

/** A block's timestamp in Unix seconds, whatever unit its chain counts in. The mirror of the contracts' `ChainTime`. */
export function toSeconds(timestamp: number): number {
  return timestamp >= FIRST_MILLISECONDS ? Math.floor(timestamp / MILLISECONDS_PER_SECOND) : timestamp;
}

/** The time of the newest block in Unix seconds. */
export async function chainTime(provider: BlockReader): Promise<number> {
  return blockTime(provider, "latest");
}

/** The newest block and its own time in Unix seconds: asked one after the other they could be of two blocks. */
export async function newestBlock(
  provider: Pick<JsonRpcApiProvider, "getBlock">,
): Promise<{ readonly block: number; readonly time: number }> {
  const { number, timestamp } = known(await provider.getBlock("latest"), "latest");
  return { block: number, time: toSeconds(timestamp) };
}

/**
 * The time in Unix seconds by a machine's clock, which may be wrong, and by the newest block, which may be old: the later of both.
 * @param clock the machine's, Unix seconds
 */
export async function timeNow(provider: BlockReader, clock: number): Promise<number> {
  return Math.max(await chainTime(provider), clock);
}

/** The time of a block in Unix seconds. */
export async function blockTime(provider: BlockReader, block: number | "latest"): Promise<number> {
  return toSeconds(known(await provider.getBlock(block), block).timestamp);
}

function known<Block>(found: Block | null, block: number | "latest"): Block {
  if (found !== null) return found;
  throw new ColophonError(`The node does not know block ${block}`, {
    code: "BlockUnknown",
    advice: "Ask another node of the network.",
  });
}

/** A time as people read it, e.g. `2026-05-04 09:30:00 UTC`. */
export function formatTime(seconds: number | bigint): string {
  const date = new Date(Number(seconds) * MILLISECONDS_PER_SECOND);
  // Beyond the years that Date can hold (a uint40 reaches 36812) the number itself is all there is to say.
  if (Number.isNaN(date.getTime())) return `${seconds} s`;
  return date
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, " UTC");
}
