import { BatchFile } from "../../lib/batch/file/batch-file";
import { workPages } from "../../lib/batch/file/work-pages";
import { openPool } from "../../lib/batch/prepare/pool";
import type { Catalogue } from "../../lib/catalogue/catalogue";
import { hashesIn } from "../../lib/catalogue/query";
import { type Issued, issueMany } from "../../lib/certificates/bulk/issue-many";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { countOf } from "../../lib/count-of";
import { home } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { chunksOf } from "../../lib/in-order";
import { makeFolder } from "../../lib/store/folder";
import type { Shelf } from "../../lib/store/records";
import { shelfOf } from "../../lib/works/shelf";
import type { Outcome } from "../shared/command/action";
import { untilInterrupted } from "../shared/command/interrupt";
import { withCatalogue } from "../shared/open/catalogue";
import { filesIn } from "../shared/open/files-in";
import { fields, indented, whole } from "../shared/print/output";
import { progressDisplay } from "../shared/print/progress";
import type { Vouchers } from "./write";

const FOR_ALL = 0o755;
/** Files that are hashed together. */
const FILES_AT_ONCE = 1_024;

/** Which works are meant: those of a batch file, of a folder or a list of files, or all of this home. */
export interface Which {
  readonly batch?: string | undefined;
  readonly from?: string | undefined;
}

/** How a run ended. */
interface Issuing {
  readonly folder: string;
  readonly written: number;
  /** Certificates that were there and have the newest event. */
  readonly there: number;
  /** Works that have no title. */
  readonly untitled: number;
  readonly refused: readonly Issued[];
}

/** Issues the certificates of all works that are meant and have a title, into a folder. */
export async function issueAll(
  colophon: Colophon,
  which: Which,
  { folder, checkpoints, trust }: Vouchers & { readonly folder: string },
): Promise<Outcome<Issuing>> {
  const display = progressDisplay();
  const interrupt = untilInterrupted(display.end);
  const counts = { written: 0, "is there": 0, "no title": 0, refused: 0 };
  const refused: Issued[] = [];
  try {
    await withCatalogue(async (catalogue) => {
      const shelf = shelfOf(colophon, home());
      await makeFolder(folder, FOR_ALL);
      const works = worksOf(which, catalogue, shelf);
      for await (const issued of issueMany({ colophon, catalogue, shelf, folder, checkpoints, trust }, works)) {
        counts[issued.outcome] += 1;
        if (issued.outcome === "refused") refused.push(issued);
        const done = counts.written + counts["is there"] + refused.length;
        display.show({ stage: "Issuing", done, total: undefined, unit: "certificates" });
        if (interrupt.signal.aborted) throw stopped(done - refused.length);
      }
    });
  } finally {
    display.end();
    interrupt.end();
  }
  const result = { folder, written: counts.written, there: counts["is there"], untitled: counts["no title"], refused };
  const head = fields([
    ["Certificates", whole(folder)],
    ["Written", countOf(result.written, "certificate")],
    ["There", result.there === 0 ? undefined : `${result.there} that have the newest event`],
    ["Left out", result.untitled === 0 ? undefined : `${countOf(result.untitled, "work")} without a title`],
    ["Refused", refused.length === 0 ? undefined : countOf(refused.length, "work")],
  ]);
  const lines = refused.flatMap(({ work, problem }) => indented([`${work}: ${problem}`]));
  return { result, text: [head, ...lines].join("\n"), ...(refused.length === 0 ? {} : { exitCode: 3 as const }) };
}

function stopped(done: number): ColophonError {
  return new ColophonError(`Stopped: ${countOf(done, "certificate")} done`, {
    code: "Stopped",
    advice: "Run the same command again, and it goes on.",
  });
}

async function* worksOf({ batch, from }: Which, catalogue: Catalogue, shelf: Shelf): AsyncGenerator<string> {
  if (batch !== undefined) yield* worksInBatch(batch);
  else if (from !== undefined) yield* worksInFiles(from);
  else yield* hashesIn(catalogue, shelf);
}

function* worksInBatch(path: string): Generator<string> {
  const batch = BatchFile.open(path, "read");
  try {
    for (const page of workPages(batch)) yield* page.map(([, , , contentHash]) => `0x${contentHash}`);
  } finally {
    batch.close();
  }
}

/** @throws ColophonError where a file cannot be read: whoever names files means all of them */
async function* worksInFiles(from: string): AsyncGenerator<string> {
  const pool = openPool();
  try {
    for await (const files of chunksOf(filesIn(from), FILES_AT_ONCE)) {
      for (const hashed of await pool.hashFiles(files.map(({ path }) => path))) {
        if ("contentHash" in hashed) yield hashed.contentHash;
        else throw new ColophonError(hashed.problem, { code: "BadRows", exitCode: 2 });
      }
    }
  } finally {
    await pool.close();
  }
}
