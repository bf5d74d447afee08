import { ZeroAddress } from "ethers";

import { changeOwner } from "../../lib/identity/change";
import { action } from "../shared/command/action";
import { identityScope } from "../shared/command/scopes";
import { confirmStep, requireYesOrTerminal } from "../shared/open/confirm";
import { addChange, carryOut, type ChangeArgs } from "./carry-out";
import { addNamed, type NamedArgs, namedBy } from "./named";

interface Args extends ChangeArgs, NamedArgs {
  readonly whole: boolean;
  readonly yes: boolean;
}

const WHAT = "Deactivating an identity cannot be undone";

const definition = addNamed(
  identityScope.task("revoke", "Takes back what an identity has named, or deactivates it for good"),
)
  .addFlag("whole", "Deactivate the identity itself; it never comes back")
  .addFlag("yes", "Do not ask");

addChange(definition).setAction(
  action(async (args: Args, hre) => {
    if (args.whole) requireYesOrTerminal(args.yes, WHAT);
    return carryOut(args, hre, async ({ colophon }) => {
      if (args.whole) {
        await confirmStep(args.yes, { what: WHAT, shown: "Nobody will ever control it again.", question: "Go on?" });
        return { change: changeOwner(ZeroAddress), intent: "deactivate", shown: [["Now", "deactivated for good"]] };
      }
      const named = await namedBy(args, colophon.chainId);
      return { change: named.take(), intent: `revoke ${named.words}`, shown: named.shown };
    });
  }),
);
