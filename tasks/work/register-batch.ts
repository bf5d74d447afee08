import { BATCH_MODES } from "../../lib/batch/file/format";
import type { BadRow } from "../../lib/batch/prepare/row";
import { type BulkResult, registerBulk } from "../../lib/batch/run/bulk";
import { patternsIn, type Selection } from "../../lib/batch/source/selection";
import { openSource, SOURCE_FORMATS } from "../../lib/batch/source/source";
import { home } from "../../lib/env";
import { firstOf } from "../../lib/first-of";
import { shelfOf } from "../../lib/works/shelf";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { untilInterrupted } from "../shared/command/interrupt";
import { addAccount, addJson, addMetadataFrom, type MetadataFromArgs } from "../shared/command/params";
import { parseChoice } from "../shared/command/parse";
import { workScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { followUp } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { isFromFiles } from "../shared/open/work-args";
import { batchFields } from "../shared/print/batch-fields";
import { fields } from "../shared/print/output";
import { progressDisplay } from "../shared/print/progress";

interface Args extends MetadataFromArgs {
  readonly from: string;
  readonly format?: string;
  readonly include?: string;
  readonly exclude?: string;
  readonly mode: string;
  readonly skipBad: boolean;
  readonly again: boolean;
  readonly account?: string;
}

const definition = workScope
  .task("register-batch", "Registers many files at once; run it again after whatever stopped it, and it goes on")
  .addParam("from", "A folder, a CSV or NDJSON file, a list of paths (.txt), or - for stdin", undefined, types.string)
  .addOptionalParam(
    "format",
    `What the source is, where its name does not say it: ${SOURCE_FORMATS.join(", ")}`,
    undefined,
    types.string,
  )
  .addOptionalParam("include", "Of a folder, only the files that match: *.txt,drawings/**", undefined, types.string)
  .addOptionalParam("exclude", "Of a folder, not what matches: drafts,*.bak", undefined, types.string)
  .addOptionalParam(
    "mode",
    "anchor: one root for all, titles on demand; direct: a title for each",
    "anchor",
    types.string,
  )
  .addFlag("skipBad", "Leave out rows that cannot be registered, instead of stopping")
  .addFlag("again", "Anchor works once more that have a date already");

addJson(addAccount(addMetadataFrom(definition))).setAction(
  action(async (args: Args, hre) => {
    const mode = parseChoice(args.mode, "--mode", BATCH_MODES);
    const format = args.format === undefined ? undefined : parseChoice(args.format, "--format", SOURCE_FORMATS);
    const { from, skipBad } = args;
    const source = await openSource({
      from,
      format,
      selection: selectionIn(args),
      stdin: process.stdin,
      cwd: process.cwd(),
    });
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, args.account, "publisher");
    const shelf = shelfOf(colophon, home());

    const display = progressDisplay();
    const interrupt = untilInterrupted(display.end);
    const { signal } = interrupt;
    try {
      const order = {
        source,
        from: from === "-" ? "stdin" : from,
        mode,
        shelf,
        skipBad,
        again: args.again,
        fromFiles: isFromFiles(args),
        signal,
        onProgress: display.show,
      };
      const result = await registerBulk(colophon, wallet, order);
      await followUp(colophon);

      const isOthers = result.notTaken.some(({ owner }) => owner !== result.owner);
      return { result, text: bulkText(result), ...(isOthers ? { exitCode: 3 as const } : {}) };
    } finally {
      display.end();
      interrupt.end();
    }
  }),
);

function selectionIn({ include, exclude }: Args): Selection {
  return {
    ...(include === undefined ? {} : { include: patternsIn(include) }),
    ...(exclude === undefined ? {} : { exclude: patternsIn(exclude) }),
  };
}

function bulkText(result: BulkResult): string {
  const { skipped, unused, notTaken } = result;
  const others = notTaken.map(({ line, name, reason, owner }) => {
    const by = owner === undefined ? "" : ` by ${owner}`;
    return `line ${line}, ${name}: ${reason}${by}`;
  });
  return fields([
    ...batchFields(result),
    ["Known", result.known === 0 ? undefined : `${result.known} works were there: they keep their date`],
    ["Not taken", others.length === 0 ? undefined : firstOf(others)],
    ["Left out", linesOf(skipped)],
    ["Not used", linesOf(unused)],
    ["Passed over", passedOver(result.leftOut)],
  ]);
}

/** What of a folder is no work, counted: who misses a file sees where it went. */
function passedOver({ system, links, excluded }: BulkResult["leftOut"]): string | undefined {
  const parts = [
    system > 0 ? `${system} hidden or of the system` : "",
    links > 0 ? `${links} symbolic ${links === 1 ? "link" : "links"}` : "",
    excluded > 0 ? `${excluded} by --include or --exclude` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? undefined : parts.join(", ");
}

function linesOf(rows: readonly BadRow[]): string[] | undefined {
  const lines = rows.map(({ line, problems }) => `line ${line}: ${problems.join("; ")}`);
  return lines.length === 0 ? undefined : firstOf(lines);
}
