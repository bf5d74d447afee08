import type { Colophon } from "../../chain/contracts/colophon";
import { eventsBetween } from "../../chain/contracts/events";
import { readOffer, readTitle } from "../../chain/contracts/title";
import { formatWorkId } from "../../hashing/work-id";
import { mapInOrder } from "../../in-order";

/** Of so many newest blocks the events are asked for. */
const BLOCKS = 10_000;
/** Questions to the node at a time. */
const PARALLEL = 8;

/** An offer that can be accepted now; `expiresAt` in Unix seconds. */
export interface OpenOffer {
  readonly contentHash: string;
  readonly from: string;
  readonly to: string;
  readonly expiresAt: number;
}

/** The open offers of some accounts, and where they were looked for. */
export interface OpenOffers {
  readonly toMe: readonly OpenOffer[];
  readonly byMe: readonly OpenOffer[];
  /** The blocks whose events were looked through, beside the works that were known; undefined where the node refused. */
  readonly blocks: { readonly first: number; readonly last: number } | undefined;
}

/**
 * The open offers to and by some accounts, as the chain has them now: of works that are known to have been offered, and of
 * those of which the newest blocks tell.
 * @param known the content hashes of works that may be on offer
 * @param now Unix seconds
 */
export async function openOffers(
  colophon: Colophon,
  known: readonly string[],
  accounts: readonly string[],
  now: number,
): Promise<OpenOffers> {
  const mine = new Set(accounts);
  const last = await colophon.provider.getBlockNumber();
  const first = Math.max(0, last - BLOCKS + 1);
  // A node that gives no events still knows the works that are known here.
  const told = await offeredSince(colophon, first, last, accounts).catch(() => undefined);
  const works = [...new Set([...known, ...(told ?? [])])];

  const open: OpenOffer[] = [];
  for await (const offer of mapInOrder(works, PARALLEL, async (work) => openOffer(colophon, work, now))) {
    if (offer !== undefined) open.push(offer);
  }
  return {
    toMe: open.filter(({ to }) => mine.has(to)),
    byMe: open.filter(({ from }) => mine.has(from)),
    blocks: told === undefined ? undefined : { first, last },
  };
}

/** The works that some blocks have offers of, to or by the accounts. */
async function offeredSince(
  { registry, provider }: Colophon,
  first: number,
  last: number,
  accounts: readonly string[],
): Promise<string[]> {
  if (accounts.length === 0) return [];
  const { TitleOffered } = registry.filters;
  // A list in the place of a value means any of them (eth_getLogs).
  const mine = accounts as unknown as string;
  const filters = [TitleOffered(undefined, mine), TitleOffered(undefined, undefined, mine)];
  const found = await Promise.all(
    filters.map(async (filter) =>
      eventsBetween(provider, [first, last], async (...range) => registry.queryFilter(filter, ...range)),
    ),
  );
  return found.flat().map(({ args }) => formatWorkId(args.workId));
}

async function openOffer(colophon: Colophon, contentHash: string, now: number): Promise<OpenOffer | undefined> {
  const workId = BigInt(contentHash);
  const [offer, title] = await Promise.all([readOffer(colophon, workId), readTitle(colophon, workId)]);
  if (offer === undefined || title === undefined || offer.expiresAt <= now) return undefined;
  return { contentHash, from: title.owner, to: offer.to, expiresAt: offer.expiresAt };
}
