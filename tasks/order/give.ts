import type { BaseWallet } from "ethers";

import type { Colophon } from "../../lib/chain/contracts/colophon";
import { chainTime } from "../../lib/chain/rpc/time";
import { countOf } from "../../lib/count-of";
import { home } from "../../lib/env";
import { hashFile } from "../../lib/hashing/hash-file";
import { formatWorkId } from "../../lib/hashing/work-id";
import { callOf, type Order } from "../../lib/orders/order";
import { type OrderPlan, planOrder, requirePermission } from "../../lib/orders/plan";
import { type Decision, keepDocument, noteDecisions } from "../../lib/store/orders";
import { shelfOf } from "../../lib/works/home/shelf";
import { action, type Outcome } from "../shared/command/action";
import { type TaskDefinition, types } from "../shared/command/definition";
import { addAccount, addJson, addWork } from "../shared/command/params";
import { orderScope } from "../shared/command/scopes";
import { DONE } from "../shared/facts/order-lines";
import { addressOf, signer } from "../shared/open/accounts";
import { carryMany } from "../shared/open/carry";
import { requireYesOrTerminal } from "../shared/open/confirm";
import { open } from "../shared/open/open";
import { assertThere } from "../shared/open/work-args";
import { type WorksArgs, worksNamed } from "../shared/open/work-list";
import { fields, whole } from "../shared/print/output";
import { askToOrder, finalStep, isFinal } from "./ask";
import { schedule } from "./schedule";

interface Args extends WorksArgs {
  readonly order: string;
  readonly to?: string;
  readonly account?: string;
  readonly yes?: boolean;
}

/** What an order has done. */
export interface GivenOrder extends Order {
  /** Where its document is kept. */
  readonly document: string;
  readonly given: readonly { readonly work: string; readonly transactionHash: string }[];
  /** The works for which it was carried out before. */
  readonly already: readonly string[];
}

/** The decisions differ in their name, and in what an order of its kind asks for. */
export function setDecision(decision: Decision, description: string): void {
  const definition = addWork(orderScope.task(decision, description))
    .addOptionalParam(
      "from",
      "Many works: a list with the path of a file or the id of a work on each line",
      undefined,
      types.string,
    )
    .addParam("order", "The file with the order; its hash goes on chain, and a copy is kept", undefined, types.string);
  addTo(definition, decision);
  if (isFinal(decision)) definition.addFlag("yes", "Do not ask; needed without a terminal");

  addJson(addAccount(definition)).setAction(
    action(async (args: Args, hre): Promise<Outcome<unknown>> => {
      const yes = args.yes ?? !isFinal(decision);
      requireYesOrTerminal(yes, finalStep(decision));
      const works = await worksNamed(args);
      await assertThere(args.order);
      const colophon = await open(hre);
      const to = args.to === undefined ? undefined : await addressOf(colophon.chainId, args.to, "--to");
      const wallet = await signer(colophon.chainId, args.account, "adjudicator");
      const { contentHash: orderHash } = await hashFile(args.order);
      const order = { decision, orderHash, adjudicator: wallet.address, to };

      await requirePermission(colophon, order);
      const workIds = await works.ids();
      const plan = await works.withPlaces(() => planOrder(colophon, order, workIds, home()));
      if (plan.open.length > 0) await askToOrder(colophon, order, plan.open, { document: args.order, yes });
      const document = await keepDocument(shelfOf(colophon, home()), orderHash, args.order);
      if (plan.unscheduled.length + plan.waiting.length > 0) return schedule(colophon, wallet, order, plan);
      return give(colophon, wallet, order, { plan, document });
    }),
  );
}

function addTo(definition: TaskDefinition, decision: Decision): void {
  if (decision !== "correct") return;
  definition.addParam("to", "Who gets the titles: an address or the name of an account", undefined, types.string);
}

/** Carries an order out for each work that is left. Run again after whatever stopped it, it goes on. */
async function give(
  colophon: Colophon,
  wallet: BaseWallet,
  order: Order,
  { plan, document }: { readonly plan: OrderPlan; readonly document: string },
): Promise<Outcome<GivenOrder>> {
  const { decision, orderHash, adjudicator, to } = order;
  const hashes = await carryMany(colophon, wallet, plan, "Ordering", {
    call: (workId) => callOf(colophon, order, workId),
  });
  const notedAt = await chainTime(colophon.provider);
  const noted = [...plan.done, ...plan.open].map((workId) => ({
    ...{ decision, work: formatWorkId(workId), adjudicator, notedAt },
    ...(to === undefined ? {} : { to }),
  }));
  await noteDecisions(shelfOf(colophon, home()), orderHash, noted);

  const given = plan.open.map((workId, index) => ({
    work: formatWorkId(workId),
    transactionHash: hashes[index] ?? "",
  }));
  const already = plan.done.map(formatWorkId);
  const [first] = given;
  const text = fields([
    [upper(DONE[decision]), given.length === 1 ? first?.work : countOf(given.length, "title")],
    ["Already so", already.length === 0 ? undefined : countOf(already.length, "title")],
    ["To", to],
    ["Order", orderHash],
    ["By", adjudicator],
    ["Transaction", given.length === 1 ? first?.transactionHash : undefined],
    ["Kept in", whole(document)],
  ]);
  return { result: { ...order, document, given, already }, text };
}

function upper(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
