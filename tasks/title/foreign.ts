import { foreignTitlesOf } from "../../lib/certificates/foreign/carry";
import { known } from "../../lib/certificates/foreign/known";
import { readTrust } from "../../lib/certificates/trust";
import { formatWorkId } from "../../lib/hashing/work-id";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { titleScope } from "../shared/command/scopes";
import { findModuleOf, open } from "../shared/open/open";
import { workIdOf } from "../shared/open/work-args";
import { foreignFields } from "../shared/print/foreign-fields";
import { fields } from "../shared/print/output";
import { verdict } from "../shared/print/verdict";

interface Args extends WorkArgs {
  readonly trust: string;
}

const definition = titleScope
  .task("foreign", "Shows what this chain knows of a title of another chain's registry")
  .addParam("trust", "The trust file of that registry, which names it", undefined, types.string);

addJson(addWork(definition)).setAction(
  action(async ({ trust: path, ...work }: Args, hre) => {
    const workId = await workIdOf(work);
    const { registry } = await readTrust(path);
    const colophon = await open(hre);
    const contract = foreignTitlesOf(colophon, await findModuleOf(hre, "ForeignTitles"));

    const { isBelieved, title } = await known(contract, registry, workId);
    const result = { work: formatWorkId(workId), registry, isBelieved, title };
    const isKnown = title !== undefined;
    const text = fields([
      [verdict(isKnown ? "KNOWN" : "NOT KNOWN", isKnown), result.work],
      ...foreignFields(registry, title),
      isKnown
        ? ["Since then", "not known here: the holder, a court or the other side can carry a newer certificate"]
        : [
            "Believed",
            isBelieved ? "yes, and nobody has proven this title here" : "no: the committee has not admitted it",
          ],
    ]);
    return { result, text, ...(isKnown ? {} : { exitCode: 3 as const }) };
  }),
);
