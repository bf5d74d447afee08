import { exportFiles, publicWorks } from "../../lib/catalogue/export/make";
import { writeExport, type WrittenExport } from "../../lib/catalogue/export/write";
import { eachWork, type WorkFilter } from "../../lib/catalogue/query";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { chainTime } from "../../lib/chain/rpc/time";
import { countOf } from "../../lib/count-of";
import { home } from "../../lib/env";
import { shelfOf } from "../../lib/works/shelf";
import type { Outcome } from "../shared/command/action";
import { withCatalogue } from "../shared/open/catalogue";
import { fields, whole } from "../shared/print/output";

/** An export that was written. */
interface Exported extends WrittenExport {
  readonly folder: string;
  readonly works: number;
}

/** Writes what is public of the works that fit into a folder, from which the page searches and shows them. */
export async function exportWorks(
  colophon: Colophon,
  filter: WorkFilter,
  folder: string,
  withAnchored: boolean,
): Promise<Outcome<Exported>> {
  const shelf = shelfOf(colophon, home());
  const asOf = await chainTime(colophon.provider);
  return withCatalogue(async (catalogue) => {
    const works = publicWorks(eachWork(catalogue, shelf, filter, "newest", asOf), withAnchored);
    const of = { chainId: Number(colophon.chainId), registry: shelf.registry, asOf };
    const written = await writeExport(folder, exportFiles(works, of));
    const text = fields([
      ["Exported", `${countOf(works.length, "work")}, in ${countOf(written.files, "file")}`],
      ["Folder", whole(folder)],
      ["Next", whole(`npm run portal -- --catalogue ${folder}`)],
    ]);
    return { result: { folder, works: works.length, ...written }, text };
  });
}
