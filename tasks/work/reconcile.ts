import { formatTime } from "../../lib/chain/rpc/time";
import { home } from "../../lib/env";
import { WORK_ROWS } from "../../lib/reconcile/rows/open";
import { reconcileWorks, type WorkDifference } from "../../lib/reconcile/works";
import { shelfOf } from "../../lib/works/home/shelf";
import { action } from "../shared/command/action";
import { addReconciliation, reconciliation, type ReconciliationArgs } from "../shared/command/reconciliation";
import { workScope } from "../shared/command/scopes";
import type { Telling } from "../shared/facts/differences";
import { withCatalogue } from "../shared/open/catalogue";
import { open } from "../shared/open/open";

const TELLING: Telling<WorkDifference> = {
  column: "contentHash",
  tell: (difference) => {
    if (difference.kind === "unreadable") return {};
    const { contentHash: name } = difference;
    if (difference.kind !== "missing") return { name };
    return { name, missing: `${difference.state}, since ${formatTime(difference.since)}` };
  },
};

const definition = workScope.task(
  "reconcile",
  "Compares your own database with the chain: every work altered, missing or extra",
);

const GIVES = "content_hash and, as far as you have them, owner, metadata_hash, since, state";

addReconciliation(definition, GIVES, WORK_ROWS).setAction(
  action(async (args: ReconciliationArgs, hre) =>
    reconciliation(args, WORK_ROWS, TELLING, async (rows, note, onProgress) => {
      const colophon = await open(hre);
      return withCatalogue((catalogue) => {
        const shelf = shelfOf(colophon, home());
        return reconcileWorks({ colophon, catalogue, shelf, onProgress }, rows, note);
      });
    }),
  ),
);
