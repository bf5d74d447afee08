import { BatchFile } from "../../lib/batch/file/batch-file";
import { listBatchFiles } from "../../lib/batch/file/shelf";
import { type BatchSummary, summaryOf } from "../../lib/batch/run/summary";
import { formatTime } from "../../lib/chain/rpc/time";
import { home } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { shelfOf } from "../../lib/works/home/shelf";
import { action } from "../shared/command/action";
import { addJson } from "../shared/command/params";
import { batchScope } from "../shared/command/scopes";
import { open } from "../shared/open/open";
import { table } from "../shared/print/output";
import { shownPath } from "../shared/print/shown-path";

addJson(batchScope.task("list", "Lists the batch files of this store and what became of them")).setAction(
  action(async (_args: object, hre) => {
    const colophon = await open(hre);
    const paths = await listBatchFiles(shelfOf(colophon, home()));

    const result = paths.map(readSummary);

    const rows = result.map((found) => {
      if ("error" in found) return ["", "", "DAMAGED", "", "", found.batch];
      const { mode, works, anchored, source, batch } = found;
      const time = anchored === undefined ? "" : formatTime(anchored.anchoredAt);
      return [mode, works, stateIn(found), time, shownPath(source), batch];
    });
    const head = ["Mode", "Works", "State", "Anchored at", "Source", "Batch"];
    return { result, text: rows.length === 0 ? "The store has no batches for this registry" : table(head, rows) };
  }),
);

function stateIn({ registered, rejected, open: left }: BatchSummary): string {
  if (left === 0 && rejected === 0) return "on chain";
  const parts = [`${registered} on chain`, rejected > 0 ? `${rejected} not taken` : "", left > 0 ? `${left} open` : ""];
  return parts.filter((part) => part !== "").join(", ");
}

/** A file that cannot be read is listed as well: the others are none the worse for it. */
function readSummary(path: string): BatchSummary | { readonly batch: string; readonly error: string } {
  try {
    const batch = BatchFile.open(path, "read");
    try {
      return summaryOf(batch);
    } finally {
      batch.close();
    }
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    return { batch: path, error: error.message };
  }
}
