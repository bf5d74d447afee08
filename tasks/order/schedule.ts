import type { BaseWallet } from "ethers";

import type { Colophon } from "../../lib/chain/contracts/colophon";
import { formatTime } from "../../lib/chain/rpc/time";
import { countOf } from "../../lib/count-of";
import { formatWorkId } from "../../lib/hashing/work-id";
import { callOf, type Order } from "../../lib/orders/order";
import { scheduleOf } from "../../lib/orders/permission";
import type { OrderPlan } from "../../lib/orders/plan";
import type { Outcome } from "../shared/command/action";
import { carryMany } from "../shared/open/carry";
import { fields } from "../shared/print/output";

/** As soon as the role's delay allows it. */
const AS_SOON_AS_ALLOWED = 0;

/** An order that waits for the delay of the adjudicator's role. */
export interface ScheduledOrder extends Order {
  readonly scheduled: readonly string[];
  /** Those that a run before has scheduled. */
  readonly waiting: readonly string[];
  /** When all of it can be carried out, in Unix seconds: not before the one, and before the other. */
  readonly from: number;
  readonly until: number;
}

/** Schedules an order with the AccessManager, for each work for which that is left. The same command carries it out later. */
export async function schedule(
  colophon: Colophon,
  wallet: BaseWallet,
  order: Order,
  { unscheduled, waiting }: OrderPlan,
): Promise<Outcome<ScheduledOrder>> {
  const { manager } = colophon;
  await carryMany(colophon, wallet, { open: unscheduled, done: [] }, "Scheduling", {
    call: async (workId) => {
      const { to, data } = await callOf(colophon, order, workId);
      return manager.schedule.populateTransaction(to, data, AS_SOON_AS_ALLOWED);
    },
  });
  let [from, until] = [0, Infinity];
  for (const workId of [...unscheduled, ...waiting]) {
    const schedule = await scheduleOf(colophon, order.adjudicator, await callOf(colophon, order, workId));
    from = Math.max(from, schedule?.from ?? 0);
    until = Math.min(until, schedule?.until ?? Infinity);
  }
  const result = {
    ...order,
    scheduled: unscheduled.map(formatWorkId),
    waiting: waiting.map(formatWorkId),
    from,
    until,
  };
  const text = fields([
    ["Scheduled", unscheduled.length === 0 ? undefined : countOf(unscheduled.length, "title")],
    ["Waiting", waiting.length === 0 ? undefined : countOf(waiting.length, "title")],
    ["Order", order.orderHash],
    ["From", `${formatTime(from)}: give the same command then`],
    ["Before", formatTime(until)],
  ]);
  return { result, text };
}
