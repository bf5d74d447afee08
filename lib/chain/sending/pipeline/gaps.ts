import { MOST_WAITING } from "../next-nonce";
import { isPast, type Run } from "./run";

/** How often longer than `resendAfter` a gap must have been there. */
const DOUBT = 2;
const MOST = 32;

/**
 * Uses up nonces that nothing uses any more and that hold up all that come after them: a node that forgot its last blocks
 * forgot settled calls, and after a restart nobody has their bytes. Below a single kept transaction: ../close-gap.ts.
 */
export class Gaps {
  #at: number | undefined;

  /** @param count how many transactions of the account are in blocks */
  async close({ node, signer, flights, settled, resendAfter }: Run, count: number): Promise<void> {
    const lowest = flights.values().next().value?.nonce ?? count;
    const own = new Set(settled.map(({ nonce }) => nonce));
    const free: number[] = [];
    for (let nonce = count; nonce < lowest && free.length < MOST; nonce += 1) if (!own.has(nonce)) free.push(nonce);
    // So many are not forgotten: what is in the journal was signed with a nonce that a node made up. To fill this costs money.
    if (free.length === 0 || lowest - count > MOST_WAITING) {
      this.#at = undefined;
      return;
    }
    this.#at ??= performance.now();
    if (!isPast(this.#at, DOUBT * resendAfter)) return;
    this.#at = performance.now();
    // More than are in blocks: somebody's transaction waits to close the gap.
    if ((await node.count("pending")) !== count) return;
    for (const nonce of free) {
      const nothing = await signer.nothing(nonce);
      if (nothing === undefined) return;
      await node.offer(nothing);
    }
  }
}
