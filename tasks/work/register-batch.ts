import { requireAddress } from "../../lib/accounts/accounts";
import { BATCH_MODES } from "../../lib/batch/file/format";
import { patternsIn, type Selection } from "../../lib/batch/source/selection";
import { type OpenedSource, openSource, SOURCE_FORMATS } from "../../lib/batch/source/source";
import { home } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { shelfOf } from "../../lib/works/home/shelf";
import { action, type Outcome } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson, addMetadataFrom, addRedactable, type MetadataFromArgs } from "../shared/command/params";
import { fieldsNamed, parseChoice, parsePeriod } from "../shared/command/parse";
import { workScope } from "../shared/command/scopes";
import { bookOf, signer, signingAccount } from "../shared/open/accounts";
import { open } from "../shared/open/open";
import { isFromFiles } from "../shared/open/work-args";
import { planOnce, registerOnce } from "./register-batch/once";
import { keepRegistering } from "./register-batch/watch";

interface Args extends MetadataFromArgs {
  readonly from: string;
  readonly format?: string;
  readonly include?: string;
  readonly exclude?: string;
  readonly mode: string;
  readonly skipBad: boolean;
  readonly again: boolean;
  readonly rehash: boolean;
  readonly dryRun: boolean;
  readonly watch: boolean;
  readonly every: string;
  readonly json: boolean;
  readonly redactable?: string;
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
  .addFlag("rehash", "Read all files again, also those that are as they were when they were read before")
  .addFlag("dryRun", "Say what would be registered, and how it is described; send and write nothing")
  .addFlag("watch", "Go on: register what is new in the folder once a period, until Ctrl-C")
  .addOptionalParam("every", "The period of --watch: 90s, 10m, 1h, 1d", "1h", types.string);

addJson(addAccount(addRedactable(addMetadataFrom(definition)))).setAction(
  action(async (args: Args, hre): Promise<Outcome<unknown>> => {
    const mode = parseChoice(args.mode, "--mode", BATCH_MODES);
    const format = args.format === undefined ? undefined : parseChoice(args.format, "--format", SOURCE_FORMATS);
    const { from, skipBad, again, rehash } = args;
    if (args.watch && args.dryRun) {
      throw new ColophonError("Choose one of --watch and --dry-run", {
        code: "WrongParameter",
        advice: "See with --dry-run what would be registered, then watch.",
        exitCode: 2,
      });
    }
    if (again && mode === "direct") {
      throw new ColophonError("--again anchors works once more, and --mode direct anchors nothing", {
        code: "WrongParameter",
        advice: "Leave one of them out. A work that has a date keeps it.",
        exitCode: 2,
      });
    }
    const period = parsePeriod(args.every, "--every");
    const openWithout = async (moving?: ReadonlySet<string>): Promise<OpenedSource> => {
      const selection = { ...selectionIn(args), ...(moving === undefined ? {} : { moving }) };
      return openSource({ from, format, selection, stdin: process.stdin, cwd: process.cwd() });
    };
    const source = await openWithout();
    const colophon = await open(hre);
    const task = {
      ...{ mode, shelf: shelfOf(colophon, home()), skipBad, again, rehash },
      ...{ fromFiles: isFromFiles(args), redactable: fieldsNamed(args.redactable) },
    };
    if (args.dryRun) {
      const owner = requireAddress(await signingAccount(bookOf(colophon.chainId), args.account, "publisher"));
      return planOnce(colophon, owner, { ...task, source });
    }
    const wallet = await signer(colophon.chainId, args.account, "publisher");
    if (!args.watch) return registerOnce(colophon, wallet, { ...task, source });
    const watching = { folder: folderOf(source, from), period, every: args.every, openWithout, isTold: !args.json };
    return keepRegistering(colophon, wallet, task, watching);
  }),
);

/** @throws ColophonError, exit code 2, where the source is no folder */
function folderOf({ format, path }: OpenedSource, from: string): string {
  if (format === "directory" && path !== undefined) return path;
  throw new ColophonError(`--watch is for a folder, and ${from} is none`, {
    code: "NotAFolder",
    advice: "Name the folder of the files, or leave out --watch.",
    exitCode: 2,
  });
}

function selectionIn({ include, exclude }: Args): Selection {
  return {
    ...(include === undefined ? {} : { include: patternsIn(include) }),
    ...(exclude === undefined ? {} : { exclude: patternsIn(exclude) }),
  };
}
