import { formatTime } from "../../lib/chain/rpc/time";
import { countOf } from "../../lib/count-of";
import { home } from "../../lib/env";
import { openRows } from "../../lib/reconcile/rows/open";
import { type Difference, type Reconciled, reconcileWorks } from "../../lib/reconcile/works";
import { shelfOf } from "../../lib/works/shelf";
import { action, type Outcome } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { requireOneForm } from "../shared/command/parse";
import { workScope } from "../shared/command/scopes";
import { withCatalogue } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { csv as csvOf } from "../shared/print/csv";
import { COLUMNS, fields, indented, whole, wrapped } from "../shared/print/output";
import { printable } from "../shared/print/printable";
import { progressDisplay } from "../shared/print/progress";
import { verdict } from "../shared/print/verdict";

interface Args {
  readonly from: string;
  readonly query: string;
  readonly csv: boolean;
  readonly json: boolean;
}

interface Result extends Reconciled {
  readonly differences: readonly Difference[];
}

const definition = workScope
  .task("reconcile", "Compares your own database with the chain: every work altered, missing or extra")
  .addParam("from", "A CSV, NDJSON or SQLite file, or a PostgreSQL URL", undefined, types.string)
  .addOptionalParam(
    "query",
    "SQL that gives content_hash and, as far as you have them, owner, metadata_hash, since, state",
    "SELECT * FROM works",
    types.string,
  )
  .addFlag("csv", "Print the differences as CSV instead of text; times are Unix seconds");

addJson(definition).setAction(
  action(async ({ from, query, csv, json }: Args, hre): Promise<Outcome<Result>> => {
    requireOneForm({ csv, json });
    const rows = await openRows(from, query, process.cwd());
    const colophon = await open(hre);
    const display = progressDisplay();
    const differences: Difference[] = [];
    try {
      const reconciled = await withCatalogue((catalogue) => {
        const shelf = shelfOf(colophon, home());
        const reconciling = { colophon, catalogue, shelf, onProgress: display.show.bind(display) };
        return reconcileWorks(reconciling, rows, (difference) => void differences.push(difference));
      });
      const result = { ...reconciled, differences };
      const isSame = differences.length === 0 && reconciled.problems.length === 0;
      return { result, text: csv ? asCsv(result) : asText(result), ...(isSame ? {} : { exitCode: 3 as const }) };
    } finally {
      display.end();
    }
  }),
);

function asText({ rows, same, differences, problems }: Result): string {
  const counts = new Map<string, number>();
  for (const { kind } of differences) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const sums = [...counts].map(([kind, number]) => `${number} ${kind}`);
  const sum = `${countOf(rows, "row")}: ${[`${same} agree with the chain`, ...sums].join(", ")}`;
  const wrong = problems.flatMap((problem) => wrapped(printable(`Left out ${problem}`), COLUMNS));
  return [...differences.map(linesOf), ...wrong, ...wrapped(sum, COLUMNS)].join("\n");
}

function linesOf(difference: Difference): string {
  const where = "row" in difference ? `row ${difference.row}` : "no row";
  const head = fields([[verdict(difference.kind.toUpperCase(), false), where]]);
  if (difference.kind === "unreadable") return [head, ...indented([difference.problem])].join("\n");
  return [head, ...indented([whole(difference.contentHash), ...saidOf(difference)])].join("\n");
}

function saidOf(difference: Exclude<Difference, { kind: "unreadable" }>): readonly string[] {
  if (difference.kind === "missing") return [`${difference.state}, since ${formatTime(difference.since)}`];
  if (difference.kind !== "altered") return [];
  const { field, theirs, chain } = difference;
  const shown = (value: string | number): string => (typeof value === "number" ? formatTime(value) : value);
  return [`${field} here   ${shown(theirs)}`, `${field} chain  ${shown(chain)}`];
}

function asCsv({ differences }: Result): string {
  return csvOf(
    ["kind", "row", "contentHash", "field", "theirs", "chain", "problem"],
    differences.map((one) => {
      const row = "row" in one ? one.row : undefined;
      if (one.kind === "unreadable") return [one.kind, row, undefined, undefined, undefined, undefined, one.problem];
      const sides = one.kind === "altered" ? [one.field, one.theirs, one.chain] : [];
      return [one.kind, row, one.contentHash, ...sides];
    }),
  );
}
