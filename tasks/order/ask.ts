import type { Colophon } from "../../lib/chain/contracts/colophon";
import { formatTime } from "../../lib/chain/rpc/time";
import type { Order } from "../../lib/orders/order";
import type { Decision } from "../../lib/store/orders";
import { confirmStep } from "../shared/open/confirm";
import { offeredWorks } from "../shared/open/offered";
import { fields, whole } from "../shared/print/output";

/** So many of the works are shown. */
const SHOWN = 10;

/** Whether a decision takes something that only another order gives back. */
export function isFinal(decision: Decision): boolean {
  return decision === "annul" || decision === "correct";
}

/** What is to be known of such a decision. */
export function finalStep(decision: Decision): string {
  return `${decision === "annul" ? "Annulling" : "Correcting"} a title can be undone by another order only`;
}

/** Shows an adjudicator what is decided about which works, and asks. */
export async function askToOrder(
  colophon: Colophon,
  { decision, orderHash, adjudicator, to }: Order,
  workIds: readonly bigint[],
  { document, yes }: { readonly document: string; readonly yes: boolean },
): Promise<void> {
  if (yes) return;
  const first = await offeredWorks(colophon, workIds.slice(0, SHOWN));
  const shown = fields([
    ["Order", [orderHash, whole(document)]],
    ["Adjudicator", adjudicator],
    ["Titles", workIds.length],
    [
      "Works",
      first.flatMap(({ work, title, description }) => [
        work,
        ...(description?.title === undefined ? [] : [`  ${description.title}`]),
        ...(title === undefined
          ? []
          : [`  ${title.owner}`, `  since ${formatTime(title.registeredAt)}, ${title.status}`]),
      ]),
    ],
    ["", workIds.length > SHOWN ? `… ${workIds.length - SHOWN} more …` : undefined],
    ["To", to],
  ]);
  const question = `${decision === "annul" ? "Annul" : "Move"} by this order? Only another order changes it again.`;
  await confirmStep(yes, { what: finalStep(decision), shown, question });
}
