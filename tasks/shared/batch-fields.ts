import type { BatchHead } from "../../lib/batch/batch-file";
import type { BatchState } from "../../lib/batch/register";
import { formatTime } from "../../lib/chain/time";

/** A batch, where its file is, and what became of it. */
export interface BatchSummary extends BatchHead, BatchState {
  readonly batch: string;
}

/** What people are told of a batch: names and values, for `fields`. */
export function batchFields(summary: BatchSummary): (readonly [string, string | number | undefined])[] {
  const { mode, works, registered, open, anchored, owner, root, source, batch } = summary;
  const state = mode === "anchor" ? (anchored === undefined ? "Not anchored" : "Anchored") : "Registered";
  return [
    [state, `${mode === "anchor" ? works : registered} of ${works} works`],
    ["Still open", mode === "direct" && open > 0 ? open : undefined],
    ["Owner", owner],
    ["Root", root],
    ["Anchored at", anchored && formatTime(anchored.anchoredAt)],
    ["Anchored by", anchored && anchored.account !== owner ? anchored.account : undefined],
    ["Block", anchored?.block],
    ["Source", source],
    ["Batch", batch],
  ];
}
