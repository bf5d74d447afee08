import { readTrust } from "../../lib/certificates/trust";
import { follow } from "../../lib/certificates/trust/follow";
import { FOR_ALL, saveNew } from "../../lib/store/save-new";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { certificateScope } from "../shared/command/scopes";
import { fields, whole } from "../shared/print/output";

interface Args {
  readonly trust: string;
  readonly newer: string;
  readonly out: string;
}

const definition = certificateScope
  .task("follow", "Takes the signed changes of a newer trust file into yours, without a node")
  .addParam("trust", "Your trust file, which you rely on", undefined, types.string)
  .addParam("newer", "The one with the changes, from wherever", undefined, types.string)
  .addParam("out", "The file to write, which is not there yet", undefined, types.string);

addJson(definition).setAction(
  action(async ({ trust, newer, out }: Args) => {
    const own = await readTrust(trust);
    const result = await follow(own, await readTrust(newer));
    await saveNew(out, result, FOR_ALL);

    const count = (result.changes?.length ?? 0) - (own.changes?.length ?? 0);
    const text = fields([
      ["Trust", whole(out)],
      ["Changes", count === 0 ? "none that you did not have" : `${count}, each signed by those before it`],
      ["Since block", result.changes?.at(-1)?.from],
    ]);
    return { result, text };
  }),
);
