import type { TitleState } from "../../../lib/chain/contracts/title";
import { chainTime } from "../../../lib/chain/rpc/time";
import type { ContractEvent } from "../../../lib/history/work-events";
import { readWork } from "../../../lib/works/reading/read";
import { type Since, sinceOf, stageOf, type WorkStage } from "../../../lib/works/reading/state";
import { JsonRpc, NoAnswer } from "./json-rpc";
import { NoRegistry, registryAt } from "./registry";

/** Where works are looked up. */
export interface Place {
  /** A node's JSON-RPC. */
  readonly node: string;
  /** The registry's address. */
  readonly registry: string;
  /** The chain that it must be on; undefined where any will do. */
  readonly chainId?: number | undefined;
}

/** What a node says of a work. It proves nothing to who does not trust the node: that is what certificates are for. */
export interface LookedUp {
  readonly chainId: number;
  /** When the node was asked, by its chain's clock: Unix seconds. */
  readonly asOf: number;
  /** Anchors show nobody what they are for: of a work that is only anchored a node knows nothing. */
  readonly state: WorkStage;
  readonly title: TitleState | undefined;
  readonly since: Since | undefined;
  /** The oldest event first. */
  readonly history: readonly LookedUpEvent[];
}

/** An event of a work, in the form that certificates have it in too. */
export interface LookedUpEvent {
  readonly event: ContractEvent;
  readonly blockNumber: number;
  /** Unix seconds. */
  readonly time: number;
}

/**
 * `unreachable`: nobody answers, or pages may not ask. `not a node`: no JSON-RPC, or one that refuses. `no registry`: another
 * contract, or none. `other chain`: not the one that was named. `untrue`: what it says does not fit together.
 */
export type NotFoundBecause = "unreachable" | "not a node" | "no registry" | "other chain" | "untrue";

/** A work could not be looked up. */
export class NotLookedUp extends Error {
  override readonly name = "NotLookedUp";

  constructor(
    readonly reason: NotFoundBecause,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/**
 * Looks a work up on a node, with the code that the commands read it with: its title, and the whole history that must lead to it.
 * @param workId the SHA-256 of its bytes
 * @throws NotLookedUp; the signal's reason
 */
export async function lookUp(place: Place, workId: bigint, signal?: AbortSignal): Promise<LookedUp> {
  const node = new JsonRpc(place.node, signal);
  try {
    const chainId = Number(await node.send("eth_chainId", []));
    if (place.chainId !== undefined && chainId !== place.chainId) {
      throw new NotLookedUp("other chain", new Error(`${place.node} is of chain ${chainId}, not ${place.chainId}`));
    }
    const work = await readWork({ provider: node, registry: registryAt(node, place.registry) }, workId);
    const asOf = await chainTime(node);
    return {
      ...{ chainId, asOf, title: work.title },
      state: stageOf(work.title, [], asOf),
      since: sinceOf(work, []),
      history: work.history.map(({ event: { name, args }, blockNumber, time }) => ({
        event: { name, args: args.toObject() },
        ...{ blockNumber, time },
      })),
    };
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof NotLookedUp ? error : new NotLookedUp(reasonOf(error), error);
  }
}

function reasonOf(error: unknown): NotFoundBecause {
  if (error instanceof NoAnswer) return error.reason;
  if (error instanceof NoRegistry) return "no registry";
  // Whatever else goes wrong while it is read is what the node has said.
  return "untrue";
}
