import { foreignTitlesOf } from "../../lib/certificates/foreign/carry";
import { known } from "../../lib/certificates/foreign/known";
import { readTrust } from "../../lib/certificates/trust";
import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { formatWorkId } from "../../lib/hashing/work-id";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { titleScope } from "../shared/command/scopes";
import { afterForeign, foreignFields, foreignVerdict } from "../shared/facts/foreign-fields";
import { findModuleOf, open } from "../shared/open/open";
import { workMeant } from "../shared/open/work-args";
import { fields } from "../shared/print/output";

interface Args extends WorkArgs {
  readonly trust: string;
}

const definition = titleScope
  .task("foreign", "Shows what this chain knows of a title of another chain's registry")
  .addParam("trust", "The trust file of that registry, which names it", undefined, types.string);

addJson(addWork(definition)).setAction(
  action(async ({ trust: path, ...work }: Args, hre) => {
    const idOf = await workMeant(work);
    const { registry } = await readTrust(path);
    const colophon = await open(hre);
    const contract = foreignTitlesOf(colophon, await findModuleOf(hre, "ForeignTitles"));

    const workId = await idOf();
    const { isBelieved, title } = await known(contract, registry, workId);
    const askedAt = await chainTime(colophon.provider);
    const result = { work: formatWorkId(workId), registry, isBelieved, title, askedAt };
    const text = fields([
      [foreignVerdict(title), result.work],
      ...foreignFields(registry, title),
      ["Asked at", `${formatTime(askedAt)}, by this chain's clock`],
      ...afterForeign(isBelieved, title),
    ]);
    return { result, text, ...(title === undefined ? { exitCode: 3 as const } : {}) };
  }),
);
