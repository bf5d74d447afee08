import { isPast } from "../../../elapsed";
import { judge } from "../answer";
import type { Run } from "./run";
import { MOST_WAITING, NOTHING_GAS } from "./signer";

/**
 * Uses up nonces below the first call's that nothing uses and that hold up all that come after them: a node was wrong when it
 * named the call's, or has forgotten its last blocks, and nobody has the bytes that were in them. Where somebody's transaction
 * has one of them after all, only one of the two is carried out. Left as it is: a gap that is too large, one that gets smaller
 * by itself, and any while no node answers.
 */
export class Gaps {
  /** The lowest nonce that was free when the node was last asked, and since when. */
  #lowest: { readonly nonce: number; readonly since: number } | undefined;

  /**
   * @returns whether there is a gap: what comes after it is of no use yet
   * @throws ColophonError where the balance does not cover all of it, or the fee is too large; the node's error where it refuses
   */
  async close({ node, signer, flights, settled, mined, lostAfter, options }: Run): Promise<boolean> {
    // More than ever wait are not forgotten: what is in the journal was signed with a nonce that a node made up.
    const { largestGap = MOST_WAITING } = options;
    const [first] = flights.values();
    const end = first?.nonce ?? mined;
    const start = end > mined ? Math.max(mined, await node.count("pending")) : end;
    const own = new Set(settled.map(({ nonce }) => nonce));
    // A settled call's is sent again first.
    if (start >= end || end - start > largestGap || own.has(start)) {
      this.#lowest = undefined;
      return false;
    }
    if (this.#lowest?.nonce !== start) this.#lowest = { nonce: start, since: performance.now() };
    const gap = Array.from({ length: end - start }, (_, index) => start + index).filter((nonce) => !own.has(nonce));
    if (isPast(this.#lowest.since, lostAfter)) await this.#useUp({ node, signer }, gap);
    return true;
  }

  async #useUp({ node, signer }: Pick<Run, "node" | "signer">, gap: readonly number[]): Promise<void> {
    await signer.requireBalance(NOTHING_GAS * BigInt(gap.length));
    for (const nonce of gap) {
      // One by one: what waits above it may be all that is missing, and some nodes have one take another's place at its price.
      if ((await node.count("pending")) > nonce) continue;
      const refusal = await node.hand(await signer.nothing(nonce));
      const answer = refusal === undefined ? undefined : judge(refusal);
      if (answer === "never" || answer === "unfunded") throw refusal;
    }
    this.#lowest = undefined;
  }
}
