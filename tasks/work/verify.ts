import { resolve } from "node:path";

import { BatchFile } from "../../lib/batch/file/batch-file";
import { listBatchFiles } from "../../lib/batch/file/shelf";
import { requireSameRegistry } from "../../lib/batch/run/same-registry";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { formatTime } from "../../lib/chain/rpc/time";
import { home } from "../../lib/env";
import { readRecord } from "../../lib/store/records";
import { shelfOf } from "../../lib/works/shelf";
import type { Verification } from "../../lib/works/verify";
import { verifyWork } from "../../lib/works/verify";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { open } from "../shared/open/open";
import { fields } from "../shared/print/output";

interface Args {
  readonly file: string;
  readonly record?: string;
  readonly batch?: string;
}

const definition = workScope
  .task("verify", "Says whether a file is registered, by whom and since when")
  .addParam("file", "The file to verify", undefined, types.string)
  .addOptionalParam("record", "A saved record to compare with the chain", undefined, types.string)
  .addOptionalParam("batch", "A batch file that may have the work, beside those of the store", undefined, types.string);

addJson(definition).setAction(
  action(async ({ file, record: recordPath, batch }: Args, hre) => {
    const record = recordPath === undefined ? undefined : await readRecord(recordPath);
    const colophon = await open(hre);
    const named = batch === undefined ? [] : [ofRegistry(colophon, batch)];
    const batches = await listBatchFiles(shelfOf(colophon, home()));

    const result = await verifyWork(colophon, file, record, [...new Set([...named, ...batches])]);

    const { title } = result;
    const answer = answerOf(result);
    const text = fields([
      [answer, file],
      ["Work", result.contentHash],
      ["Owner", title?.owner],
      ["Registered at", title && formatTime(title.registeredAt)],
      ["Final from", title && formatTime(title.finalAt)],
      ["Status", title?.status],
      ["Metadata", result.metadataHash],
      ...result.anchored.flatMap(
        ({ anchoredAt, owner, batch }) =>
          [
            ["Anchored at", formatTime(anchoredAt)],
            ["Claimed by", owner],
            ["Batch", batch],
          ] as const,
      ),
      ["Chain", `${result.network} (chain id ${result.chainId})`],
      ["Registry", result.registry],
      ...result.unreadable.map((problem) => ["Not searched", problem] as const),
      ...result.differences.map((difference) => ["Differs", difference] as const),
    ]);
    return { result, text, ...(result.verified ? {} : { exitCode: 3 as const }) };
  }),
);

/** The path of a batch file that is one, and this registry's: somebody named it, so it is not passed over in silence. */
function ofRegistry(colophon: Colophon, path: string): string {
  const batch = BatchFile.open(path, "read");
  try {
    requireSameRegistry(batch, colophon);
  } finally {
    batch.close();
  }
  return resolve(path);
}

/** The answer in a word or two, which is what the exit code says as well. */
function answerOf({ title, anchored, differences }: Verification): string {
  if (title === undefined && anchored.length === 0) return "NOT REGISTERED";
  if (title?.status === "annulled") return "ANNULLED";
  if (differences.length > 0) return "NOT AS RECORDED";
  return title === undefined ? "ANCHORED" : "REGISTERED";
}
