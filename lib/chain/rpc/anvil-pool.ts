import { z } from "zod";

/** Asks the node. */
type Send = (method: string, params: readonly unknown[]) => Promise<unknown>;

const POOL = z.object({ pending: z.string() });

/**
 * Has anvil make the blocks that it would not make by itself: one that mines when a transaction comes leaves what does not fit
 * into that block waiting until the next one comes, which may be never (1.7.1). Does nothing on any other node, and none where
 * blocks are made by the clock or by hand.
 * @returns whether it is such a node
 */
export async function mineLeftovers(send: Send): Promise<boolean> {
  try {
    if ((await send("anvil_getAutomine", [])) !== true) return false;
    for (let before = Infinity; ; ) {
      const pending = Number(POOL.parse(await send("txpool_status", [])).pending);
      // What a block could not take once, it does not take at the second time.
      if (pending === 0 || pending >= before) return true;
      before = pending;
      await send("evm_mine", []);
    }
  } catch {
    // Another kind of node, or one that is just stopping.
    return false;
  }
}

/** Has anvil forget the transactions of an account that wait there. @returns false where the node cannot: it is another kind */
export async function forgetWaiting(send: Send, address: string): Promise<boolean> {
  return send("anvil_removePoolTransactions", [address]).then(
    () => true,
    () => false,
  );
}
