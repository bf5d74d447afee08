import { types } from "hardhat/config";

import { BatchFile } from "../../lib/batch/batch-file";
import { checkBatch } from "../../lib/batch/check";
import { requireSameRegistry } from "../../lib/batch/same-registry";
import { formatTime } from "../../lib/chain/time";
import { action } from "../shared/action";
import { open } from "../shared/open";
import { fields } from "../shared/output";
import { addJson } from "../shared/params";
import { progressDisplay } from "../shared/progress";
import { batchScope } from "../shared/scopes";

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
        [verified ? "PROVEN" : "NOT PROVEN", `${works} works of ${path}`],
        ["Root", batch.head.root],
        ["Anchored at", anchored && formatTime(anchored.anchoredAt)],
        ["Anchored by", anchored?.account],
        ["Block", anchored?.block],
        ["Wrong", problems.length === 0 ? undefined : problems],
      ]);
      return { result, text, ...(verified ? {} : { exitCode: 3 as const }) };
    } finally {
      display.end();
      batch.close();
    }
  }),
);
