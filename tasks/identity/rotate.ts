import { changeOwner } from "../../lib/identity/change";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { identityScope } from "../shared/command/scopes";
import { addressOf } from "../shared/open/accounts";
import { confirmStep, requireYesOrTerminal } from "../shared/open/confirm";
import { fields } from "../shared/print/output";
import { addChange, carryOut, type ChangeArgs } from "./carry-out";

interface Args extends ChangeArgs {
  readonly to: string;
  readonly yes: boolean;
}

const WHAT = "Giving an identity another controller cannot be undone";

const definition = identityScope
  .task("rotate", "Gives an identity another controller; the one before has no power over it any more")
  .addParam("to", "The new controller: an address or the name of an account", undefined, types.string)
  .addFlag("yes", "Do not ask");

addChange(definition).setAction(
  action(async (args: Args, hre) => {
    requireYesOrTerminal(args.yes, WHAT);
    return carryOut(args, hre, async ({ colophon }) => {
      const to = await addressOf(colophon.chainId, args.to, "--to");
      const shown = [["Controller", to]] as const;
      await confirmStep(args.yes, { what: WHAT, shown: fields(shown), question: "Give it away?" });
      return { change: changeOwner(to), intent: `rotate ${to}`, shown };
    });
  }),
);
