import { openPool } from "../../../lib/batch/prepare/pool";
import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { formatTime } from "../../../lib/chain/rpc/time";
import { countOf } from "../../../lib/count-of";
import { home } from "../../../lib/env";
import { shelfOf } from "../../../lib/works/home/shelf";
import { type DescribedVerification, type NotVerified, verifyFiles } from "../../../lib/works/reading/verify-files";
import type { Outcome } from "../../shared/command/action";
import { answerOf } from "../../shared/facts/verification";
import { withCatalogue } from "../../shared/open/catalogue";
import { filesIn } from "../../shared/open/files-in";
import { csv } from "../../shared/print/csv";
import { COLUMNS, fields, indented, whole, wrapped } from "../../shared/print/output";
import { progressDisplay } from "../../shared/print/progress";
import { verdict as said } from "../../shared/print/verdict";

type Verdict = DescribedVerification | NotVerified;

/** What is read of a file that is not verified. */
const NOT_READ = "NOT READ";

/** Verifies the files of a folder, of a list, or those that are named. @param from a path, "-" for stdin, or the files */
export async function verifyMany(
  colophon: Colophon,
  from: string | readonly string[],
  asCsv: boolean,
): Promise<Outcome<readonly Verdict[]>> {
  const display = progressDisplay();
  const pool = openPool();
  try {
    return await withCatalogue(async (catalogue) => {
      const verifying = { colophon, catalogue, shelf: shelfOf(colophon, home()) };
      const result: Verdict[] = [];
      for await (const verdict of verifyFiles(verifying, filesIn(from), pool)) {
        result.push(verdict);
        display.show({ stage: "Verifying", done: result.length, total: undefined, unit: "files" });
      }
      const isGood = result.every((verdict) => "verified" in verdict && verdict.verified);
      const text = asCsv ? csvOf(result) : textOf(result);
      return { result, text, ...(isGood ? {} : { exitCode: 3 as const }) };
    });
  } finally {
    display.end();
    await pool.close();
  }
}

function answer(verdict: Verdict): string {
  return "problem" in verdict ? NOT_READ : answerOf(verdict);
}

/** Since when a file is proven, in Unix seconds. */
function since(verdict: Verdict): number | undefined {
  return "problem" in verdict ? undefined : verdict.since?.time;
}

function textOf(verdicts: readonly Verdict[]): string {
  const counts = new Map<string, number>();
  for (const verdict of verdicts) counts.set(answer(verdict), (counts.get(answer(verdict)) ?? 0) + 1);
  const sums = [...counts].map(([word, number]) => `${word} ${number}`).join(", ");
  return [...verdicts.map(linesOf), ...wrapped(`${countOf(verdicts.length, "file")}: ${sums}`, COLUMNS)].join("\n");
}

/** The file with its answer, and below it what is known of it. */
function linesOf(verdict: Verdict): string {
  const isGood = "verified" in verdict && verdict.verified;
  const head = fields([[said(answer(verdict), isGood), whole(verdict.file)]]);
  if ("problem" in verdict) return [head, ...indented([verdict.problem])].join("\n");
  const time = since(verdict);
  const { title, author } = verdict.description ?? {};
  const known = [title, author, time === undefined ? undefined : `since ${formatTime(time)}`];
  const line = known.filter((word) => word !== undefined).join(", ");
  return [head, ...indented([verdict.contentHash, line])].join("\n");
}

function csvOf(verdicts: readonly Verdict[]): string {
  const head = ["file", "answer", "contentHash", "since", "owner", "title", "author", "batch", "problem"];
  return csv(
    head,
    verdicts.map((verdict) => {
      if ("problem" in verdict) return [verdict.file, answer(verdict), ...Array<undefined>(6), verdict.problem];
      const { file, contentHash, title, anchored, description, unreadable, differences } = verdict;
      const owner = title?.owner ?? anchored[0]?.owner;
      const wrong = [...unreadable, ...differences].join("; ") || undefined;
      const kept = [description?.title, description?.author, anchored[0]?.batch, wrong];
      return [file, answer(verdict), contentHash, since(verdict), owner, ...kept];
    }),
  );
}
