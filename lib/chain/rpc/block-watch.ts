import type { JsonRpcApiProvider } from "ethers";

import { ColophonError } from "../../errors";
import { countAnswering } from "../nodes/nodes";
import { mineLeftovers } from "./anvil-pool";
import { nodesOf, useNextNode } from "./rpc";
import { validatorsOf } from "./validators";

/** Longer than a network takes that has lost one of its validators, and short enough to be told while one waits. */
const STALL_MS = 20_000;
const POLL_MS = 1_000;
/** Soon enough that a command comes to its end; it does no harm where a block only takes longer. */
const NEXT_NODE_AFTER_MS = 3_000;
/** After this time without a look, what there was to see is not known. */
const UNWATCHED_MS = 10_000;

/** What to do once what waits is kept: in the outbox, or in a batch file. */
export const KEPT =
  "It is safe to run the same command again: it goes on with what is kept, and nothing is done twice.";

/**
 * Sees whether the network makes blocks while something waits for one. An idle chain may make none: then nobody watches. A
 * node that is cut off from the others sees none either, and keeps for itself what waits; so where there is no block, the
 * next node is used, and what it does not have is handed to it.
 */
export class BlockWatch {
  #height: number | undefined;
  #progressAt = 0;
  #askedAt = -Infinity;
  #movedOnAt = -Infinity;
  /** Whether the node may be one that leaves over what did not fit into a block. */
  #mayLeave = true;

  /** @param stallAfter how long the network may be without a block, in milliseconds */
  constructor(
    private readonly provider: JsonRpcApiProvider,
    private readonly stallAfter = STALL_MS,
  ) {}

  /**
   * To be called now and then while something waits. It asks the node once a second, and has the provider use the next one
   * after three seconds without a block.
   * @param waiting what waits, as a sentence without its full stop
   * @throws ColophonError where the network has made no block for 20 s
   */
  async look(waiting: string, advice: string): Promise<void> {
    const now = performance.now();
    const sinceAsked = now - this.#askedAt;
    if (sinceAsked < POLL_MS) return;
    // Nothing waited in between, or this process was stopped.
    if (sinceAsked > UNWATCHED_MS) this.#progressAt = now;
    const height = await this.provider.getBlockNumber().catch(() => undefined);
    this.#askedAt = performance.now();
    if (height !== undefined && (this.#height === undefined || height > this.#height)) {
      this.#height = height;
      this.#progressAt = now;
    } else if (this.#mayLeave) {
      this.#mayLeave = await mineLeftovers((method, params) => this.provider.send(method, [...params]));
    }
    if (now - Math.max(this.#progressAt, this.#movedOnAt) > NEXT_NODE_AFTER_MS) {
      this.#movedOnAt = now;
      useNextNode(this.provider);
    }
    if (now - this.#progressAt < this.stallAfter) return;
    const found = await this.#found(height);
    if (found === undefined) return;
    throw new ColophonError(`The network has made no block for ${this.stallAfter / 1000} s. ${found}. ${waiting}`, {
      code: "NoBlocks",
      advice,
    });
  }

  /** What is known of the nodes; undefined where the only one does not answer, which may just start anew. */
  async #found(height: number | undefined): Promise<string | undefined> {
    const nodes = await nodesOf(this.provider);
    const isAlone = nodes === undefined || nodes.length === 1;
    if (height === undefined && isAlone) return undefined;
    const newest = height === undefined ? "" : `, the newest block is ${height}`;
    if (isAlone) return `The node answers${newest}`;
    const validators = await validatorsOf(this.provider);
    const needed =
      validators?.quorum === undefined
        ? ""
        : `; of its ${validators.accounts.length} validators it needs ${validators.quorum}`;
    return `Of ${countAnswering(nodes)}${newest}${needed}`;
  }
}
