import { type Checkpoints, readCheckpointsOf } from "../../lib/certificates/checkpoints";
import { collect } from "../../lib/certificates/members/collect";
import { readTrust } from "../../lib/certificates/trust";
import { countSigned } from "../../lib/certificates/trust/publish";
import { ColophonError } from "../../lib/errors";
import { saveNew } from "../../lib/store/save-new";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { checkpointScope } from "../shared/command/scopes";
import { fields, table, whole } from "../shared/print/output";
import { whileShown } from "../shared/print/progress";
import { COUNTED_COLUMNS, countedRow } from "./counted";

interface Args {
  readonly files: readonly string[];
  readonly trust: string;
  readonly out: string;
}

const definition = checkpointScope
  .task("collect", "Puts what members have signed into one file, and counts it, without a node")
  .addOptionalVariadicPositionalParam("files", "The files that checkpoint sign wrote", undefined, types.string)
  .addParam("trust", "Whose signatures count, and how many it takes", undefined, types.string)
  .addParam("out", "The file to write, which is not there yet", undefined, types.string);

addJson(definition).setAction(
  action(async ({ files, trust: trustFile, out }: Args) => {
    const [first, ...others] = files;
    if (first === undefined) {
      throw new ColophonError("No file to collect from", {
        code: "NoCheckpointsNamed",
        advice: "Name what the members have signed: npx hardhat checkpoint collect one.json two.json",
        exitCode: 2,
      });
    }
    const trust = await readTrust(trustFile);
    const { checkpoints, counted } = await whileShown(async (onProgress) => {
      const read = (file: string): Promise<Checkpoints> => readCheckpointsOf(file, trust.registry, onProgress);
      const checkpoints = collect([await read(first), ...(await Promise.all(others.map(read)))]);
      return { checkpoints, counted: await countSigned(trust, checkpoints, onProgress) };
    });
    await saveNew(out, checkpoints);

    const enough = counted.filter(({ standing }) => standing === "vouched").length;
    const head = fields([
      ["File", whole(out)],
      ["Signed", `${enough} of ${counted.length} by enough members`],
      ["Needed", trust.members && `${trust.members.threshold} of ${trust.members.keys.length} members`],
    ]);
    const result = {
      checkpoints,
      counted: counted.map(({ signed, signatures, standing }) => ({ block: signed.blockNumber, signatures, standing })),
    };
    return { result, text: `${head}\n\n${table(COUNTED_COLUMNS, counted.map(countedRow))}` };
  }),
);
