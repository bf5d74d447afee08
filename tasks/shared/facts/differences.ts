import { formatTime } from "../../../lib/chain/rpc/time";
import { countOf } from "../../../lib/count-of";
import type { Counted, RowDifference } from "../../../lib/reconcile/compare";
import { csv } from "../print/csv";
import { COLUMNS, fields, indented, whole, wrapped } from "../print/output";
import { printable } from "../print/printable";
import { verdict } from "../print/verdict";

/** Where a row and the chain differ, or what only the chain has. */
export type Difference = RowDifference<object, string> | { readonly kind: "missing" };

/** What was compared. */
export interface Found extends Omit<Counted, "seen"> {
  /** What was left out, in words. */
  readonly problems?: readonly string[];
}

/** What a reconciliation found. */
export interface Reconciliation<D extends Difference> extends Found {
  readonly differences: readonly D[];
}

/** How the differences of one kind of list are told. */
export interface Telling<D extends Difference> {
  /** What CSV calls the column of what a difference is about. */
  readonly column: string;
  readonly tell: (difference: D) => Told;
}

/** What a difference is about. */
interface Told {
  /** Undefined where the row cannot be read. */
  readonly name?: string;
  /** Of what no row has: what the chain says of it. */
  readonly missing?: string;
}

export function isSame({ differences, problems = [] }: Reconciliation<Difference>): boolean {
  return differences.length === 0 && problems.length === 0;
}

/** Every difference in words, and how many there are of each kind. */
export function differencesText<D extends Difference>(
  { rows, same, differences, problems = [] }: Reconciliation<D>,
  { tell }: Telling<D>,
): string {
  const counts = new Map<string, number>();
  for (const { kind } of differences) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const sums = [...counts].map(([kind, number]) => `${number} ${kind}`);
  const sum = `${countOf(rows, "row")}: ${[`${same} ${same === 1 ? "agrees" : "agree"} with the chain`, ...sums].join(", ")}`;
  const wrong = problems.flatMap((problem) => wrapped(printable(`Left out ${problem}`), COLUMNS));
  const lines = differences.map((difference) => linesOf(difference, tell(difference)));
  return [...lines, ...wrong, ...wrapped(sum, COLUMNS)].join("\n");
}

function linesOf(difference: Difference, { name, missing }: Told): string {
  const where = "row" in difference ? `row ${difference.row}` : "no row";
  const head = fields([[verdict(difference.kind.toUpperCase(), false), where]]);
  const said = missing === undefined ? saidOf(difference) : [missing];
  return [head, ...indented([...(name === undefined ? [] : [whole(name)]), ...said])].join("\n");
}

/** Fields that are numbers are times. */
function saidOf(difference: Difference): readonly string[] {
  if (difference.kind === "unreadable") return [difference.problem];
  if (difference.kind !== "altered") return [];
  const { field, theirs, chain } = difference;
  const shown = (value: string | number): string => (typeof value === "number" ? formatTime(value) : value);
  return [`${field} here   ${shown(theirs)}`, `${field} chain  ${shown(chain)}`];
}

/** Every difference as CSV; times are Unix seconds. */
export function differencesCsv<D extends Difference>(
  { differences }: Reconciliation<D>,
  { column, tell }: Telling<D>,
): string {
  return csv(
    ["kind", "row", column, "field", "theirs", "chain", "problem"],
    differences.map((one) => lineOf(one, tell(one))),
  );
}

function lineOf(one: Difference, { name }: Told): readonly (string | number | undefined)[] {
  const row = "row" in one ? one.row : undefined;
  const problem = one.kind === "unreadable" ? one.problem : undefined;
  const sides = one.kind === "altered" ? [one.field, one.theirs, one.chain] : [undefined, undefined, undefined];
  return [one.kind, row, name, ...sides, problem];
}
