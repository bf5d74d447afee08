import type { BatchSummary } from "../../../lib/batch/run/summary";
import { formatTime } from "../../../lib/chain/rpc/time";
import { countOf } from "../../../lib/count-of";
import { type Fields, whole } from "../print/output";
import { shownPath } from "../print/shown-path";

/** What people are told of a batch: names and values, for `fields`. */
export function batchFields(summary: BatchSummary): Fields {
  const { mode, works, registered, open, anchored, owner, root, source, batch, transactions } = summary;
  const state = mode === "anchor" ? (anchored === undefined ? "Not anchored" : "Anchored") : "Registered";
  return [
    [state, `${mode === "anchor" ? works : registered} of ${countOf(works, "work")}`],
    ["Still open", mode === "direct" && open > 0 ? open : undefined],
    ["Owner", owner],
    ["Root", root],
    ["Anchored at", anchored && formatTime(anchored.anchoredAt)],
    ["Anchored by", anchored && anchored.account !== owner ? anchored.account : undefined],
    ["Block", anchored?.block],
    [transactions.length > 1 ? "Transactions" : "Transaction", listed(transactions)],
    ["Source", whole(shownPath(source))],
    ["Batch", whole(batch)],
  ];
}

/** A large batch has many: the first and the last lead to the others, and the batch file has them all. */
function listed(hashes: readonly string[]): readonly string[] | undefined {
  const [first, last] = [hashes[0], hashes.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return hashes.length <= 3 ? hashes : [first, `… ${hashes.length - 2} more …`, last];
}
