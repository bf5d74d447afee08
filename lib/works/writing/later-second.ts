import { setTimeout as delay } from "node:timers/promises";

import type { JsonRpcApiProvider } from "ethers";

import { toSeconds } from "../../chain/rpc/time";

/** After this time it is a later second, whatever the blocks say, in milliseconds. */
const SECOND_PATIENCE_MS = 2_000;
const POLL_MS = 200;

/**
 * A claim needs a later second than its anchor. It is not shown to the node before: whoever read it there within that second
 * could anchor it as early.
 */
export async function waitForLaterSecond(provider: JsonRpcApiProvider, anchoredAt: number): Promise<void> {
  const end = performance.now() + SECOND_PATIENCE_MS;
  while (performance.now() < end) {
    // The newest block of an idle chain keeps its time; many nodes give that of the next one as well.
    const times = await Promise.all(["latest", "pending"].map((tag) => timeIn(provider, tag)));
    if (times.some((time) => time > anchoredAt)) return;
    await delay(POLL_MS);
  }
}

/** The time of a block in Unix seconds; not a number where the node does not say. ethers reads no pending block without a number. */
async function timeIn(provider: JsonRpcApiProvider, tag: string): Promise<number> {
  // What a node says of a block.
  const block = (await provider.send("eth_getBlockByNumber", [tag, false]).catch(() => null)) as {
    readonly timestamp?: string;
  } | null;
  return toSeconds(Number(block?.timestamp));
}
