import { BatchFile } from "../../lib/batch/file/batch-file";
import { summaryOf } from "../../lib/batch/run/summary";
import { ColophonError } from "../../lib/errors";
import { formatWorkId } from "../../lib/hashing/work-id";
import { action, type Outcome } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { batchScope } from "../shared/command/scopes";
import { batchFields } from "../shared/facts/batch-fields";
import { workMeant } from "../shared/open/work-args";
import { fields } from "../shared/print/output";

interface Args extends WorkArgs {
  readonly batch: string;
}

const definition = batchScope
  .task("show", "Shows what a batch file says, or with --file or --work what it says of one work, with its proof")
  .addParam("batch", "The batch file", undefined, types.string);

addJson(addWork(definition)).setAction(
  action(async ({ batch: path, file, work: workId }: Args): Promise<Outcome<object>> => {
    const isOne = file !== undefined || workId !== undefined;
    const idOf = isOne ? await workMeant({ file, work: workId }) : undefined;
    const batch = BatchFile.open(path, "read");
    try {
      const summary = summaryOf(batch);
      if (idOf === undefined) return { result: summary, text: fields(batchFields(summary)) };
      const contentHash = formatWorkId(await idOf());

      const work = batch.find(contentHash);
      if (work === undefined)
        throw new ColophonError(`${path} does not have the work ${contentHash}`, {
          code: "WorkNotInBatch",
          advice: "Which batch file has it is said by: npx hardhat work show",
          exitCode: 3,
        });
      const proof = batch.head.mode === "anchor" ? await batch.proofOf(work) : undefined;
      const text = fields([
        ["Work", contentHash],
        ["Name", work.name],
        ["Line", work.line],
        ["Owner", work.claim.owner],
        ["Metadata", [work.claim.metadataHash, work.metadata]],
        ["Salt", proof?.salt],
        ["Root", proof?.root],
        ["Proof", proof?.proof],
      ]);
      return { result: { ...work, proof }, text };
    } finally {
      batch.close();
    }
  }),
);
