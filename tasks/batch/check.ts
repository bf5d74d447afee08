import { BatchFile } from "../../lib/batch/file/batch-file";
import { checkBatch } from "../../lib/batch/run/check";
import { requireSameRegistry } from "../../lib/batch/run/same-registry";
import { formatTime } from "../../lib/chain/rpc/time";
import { countOf } from "../../lib/count-of";
import { firstOf } from "../../lib/first-of";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { batchScope } from "../shared/command/scopes";
import { open } from "../shared/open/open";
import { fields, whole } from "../shared/print/output";
import { progressDisplay } from "../shared/print/progress";
import { verdict } from "../shared/print/verdict";

interface Args {
  readonly batch: string;
}

const definition = batchScope
  .task("check", "Proves every work of a batch file against the chain")
  .addParam("batch", "The batch file", undefined, types.string);

addJson(definition).setAction(
  action(async ({ batch: path }: Args, hre) => {
    const batch = BatchFile.open(path, "read");
    const display = progressDisplay();
    try {
      const colophon = await open(hre);
      requireSameRegistry(batch, colophon);

      const result = await checkBatch(colophon, batch, display.show);

      const { verified, works, anchored, problems } = result;
      const text = fields([
        [verdict(verified ? "PROVEN" : "NOT PROVEN", verified), [`${countOf(works, "work")} of`, whole(path)]],
        ["Root", batch.head.root],
        ["Anchored at", anchored && formatTime(anchored.anchoredAt)],
        ["Anchored by", anchored?.account],
        ["Block", anchored?.block],
        ["Wrong", problems.length === 0 ? undefined : firstOf(problems)],
      ]);
      return { result, text, ...(verified ? {} : { exitCode: 3 as const }) };
    } finally {
      display.end();
      batch.close();
    }
  }),
);
