import { isPast } from "../../../elapsed";
import { forgetWaiting } from "../../rpc/anvil-pool";
import type { Run } from "./run";

/**
 * Ends what anvil holds up: when a block comes while it takes in the transaction that is next, it goes on to believe that one
 * before it is missing (1.7.1). The same bytes change nothing then, since it knows them; so it is told to forget what the
 * account has there, and all of it is sent again.
 */
export class Standstill {
  /** Whether the node may be one that does so. */
  #mayHappen = true;
  /** What is next, and since when, or since when it was last sent again. */
  #next: { readonly nonce: number; readonly since: number } | undefined;

  async end({ node, broadcaster, waiting, mined, resendAfter }: Run): Promise<void> {
    const [first] = waiting;
    if (!this.#mayHappen || first?.sentAt === undefined || first.nonce !== mined || first.isSending) return;
    if (this.#next?.nonce !== mined) this.#next = { nonce: mined, since: performance.now() };
    if (!isPast(this.#next.since, resendAfter / 2)) return;
    this.#next = { nonce: mined, since: performance.now() };
    // It waits for a block where the node counts it as ready.
    if ((await node.count("pending")) !== mined || (await node.knows(first.newest)) !== true) return;
    this.#mayHappen = await forgetWaiting((method, params) => node.provider.send(method, [...params]), node.address);
    if (!this.#mayHappen) return;
    for (const flight of waiting) if (!flight.isSending) flight.sentAt = undefined;
    broadcaster.hasEarly = true;
  }
}
