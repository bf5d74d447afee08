import { chunksOf, mapInOrder } from "../../../in-order";
import type { Flight } from "./flight";
import type { Landed } from "./options";
import type { Run } from "./run";

/** Questions at a time: a receipt can have a thousand events, and the node makes the next block meanwhile. */
const PARALLEL = 8;
/** Receipts that are settled at a time: to note them takes the disk longer than the node takes for one of them. */
const GROUP = 32;
/** So many events, which are kept until then, weigh as much as another receipt. */
const EVENTS = 250;

/** A call and the receipt of one of its versions. */
export interface Arrival extends Landed {
  readonly flight: Flight;
}

/**
 * Looks for the receipts of the calls whose nonces are used, in their order, and of no others: the transactions of one
 * account come into blocks in the order of their nonces.
 * @returns the receipts in groups, one of which is settled before the next is made
 */
export async function* receiptsOf({ node, flights, mined }: Run): AsyncGenerator<readonly Arrival[]> {
  for (const flight of flights.values()) if (flight.nonce >= mined) flight.missing = undefined;
  const candidates = [...flights.values()].filter(({ versions }) => versions.some(({ nonce }) => nonce < mined));
  const found = mapInOrder(candidates, PARALLEL, async (flight): Promise<readonly Arrival[]> => {
    const receipt = await node.receiptOf(flight.versions);
    flight.isUnanswered = receipt === undefined;
    if (receipt === null && flight.nonce < mined) {
      flight.missing ??= { since: performance.now(), looks: 0 };
      flight.missing.looks += 1;
    }
    return receipt ? [{ flight, call: flight.call, receipt }] : [];
  });
  const weightOf = ([arrival]: readonly Arrival[]): number => (arrival ? 1 + arrival.receipt.logs.length / EVENTS : 0);
  for await (const group of chunksOf(found, GROUP, weightOf)) yield group.flat();
}
