import { mapInOrder } from "../../in-order";
import type { Flight } from "./flight";
import { noteMissing } from "./lost-nonces";
import type { Receipt } from "./receipt";
import type { Run } from "./run";

/** Questions at a time: a receipt can have a thousand events, and the node makes the next block meanwhile. */
const PARALLEL = 8;

/**
 * Looks for the receipts of the calls whose nonces are used, in their order, and of no others: the transactions of one
 * account come into blocks in the order of their nonces.
 * @param count how many transactions of the account are in blocks
 * @param settle is waited for, one receipt after the other
 */
export async function collectReceipts(
  { node, flights }: Run,
  count: number,
  settle: (flight: Flight, receipt: Receipt) => Promise<void>,
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
  for await (const { flight, receipt } of found) {
    if (receipt === null && flight.nonce < count) noteMissing(flight);
    else if (receipt !== null && receipt !== undefined) await settle(flight, receipt);
  }
}
