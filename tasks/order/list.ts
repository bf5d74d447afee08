import type { Colophon } from "../../lib/chain/contracts/colophon";
import { formatTime } from "../../lib/chain/rpc/time";
import { countOf } from "../../lib/count-of";
import { home } from "../../lib/env";
import { formatWorkId } from "../../lib/hashing/work-id";
import { type OrderEntry, ordersIn } from "../../lib/history/orders";
import { documentOf, type KeptOrder, listOrders } from "../../lib/store/orders";
import { shelfOf } from "../../lib/works/home/shelf";
import { readWork } from "../../lib/works/reading/read";
import { requireTitle } from "../../lib/works/reading/require-title";
import { action, type Outcome } from "../shared/command/action";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { orderScope } from "../shared/command/scopes";
import { DONE, orderLines } from "../shared/facts/order-lines";
import { open } from "../shared/open/open";
import { workMeant } from "../shared/open/work-args";
import { fields, indented, whole, withOdd } from "../shared/print/output";

/** So many of an order's works are shown to people. */
const SHOWN = 10;

const definition = orderScope.task("list", "Lists the orders given from here, or all that there are about one work");

addJson(addWork(definition)).setAction(
  action(async (args: WorkArgs, hre): Promise<Outcome<unknown>> => {
    const isOneWork = (args.file ?? args.work) !== undefined;
    const idOf = isOneWork ? await workMeant(args) : undefined;
    const colophon = await open(hre);
    return idOf === undefined ? ofHome(colophon) : ofWork(colophon, await idOf());
  }),
);

async function ofHome(colophon: Colophon): Promise<Outcome<unknown>> {
  const { sound, odd } = await listOrders(shelfOf(colophon, home()));
  const text = sound.length === 0 ? "No orders were given from here" : sound.map(orderText).join("\n\n");
  return { result: { orders: sound, odd }, text: withOdd(text, odd) };
}

function orderText({ orderHash, file, decisions }: KeptOrder): string {
  const lines = decisions
    .slice(0, SHOWN)
    .flatMap(({ decision, work, to, notedAt }) => [
      `${DONE[decision]}, ${formatTime(notedAt)}`,
      `  ${work}`,
      to === undefined ? undefined : `  to ${to}`,
    ]);
  const more = decisions.length - SHOWN;
  const none = "no title was changed by it from here yet";
  return [
    orderHash,
    ...indented([
      whole(file.name),
      countOf(file.size, "byte"),
      decisions.length === 0 ? none : countOf(decisions.length, "decision"),
      ...lines,
      more > 0 ? `… ${more} more …` : undefined,
    ]),
  ].join("\n");
}

/** An order about a work, and where this home keeps its document. */
interface WorkOrder extends OrderEntry {
  readonly document: string | undefined;
}

async function ofWork(colophon: Colophon, workId: bigint): Promise<Outcome<unknown>> {
  await requireTitle(colophon, workId, home(), "order");
  const { title, history } = await readWork(colophon, workId);
  const shelf = shelfOf(colophon, home());
  const orders: WorkOrder[] = [];
  for (const order of ordersIn(history)) {
    orders.push({ ...order, document: await documentOf(shelf, order.orderHash) });
  }
  const work = formatWorkId(workId);
  const blocks = orders.map((order) =>
    fields([
      ["Order", orderLines(order)],
      ["Document", order.document === undefined ? "not kept here" : whole(order.document)],
    ]),
  );
  const head = fields([
    ["Work", work],
    ["Status", title?.status],
    ["Orders", orders.length],
  ]);
  return { result: { work, status: title?.status, orders }, text: [head, ...blocks].join("\n\n") };
}
