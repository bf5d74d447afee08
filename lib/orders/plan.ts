import type { Colophon } from "../chain/contracts/colophon";
import { explain } from "../chain/contracts/failures";
import { formatWorkId } from "../hashing/work-id";
import { ordersIn } from "../history/orders";
import { readWork } from "../works/reading/read";
import { requireTitle } from "../works/reading/require-title";
import { planOf, requireNoneRefused } from "../works/writing/hand-over";
import { callOf, isCarriedOut, type Order, requireFit } from "./order";
import { isDue, permissionFor, scheduleOf } from "./permission";

/** What is left to do of an order. */
export interface OrderPlan {
  /** The registry would carry it out now. */
  readonly open: readonly bigint[];
  /** It is carried out already. */
  readonly done: readonly bigint[];
  /** The adjudicator's role has a delay, and these are to be scheduled. */
  readonly unscheduled: readonly bigint[];
  /** They are scheduled, and the delay is not over. */
  readonly waiting: readonly bigint[];
}

type Kind = keyof OrderPlan;

/** Sees that an account may give an order, whichever works it is about. @throws ColophonError where it lacks the role */
export async function requirePermission(colophon: Colophon, order: Order): Promise<void> {
  await permissionFor(colophon, order.adjudicator, await callOf(colophon, order, 0n));
}

/**
 * Sorts works by what is left to do of an order. All of them are checked before anything is sent.
 * @param home the folder of the store
 * @throws ColophonError where the account lacks the role, or naming the works for which the order does not fit
 */
export async function planOrder(
  colophon: Colophon,
  order: Order,
  workIds: readonly bigint[],
  home: string,
): Promise<OrderPlan> {
  const [first, ...others] = workIds;
  if (first === undefined) throw new Error("an order about no work");
  const permission = await permissionFor(colophon, order.adjudicator, await callOf(colophon, order, first));
  const kindOf = (workId: bigint): Promise<Kind> => leftToDo(colophon, order, { workId, permission, home });
  // Of one work, the refusal itself says more than a line of a list.
  if (others.length === 0) return sorted({ [await kindOf(first)]: [first] });
  const { of, refused } = await planOf(workIds, kindOf);
  requireNoneRefused(refused, "Nothing was sent");
  return { open: of("open"), done: of("done"), unscheduled: of("unscheduled"), waiting: of("waiting") };
}

function sorted(works: Partial<OrderPlan>): OrderPlan {
  return { open: [], done: [], unscheduled: [], waiting: [], ...works };
}

interface Question {
  readonly workId: bigint;
  readonly permission: Awaited<ReturnType<typeof permissionFor>>;
  readonly home: string;
}

async function leftToDo(colophon: Colophon, order: Order, { workId, permission, home }: Question): Promise<Kind> {
  await requireTitle(colophon, workId, home, "order");
  const { title, history } = await readWork(colophon, workId);
  if (title === undefined) throw new Error(`the title of ${formatWorkId(workId)} is gone`);
  if (isCarriedOut(order, ordersIn(history).at(-1))) return "done";
  requireFit(order, workId, title.status);
  const call = await callOf(colophon, order, workId);
  if (permission === "scheduled") {
    const schedule = await scheduleOf(colophon, order.adjudicator, call);
    if (schedule === undefined) return "unscheduled";
    if (!(await isDue(colophon, schedule))) return "waiting";
  }
  await colophon.provider.estimateGas({ ...call, from: order.adjudicator }).catch((error: unknown) => {
    throw explain(error) ?? error;
  });
  return "open";
}
