import { isPast } from "../../../elapsed";
import { judge } from "../answer";
import type { Run } from "./run";
import { MOST_WAITING, NOTHING_GAS } from "./signer";

type Below = Pick<Run, "node" | "signer" | "flights" | "settled" | "mined" | "lostAfter" | "options">;

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
  async close({ node, signer, flights, settled, mined, lostAfter, options }: Below): Promise<boolean> {
    const { largestGap = MOST_WAITING } = options;
    const [first] = flights.values();
    const length = Math.max(0, (first?.nonce ?? mined) - mined);
    // More than ever wait are not forgotten: what is in the journal was signed with a nonce that a node made up.
    if (length > MOST_WAITING) return false;
    const own = new Set(settled.map(({ nonce }) => nonce));
    const free = Array.from({ length }, (_, index) => mined + index).filter((nonce) => !own.has(nonce));
    const pending = free.length === 0 ? mined : await node.count("pending");
    const gap = free.filter((nonce) => nonce >= pending);
    const [nonce] = gap;
    if (nonce === undefined || gap.length > largestGap) {
      this.#lowest = undefined;
      return false;
    }
    if (this.#lowest?.nonce !== nonce) this.#lowest = { nonce, since: performance.now() };
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
