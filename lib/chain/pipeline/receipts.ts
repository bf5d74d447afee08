import type { TransactionReceipt } from "ethers";

import type { Flight } from "./flight";
import { noteMissing } from "./lost-nonces";
import { groupsOf, type Run } from "./run";

/** Questions at a time. */
const WINDOW = 32;

/**
 * Looks for the receipts of the calls whose nonces are used, in their order, and of no others: the transactions of one
 * account come into blocks in the order of their nonces.
 * @param count how many transactions of the account are in blocks
 * @param settle is waited for, one receipt after the other
 * @param meanwhile runs while the node looks up each window
 */
export async function collectReceipts(
  { node, flights }: Run,
  count: number,
  settle: (flight: Flight, receipt: TransactionReceipt) => Promise<void>,
  meanwhile: () => Promise<void>,
): Promise<void> {
  const candidates: Flight[] = [];
  for (const flight of flights.values()) {
    if (flight.nonce >= count) flight.missing = undefined;
    if (flight.versions.some(({ nonce }) => nonce < count)) candidates.push(flight);
  }
  for (const window of groupsOf(candidates, WINDOW)) {
    const [receipts] = await Promise.all([
      Promise.all(window.map(({ versions }) => node.receiptOf(versions))),
      meanwhile(),
    ]);
    for (const [index, flight] of window.entries()) {
      const receipt = receipts[index];
      if (receipt === null && flight.nonce < count) noteMissing(flight);
      else if (receipt !== null && receipt !== undefined) await settle(flight, receipt);
    }
  }
}
