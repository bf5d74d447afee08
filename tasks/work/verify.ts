import { resolve } from "node:path";

import { BatchFile } from "../../lib/batch/file/batch-file";
import { requireSameRegistry } from "../../lib/batch/run/same-registry";
import { batchesWith } from "../../lib/catalogue/query";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { home } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { hashFile } from "../../lib/hashing/hash-file";
import { type Evidence, isEvidence, readRecordOrEvidence } from "../../lib/store/evidence";
import type { WorkRecord } from "../../lib/store/records";
import { OpenBatches } from "../../lib/works/home/anchored";
import { shelfOf } from "../../lib/works/home/shelf";
import { type DescribedVerification, verifyDescribed } from "../../lib/works/reading/verify-files";
import { action, type Outcome } from "../shared/command/action";
import type { CommandContext } from "../shared/command/context";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { requireOneForm } from "../shared/command/parse";
import { workScope } from "../shared/command/scopes";
import { verificationText } from "../shared/facts/verification";
import { withCatalogue } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { verifyMany } from "./verify/many";

interface Args {
  readonly files: readonly string[] | undefined;
  readonly file?: string;
  readonly from?: string;
  readonly record?: string;
  readonly batch?: string;
  readonly csv: boolean;
  readonly json: boolean;
}

const definition = workScope
  .task("verify", "Says of a file, or of many, whether it is registered, by whom and since when")
  .addOptionalVariadicPositionalParam("files", "Files to verify, where there are several", undefined, types.string)
  .addOptionalParam("file", "The one file to verify", undefined, types.string)
  .addOptionalParam(
    "from",
    "A folder of files, a list of paths (.txt), or - for a list on stdin",
    undefined,
    types.string,
  )
  .addOptionalParam(
    "record",
    "A saved record, or evidence of an anchor, to compare with the chain",
    undefined,
    types.string,
  )
  .addOptionalParam("batch", "A batch file that may have the work, beside those of the store", undefined, types.string)
  .addFlag("csv", "Print CSV instead of text, where there are several files; times are Unix seconds");

addJson(definition).setAction(
  action(async (args: Args, hre): Promise<Outcome<unknown>> => {
    const { files = [], from, csv, json } = args;
    const ways = [args.file, from, files[0]].filter((way) => way !== undefined);
    if (ways.length !== 1) {
      throw new ColophonError("Name what to verify in one way: --file FILE, several files, or --from", {
        code: "WorkNotNamed",
        advice: "Several files stand without --file: work verify A B C.",
        exitCode: 2,
      });
    }
    requireOneForm({ csv, json });
    if (csv && args.file !== undefined) {
      throw new ColophonError("--csv is for several files", {
        code: "WrongParameter",
        advice: "Name the file without --file, or ask for --json.",
        exitCode: 2,
      });
    }
    if (args.file !== undefined) return verifyOne(hre, args.file, args);
    if (args.record !== undefined || args.batch !== undefined) {
      throw new ColophonError("--record and --batch are for one file", {
        code: "WrongParameter",
        advice: "Name it by --file.",
        exitCode: 2,
      });
    }
    return verifyMany(await open(hre), from ?? files, csv);
  }),
);

async function verifyOne(
  context: CommandContext,
  file: string,
  { record: recordPath, batch }: Args,
): Promise<Outcome<DescribedVerification>> {
  const record = recordPath === undefined ? undefined : await readRecordOrEvidence(recordPath);
  const colophon = await open(context, record && registryIn(record));
  const named = batch === undefined ? [] : [ofRegistry(colophon, batch)];
  const shelf = shelfOf(colophon, home());
  const hashed = { file, ...(await hashFile(file)) };
  const { known, damaged } = await withCatalogue((catalogue) => ({
    known: batchesWith(catalogue, shelf, [hashed.contentHash]).get(hashed.contentHash) ?? [],
    damaged: catalogue.unreadable.filter(({ path }) => path.startsWith("batches/")).map(({ problem }) => problem),
  }));
  const batches = [...new Set([...named, ...known])];
  const opened = new OpenBatches(colophon);
  try {
    const found = await verifyDescribed({ colophon, shelf }, hashed, { record, batches, open: opened });
    const result = { ...found, unreadable: [...new Set([...found.unreadable, ...damaged])] };
    return { result, text: verificationText(result), ...(result.verified ? {} : { exitCode: 3 as const }) };
  } finally {
    opened.close();
  }
}

function registryIn(record: WorkRecord | Evidence): string {
  return isEvidence(record) ? record.anchor.registry : record.registration.registry;
}

/** The path of a batch file that is one, and this registry's: somebody named it, so it is not passed over in silence. */
function ofRegistry(colophon: Colophon, path: string): string {
  const batch = BatchFile.open(path, "read");
  try {
    requireSameRegistry(batch, colophon);
  } finally {
    batch.close();
  }
  return resolve(path);
}
