import { allSigned, readCheckpointsOf } from "../../lib/certificates/checkpoints";
import { collect } from "../../lib/certificates/members/collect";
import { readTrust } from "../../lib/certificates/trust";
import { countSigned, publishable } from "../../lib/certificates/trust/publish";
import { FOR_ALL, saveNew } from "../../lib/store/save-new";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { checkpointScope } from "../shared/command/scopes";
import { fields, table, whole } from "../shared/print/output";
import { whileShown } from "../shared/print/progress";
import { COUNTED_COLUMNS, countedRow } from "./counted";

interface Args {
  readonly checkpoints: string;
  readonly trust: string;
  readonly out: string;
}

const definition = checkpointScope
  .task("publish", "Writes what enough members vouch for into a file that anybody may host")
  .addParam("checkpoints", "What checkpoint collect wrote", undefined, types.string)
  .addParam("trust", "Whose signatures count, and how many it takes", undefined, types.string)
  .addParam("out", "The file to write, which is not there yet", undefined, types.string);

addJson(definition).setAction(
  action(async ({ checkpoints: file, trust: trustFile, out }: Args) => {
    const trust = await readTrust(trustFile);
    const { collected, result, counted } = await whileShown(async (onProgress) => {
      const collected = collect([await readCheckpointsOf(file, trust.registry, onProgress)]);
      const result = await publishable(trust, collected, onProgress);
      return { collected, result, counted: await countSigned(trust, result, onProgress) };
    });
    await saveNew(out, result, FOR_ALL);

    const left = allSigned(collected).length - allSigned(result).length;
    const head = fields([
      ["Published", whole(out)],
      ["Left out", left === 0 ? undefined : `${left} that too few have signed`],
    ]);
    return { result, text: `${head}\n\n${table(COUNTED_COLUMNS, counted.map(countedRow))}` };
  }),
);
