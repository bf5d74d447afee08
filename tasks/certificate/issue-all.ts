import { type Issued, issueMany } from "../../lib/certificates/bulk/issue-many";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { countOf } from "../../lib/count-of";
import { home } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { makeFolder } from "../../lib/store/folder";
import { shelfOf } from "../../lib/works/home/shelf";
import type { Outcome } from "../shared/command/action";
import { untilInterrupted } from "../shared/command/interrupt";
import { withCatalogue } from "../shared/open/catalogue";
import { fields, indented, whole } from "../shared/print/output";
import { progressDisplay } from "../shared/print/progress";
import { type Which, worksMeant } from "./works-meant";
import type { Vouchers } from "./write";

const FOR_ALL = 0o755;

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
      const { total, works } = await worksMeant(which, catalogue, shelf);
      let seen = 0;
      for await (const issued of issueMany({ colophon, catalogue, shelf, folder, checkpoints, trust }, works)) {
        counts[issued.outcome] += 1;
        if (issued.outcome === "refused") refused.push(issued);
        display.show({ stage: "Issuing", done: ++seen, total, unit: "works" });
        if (interrupt.signal.aborted) throw stopped(counts.written + counts["is there"]);
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
