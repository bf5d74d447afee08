import { exportFiles, type ExportOf, publicWorks } from "../../lib/catalogue/export/make";
import { writeExport, type WrittenExport } from "../../lib/catalogue/export/write";
import { eachWork, type WorkFilter } from "../../lib/catalogue/query";
import { certificateIn, certifiedIn } from "../../lib/certificates/bulk/in-folder";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { chainTime } from "../../lib/chain/rpc/time";
import { countOf } from "../../lib/count-of";
import { home } from "../../lib/env";
import type { Listed, OddEntry } from "../../lib/store/folder";
import { shelfOf } from "../../lib/works/home/shelf";
import type { Outcome } from "../shared/command/action";
import { untilInterrupted } from "../shared/command/interrupt";
import { withCatalogue } from "../shared/open/catalogue";
import { fields, whole, withOdd } from "../shared/print/output";

/** An export that was written. */
interface Exported extends WrittenExport {
  readonly folder: string;
  readonly works: number;
  /** Works whose certificates are in it. */
  readonly certificates: number;
  /** Works that have none in the folder that was named; undefined where none was. */
  readonly withoutCertificate: number | undefined;
  /** Files that are named as certificates and are none of their works. */
  readonly odd: readonly OddEntry[];
}

/** What an export is of. */
export interface Exporting {
  readonly filter: WorkFilter;
  readonly withAnchored: boolean;
  /** The folder of certificates that go with it. */
  readonly certificates: string | undefined;
}

/** Writes what is public of the works that fit into a folder, from which the page searches and shows them. */
export async function exportWorks(
  colophon: Colophon,
  folder: string,
  { filter, withAnchored, certificates }: Exporting,
): Promise<Outcome<Exported>> {
  const shelf = shelfOf(colophon, home());
  const asOf = await chainTime(colophon.provider);
  const of = { chainId: Number(colophon.chainId), registry: shelf.registry, asOf };
  const { sound, odd } = await certified(certificates, of);
  return withCatalogue(async (catalogue) => {
    const works = publicWorks(eachWork(catalogue, shelf, filter, "newest", asOf), withAnchored, new Set(sound));
    const files = exportFiles(
      works,
      of,
      certificates === undefined ? undefined : (id) => certificateIn(certificates, id),
    );
    const interrupt = untilInterrupted(() => undefined);
    const written = await writeExport(folder, files, interrupt.signal).finally(() => {
      interrupt.end();
    });
    const shown = works.filter(({ certificate }) => certificate).length;
    const lacking = certificates === undefined ? undefined : works.length - shown;
    const text = fields([
      ["Exported", `${countOf(works.length, "work")}, in ${countOf(written.files, "file")}`],
      ["Certificates", certificates && countOf(shown, "work")],
      ["Without one", lacking ? countOf(lacking, "work") : undefined],
      ["Folder", whole(folder)],
      ["Next", whole(`npm run portal -- --catalogue ${folder}`)],
    ]);
    return {
      result: { folder, works: works.length, certificates: shown, withoutCertificate: lacking, odd, ...written },
      text: withOdd(text, odd),
    };
  });
}

async function certified(folder: string | undefined, { chainId, registry }: ExportOf): Promise<Listed<string>> {
  return folder === undefined ? { sound: [], odd: [] } : certifiedIn(folder, { chainId, address: registry });
}
