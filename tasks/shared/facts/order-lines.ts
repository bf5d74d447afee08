import { formatTime } from "../../../lib/chain/rpc/time";
import type { OrderEntry } from "../../../lib/history/orders";
import type { Decision } from "../../../lib/store/orders";

/** What a decision has done to a title, in a word. */
export const DONE: Readonly<Record<Decision, string>> = {
  hold: "held",
  release: "released",
  annul: "annulled",
  correct: "corrected",
  reinstate: "reinstated",
};

/** An order about a work: the hash of its document, what it did, and who gave it. */
export function orderLines({ orderHash, decision, adjudicator, to, time }: OrderEntry): string[] {
  return [
    orderHash,
    `${DONE[decision]} on ${formatTime(time)}`,
    ...(to === undefined ? [] : [`to ${to}`]),
    `by ${adjudicator}`,
  ];
}
