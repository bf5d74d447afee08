import { hashFile } from "../../lib/hashing/hash-file";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addWork, type WorkArgs } from "../shared/command/params";
import { parseMoment } from "../shared/command/parse";
import { keyScope } from "../shared/command/scopes";
import { addressOf } from "../shared/open/accounts";
import { assertThere, workMeant } from "../shared/open/work-args";
import { addPrepare, prepare, type PrepareArgs } from "./prepare";

interface Args extends PrepareArgs, WorkArgs {
  readonly to: string;
  readonly deed: string;
  readonly until: string;
}

const definition = keyScope
  .task("prepare-offer", "Writes what a key signs to offer a title of its account")
  .addParam("to", "Who may accept: an address or the name of an account", undefined, types.string)
  .addParam("deed", "The file with the deed, the legal instrument of the assignment", undefined, types.string)
  .addOptionalParam("until", "When the offer ends: 2027-12-31, a date-time, or days from now", "30d", types.string);

addPrepare(addWork(definition)).setAction(
  action(async (args: Args, hre) => {
    const idOf = await workMeant(args);
    await assertThere(args.deed);
    return prepare(args, hre, async ({ colophon, now }) => {
      const to = await addressOf(colophon.chainId, args.to, "--to");
      const until = parseMoment(args.until, "--until", now);
      const { contentHash: deedHash } = await hashFile(args.deed);
      const workId = await idOf();
      return { call: await colophon.registry.offerTitle.populateTransaction(workId, to, deedHash, until) };
    });
  }),
);
