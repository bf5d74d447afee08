import { blockTime } from "../chain/rpc/time";
import { countOf } from "../count-of";
import { ColophonError } from "../errors";
import type { HistoryEvent } from "../history/walk";
import { didOf } from "./did";
import { type Described, documentOf } from "./document";
import { identityHistory } from "./history";
import type { Identities } from "./registry";

/** What is known of an identity at a block. */
export interface Resolution extends Described {
  readonly did: string;
  /** The block that is asked about. */
  readonly block: number;
  /** Its time, Unix seconds. */
  readonly time: number;
  /** The block of the newest change up to then; undefined where there was none. */
  readonly changedAtBlock: number | undefined;
  /** The block of the next change after that, where one is asked about the past. */
  readonly nextChangeAtBlock: number | undefined;
  /** Up to the block, the oldest event first. */
  readonly history: readonly HistoryEvent[];
}

/**
 * An identity as it is now, or as it was at a block. Reads events alone, so a node that keeps no old states will do.
 * @param address the identity's
 * @param block default: the newest
 * @throws ColophonError where the chain has no such block, or the node lacks events
 */
export async function resolveIdentity(
  { colophon, registry }: Identities,
  address: string,
  block?: number,
): Promise<Resolution> {
  const { provider, chainId } = colophon;
  const newest = await provider.getBlockNumber();
  if (block !== undefined && block > newest) {
    throw new ColophonError(`The chain has ${countOf(newest, "block")}, and ${block} is beyond them`, {
      code: "BlockBeyondChain",
      advice: "Name an earlier block, or leave --block out.",
      exitCode: 2,
    });
  }
  const at = block ?? newest;
  const whole = await identityHistory(provider, registry, address);
  const history = whole.filter(({ blockNumber }) => blockNumber <= at);
  const time = await blockTime(provider, at);
  const did = didOf(chainId, address);
  return {
    did,
    ...documentOf({ did, address, chainId }, history, time),
    block: at,
    time,
    changedAtBlock: history.at(-1)?.blockNumber,
    nextChangeAtBlock: whole.find(({ blockNumber }) => blockNumber > at)?.blockNumber,
    history,
  };
}
