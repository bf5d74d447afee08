import { z } from "zod";

const POOL = z.object({ pending: z.string() });

/**
 * Has anvil make the blocks that it would not make by itself: one that mines when a transaction comes leaves what does not fit
 * into that block waiting until the next one comes, which may be never (1.7.1). Does nothing on any other node, and none where
 * blocks are made by the clock or by hand.
 * @param send asks the node
 * @returns whether it is such a node
 */
export async function mineLeftovers(send: (method: string) => Promise<unknown>): Promise<boolean> {
  try {
    if ((await send("anvil_getAutomine")) !== true) return false;
    for (let before = Infinity; ; ) {
      const pending = Number(POOL.parse(await send("txpool_status")).pending);
      // What a block could not take once, it does not take at the second time.
      if (pending === 0 || pending >= before) return true;
      before = pending;
      await send("evm_mine");
    }
  } catch {
    // Another kind of node, or one that is just stopping.
    return false;
  }
}
