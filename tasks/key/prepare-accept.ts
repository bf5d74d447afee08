import { home } from "../../lib/env";
import { hashFile } from "../../lib/hashing/hash-file";
import { requireTitle } from "../../lib/works/reading/require-title";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addWork, type WorkArgs } from "../shared/command/params";
import { keyScope } from "../shared/command/scopes";
import { assertThere, workMeant } from "../shared/open/work-args";
import { addPrepare, prepare, type PrepareArgs } from "./prepare";

interface Args extends PrepareArgs, WorkArgs {
  readonly deed: string;
}

const definition = keyScope
  .task("prepare-accept", "Writes what a key signs to accept a title offered to its account")
  .addParam("deed", "The file with the deed that you agree to", undefined, types.string);

addPrepare(addWork(definition)).setAction(
  action(async (args: Args, hre) => {
    const idOf = await workMeant(args);
    await assertThere(args.deed);
    return prepare(args, hre, async ({ colophon }) => {
      const { contentHash: deedHash } = await hashFile(args.deed);
      const workId = await idOf();
      await requireTitle(colophon, workId, home(), "offer");
      return { call: await colophon.registry.acceptTitle.populateTransaction(workId, deedHash) };
    });
  }),
);
