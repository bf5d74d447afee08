import { requireAddress } from "../../lib/accounts/accounts";
import { BATCH_MODES } from "../../lib/batch/file/format";
import { registerBulk } from "../../lib/batch/run/bulk";
import { type BulkPlan, planBulk } from "../../lib/batch/run/plan";
import { patternsIn, type Selection } from "../../lib/batch/source/selection";
import { openSource, SOURCE_FORMATS } from "../../lib/batch/source/source";
import { home } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { shelfOf } from "../../lib/works/shelf";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { untilInterrupted } from "../shared/command/interrupt";
import { addAccount, addJson, addMetadataFrom, type MetadataFromArgs } from "../shared/command/params";
import { parseChoice } from "../shared/command/parse";
import { workScope } from "../shared/command/scopes";
import { bookOf, signer, signingAccount } from "../shared/open/accounts";
import { followUp } from "../shared/open/catalogue";
import { claimEach } from "../shared/open/claim-first";
import { open } from "../shared/open/open";
import { isFromFiles } from "../shared/open/work-args";
import { bulkText, planText, type RegisteredBulk } from "../shared/print/bulk-text";
import { progressDisplay } from "../shared/print/progress";

interface Args extends MetadataFromArgs {
  readonly from: string;
  readonly format?: string;
  readonly include?: string;
  readonly exclude?: string;
  readonly mode: string;
  readonly skipBad: boolean;
  readonly again: boolean;
  readonly dryRun: boolean;
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
  .addFlag("again", "Anchor works once more that have a date already")
  .addFlag("dryRun", "Say what would be registered, and how it is described; send and write nothing");

addJson(addAccount(addMetadataFrom(definition))).setAction(
  action(async (args: Args, hre) => {
    const mode = parseChoice(args.mode, "--mode", BATCH_MODES);
    const format = args.format === undefined ? undefined : parseChoice(args.format, "--format", SOURCE_FORMATS);
    const { from, skipBad, again } = args;
    if (again && mode === "direct") {
      throw new ColophonError("--again anchors works once more, and --mode direct anchors nothing", {
        code: "WrongParameter",
        exitCode: 2,
      });
    }
    const source = await openSource({
      from,
      format,
      selection: selectionIn(args),
      stdin: process.stdin,
      cwd: process.cwd(),
    });
    const colophon = await open(hre);
    const shelf = shelfOf(colophon, home());
    const wallet = args.dryRun ? undefined : await signer(colophon.chainId, args.account, "publisher");

    const display = progressDisplay();
    const interrupt = untilInterrupted(display.end);
    const { signal } = interrupt;
    try {
      const fromFiles = isFromFiles(args);
      const order = { source, mode, shelf, skipBad, again, fromFiles, signal, onProgress: display.show };
      if (wallet === undefined) {
        const owner = requireAddress(await signingAccount(bookOf(colophon.chainId), args.account, "publisher"));
        const plan = await planBulk(colophon, owner, order);
        return { result: planResult(plan), text: planText(plan) };
      }
      const registered = await registerBulk(colophon, wallet, order);
      await followUp(colophon);
      const claimed = await claimEach(colophon, wallet, registered.untitled, { display, signal });
      const result: RegisteredBulk = { ...registered, claimed };

      const isOthers = result.notTaken.some(({ owner }) => owner !== result.owner);
      return { result, text: bulkText(result), ...(isOthers ? { exitCode: 3 as const } : {}) };
    } finally {
      display.end();
      interrupt.end();
    }
  }),
);

/** With the metadata as documents. */
function planResult({ works, ...plan }: BulkPlan): object {
  return {
    ...plan,
    works: works.map(({ metadata, ...work }) => ({ ...work, metadata: JSON.parse(metadata) as unknown })),
  };
}

function selectionIn({ include, exclude }: Args): Selection {
  return {
    ...(include === undefined ? {} : { include: patternsIn(include) }),
    ...(exclude === undefined ? {} : { exclude: patternsIn(exclude) }),
  };
}
