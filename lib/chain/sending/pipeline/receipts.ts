import { mapInOrder } from "../../../in-order";
import type { Flight } from "./flight";
import { noteMissing } from "./lost-nonces";
import type { Receipt } from "./receipt";
import type { Run } from "./run";

/** Questions at a time: a receipt can have a thousand events, and the node makes the next block meanwhile. */
const PARALLEL = 8;
/** Receipts that are settled at a time: to note them takes the disk longer than the node takes for one of them. */
const GROUP = 32;
/** No more events than this are kept for one group, but for those of its last receipt. */
const GROUP_EVENTS = 8_000;

/** A call and the receipt of one of its versions. */
export interface Arrival {
  readonly flight: Flight;
  readonly receipt: Receipt;
}

/**
 * Looks for the receipts of the calls whose nonces are used, in their order, and of no others: the transactions of one
 * account come into blocks in the order of their nonces.
 * @param count how many transactions of the account are in blocks
 * @param settle is waited for, one group of receipts after the other
 */
export async function collectReceipts(
  { node, flights }: Run,
  count: number,
  settle: (arrivals: readonly Arrival[]) => Promise<void>,
): Promise<void> {
  const candidates: Flight[] = [];
  for (const flight of flights.values()) {
    if (flight.nonce >= count) flight.missing = undefined;
    if (flight.versions.some(({ nonce }) => nonce < count)) candidates.push(flight);
  }
  const found = mapInOrder(candidates, PARALLEL, async (flight) => ({
    flight,
    receipt: await node.receiptOf(flight.versions),
  }));
  let group: Arrival[] = [];
  let events = 0;
  for await (const { flight, receipt } of found) {
    flight.isUnanswered = receipt === undefined;
    if (receipt === null && flight.nonce < count) noteMissing(flight);
    if (receipt === null || receipt === undefined) continue;
    group.push({ flight, receipt });
    events += receipt.logs.length;
    if (group.length < GROUP && events < GROUP_EVENTS) continue;
    await settle(group);
    group = [];
    events = 0;
  }
  if (group.length > 0) await settle(group);
}
