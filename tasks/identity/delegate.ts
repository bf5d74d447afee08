import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { parseMoment } from "../shared/command/parse";
import { identityScope } from "../shared/command/scopes";
import { addChange, carryOut, type ChangeArgs } from "./carry-out";
import { addNamed, type NamedArgs, namedBy } from "./named";

interface Args extends ChangeArgs, NamedArgs {
  readonly until: string;
}

const definition = addNamed(
  identityScope.task("delegate", "Names an account or a key that signs for an identity, or another name of it"),
).addOptionalParam("until", "Until when: 2027-12-31, a date-time, or days from now", "365d", types.string);

addChange(definition).setAction(
  action(async (args: Args, hre) =>
    carryOut(args, hre, async ({ colophon }) => {
      const named = await namedBy(args, colophon.chainId);
      const now = await chainTime(colophon.provider);
      const until = parseMoment(args.until, "--until", now);
      return {
        change: named.give(until - now),
        intent: `delegate ${named.words} ${args.until}`,
        shown: [...named.shown, ["Until", formatTime(until)]],
      };
    }),
  ),
);
