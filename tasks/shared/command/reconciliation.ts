import type { OnProgress } from "../../../lib/progress";
import { openRows, type RowSubject } from "../../../lib/reconcile/rows/open";
import type { MemberRow } from "../../../lib/reconcile/rows/row";
import {
  type Difference,
  differencesCsv,
  differencesText,
  type Found,
  isSame,
  type Reconciliation,
  type Telling,
} from "../facts/differences";
import { progressDisplay } from "../print/progress";
import type { Outcome } from "./action";
import { type TaskDefinition, types } from "./definition";
import { addJson } from "./params";
import { requireOneForm } from "./parse";

/** How a task is told which database to compare with the chain. */
export interface ReconciliationArgs {
  readonly from: string;
  readonly query?: string;
  readonly csv: boolean;
  readonly json: boolean;
}

/** @param gives what `--query` has to give */
export function addReconciliation(definition: TaskDefinition, gives: string, { table }: RowSubject): TaskDefinition {
  return addJson(
    definition
      .addParam("from", "A CSV, NDJSON or SQLite file, or a PostgreSQL URL", undefined, types.string)
      .addOptionalParam("query", `SQL that gives ${gives} (else the table ${table})`, undefined, types.string)
      .addFlag("csv", "Print the differences as CSV instead of text; times are Unix seconds"),
  );
}

/** A comparison under way: it is given the rows, notes every difference, and tells how far it is. */
type Compare<D extends Difference> = (
  rows: AsyncIterable<MemberRow> | Iterable<MemberRow>,
  note: (difference: D) => void,
  onProgress: OnProgress,
) => Promise<Found>;

/** Compares a database with the chain, and tells every difference; exit code 3 where there is one. */
export async function reconciliation<D extends Difference>(
  { from, query, csv, json }: ReconciliationArgs,
  subject: RowSubject,
  telling: Telling<D>,
  compare: Compare<D>,
): Promise<Outcome<Reconciliation<D>>> {
  requireOneForm({ csv, json });
  const rows = await openRows(from, query, subject, process.cwd());
  const display = progressDisplay();
  const differences: D[] = [];
  try {
    const found = await compare(rows, (difference) => void differences.push(difference), display.show.bind(display));
    const result = { ...found, differences };
    const text = csv ? differencesCsv(result, telling) : differencesText(result, telling);
    return { result, text, ...(isSame(result) ? {} : { exitCode: 3 as const }) };
  } finally {
    display.end();
  }
}
