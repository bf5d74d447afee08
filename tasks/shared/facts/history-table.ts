import { formatTime } from "../../../lib/chain/rpc/time";
import type { TimelineLine } from "../../../lib/history/timeline";
import { table } from "../print/output";

/** What there is to say, and below it, as a table, the history that led to it, where anything has happened. */
export function withHistory(text: string, history: readonly TimelineLine[]): string {
  if (history.length === 0) return text;
  const rows = history.map(({ time, block, what }) => [formatTime(time), block, what]);
  return `${text}\n\n${table(["Time", "Block", "What"], rows)}`;
}
