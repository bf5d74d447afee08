import { type PartyDifference, reconcileParties } from "../../lib/reconcile/parties";
import { PARTY_ROWS } from "../../lib/reconcile/rows/open";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addReconciliation, reconciliation, type ReconciliationArgs } from "../shared/command/reconciliation";
import { partyScope } from "../shared/command/scopes";
import type { Telling } from "../shared/facts/differences";
import { addressOf } from "../shared/open/accounts";
import { open } from "../shared/open/open";

interface Args extends ReconciliationArgs {
  readonly accreditor?: string;
}

const TELLING: Telling<PartyDifference> = {
  column: "account",
  tell: (difference) => {
    if (difference.kind === "unreadable") return {};
    const { account: name } = difference;
    if (difference.kind !== "missing") return { name };
    return { name, missing: `${difference.as}, ${difference.status}, by ${difference.accreditor}` };
  },
};

const definition = partyScope
  .task("reconcile", "Compares your own list of parties with the chain: each one altered, missing or extra")
  .addOptionalParam(
    "accreditor",
    "Misses the parties of this accreditor only: an address or the name of an account",
    undefined,
    types.string,
  );

const GIVES = "the columns that docs/reconcile.md lists for parties";

addReconciliation(definition, GIVES, PARTY_ROWS).setAction(
  action(async ({ accreditor: named, ...args }: Args, hre) =>
    reconciliation(args, PARTY_ROWS, TELLING, async (rows, note, onProgress) => {
      const colophon = await open(hre);
      const accreditor = named === undefined ? undefined : await addressOf(colophon.chainId, named, "--accreditor");
      return reconcileParties({ colophon, accreditor, onProgress }, rows, note);
    }),
  ),
);
