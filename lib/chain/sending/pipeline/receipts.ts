import { chunksOf, mapInOrder } from "../../../in-order";
import type { Flight } from "./flight";
import { isLarge } from "./node";
import type { Landed } from "./options";
import type { Run } from "./run";

/** Requests at a time: the node makes the next block meanwhile. */
const PARALLEL = 8;
/** Receipts that are asked for in one request; one that can have a thousand events is asked for alone. */
const TOGETHER = 8;
/** Receipts that are settled at a time: to note them takes the disk longer than the node takes for one of them. */
const GROUP = 128;
/** So many events, which are kept until then, weigh as much as another receipt. */
const EVENTS = 64;

/**
 * Looks for the receipts of the calls whose nonces are used, in their order, and of no others: the transactions of one
 * account come into blocks in the order of their nonces.
 * @returns the receipts in groups, one of which is settled before the next is made
 */
export async function* receiptsOf({ node, flights, mined }: Run): AsyncGenerator<readonly Landed[]> {
  for (const flight of flights.values()) if (flight.nonce >= mined) flight.missingSince = undefined;
  const candidates = [...flights.values()].filter(({ versions }) => versions.some(({ nonce }) => nonce < mined));
  const receiptOf = async (flight: Flight): Promise<readonly Landed[]> => {
    const receipt = await node.receiptOf(flight.versions);
    if (receipt === null && flight.nonce < mined) flight.missingSince ??= performance.now();
    return receipt ? [{ call: flight.call, receipt }] : [];
  };
  const asked = chunksOf(candidates, TOGETHER, ({ newest }) => (isLarge(newest) ? TOGETHER : 1));
  const found = mapInOrder(asked, PARALLEL, (some) => Promise.all(some.map(receiptOf)));
  const weightOf = ([landed]: readonly Landed[]): number => (landed ? 1 + landed.receipt.logs.length / EVENTS : 0);
  for await (const group of chunksOf(eachOf(found), GROUP, weightOf)) yield group.flat();
}

async function* eachOf<T>(lists: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const list of lists) yield* list;
}
