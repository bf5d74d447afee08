import { allRows } from "../batch/file/database";
import type { Colophon } from "../chain/contracts/colophon";
import { readOffer, readTitle } from "../chain/contracts/title";
import { blockTime } from "../chain/rpc/time";
import { mapInOrder } from "../in-order";
import type { Shelf } from "../store/records";
import type { Catalogue } from "./catalogue";
import { RANK } from "./format";
import { Seen, shelfName, type Sighting } from "./seen";

/** Questions to the node at a time. */
const PARALLEL = 8;

/** A work of which the chain is asked. */
export interface AskedWork {
  readonly contentHash: string;
  /** Its metadata's hash on chain, where that is known. */
  readonly metadataHash?: string | undefined;
}

/** Asks the chain for titles and open offers, and notes what it says for the catalogue. */
export async function seeWorks(colophon: Colophon, shelf: Shelf, works: readonly AskedWork[]): Promise<void> {
  const block = await colophon.provider.getBlockNumber();
  const sightings: Sighting[] = [];
  const asked = mapInOrder(works, PARALLEL, async ({ contentHash, metadataHash }) => {
    const [title, offer] = await Promise.all([
      readTitle(colophon, BigInt(contentHash)),
      readOffer(colophon, BigInt(contentHash)),
    ]);
    return { contentHash, metadataHash, block, title, offer };
  });
  for await (const sighting of asked) sightings.push(sighting);
  const seen = await Seen.open(shelf.home);
  try {
    seen.noteTitles(shelf, sightings);
  } finally {
    seen.close();
  }
}

/**
 * Asks the chain for the times of the blocks in which the works of direct batches were registered: their files name the
 * blocks only. @returns how many blocks were asked for
 */
export async function seeBlocks(colophon: Colophon, { database }: Catalogue, shelf: Shelf): Promise<number> {
  const rows = allRows<{ block: number }>(
    database,
    `SELECT DISTINCT block FROM entries
     WHERE shelf = (SELECT id FROM shelves WHERE name = ?1) AND rank = ${RANK.titled} AND since IS NULL
       AND NOT EXISTS (SELECT 1 FROM seen.blocks WHERE blocks.shelf = ?1 AND blocks.block = entries.block)`,
    [shelfName(shelf)],
  );
  if (rows.length === 0) return 0;
  const times = new Map<number, number>();
  const asked = mapInOrder(
    rows,
    PARALLEL,
    async ({ block }) => [block, await blockTime(colophon.provider, block)] as const,
  );
  for await (const [block, time] of asked) times.set(block, time);
  const window = Number(await colophon.registry.REVEAL_WINDOW());
  const seen = await Seen.open(shelf.home);
  try {
    seen.noteBlocks(shelf, times, window);
  } finally {
    seen.close();
  }
  return rows.length;
}
