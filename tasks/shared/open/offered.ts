import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { home } from "../../../lib/env";
import { shelfOf } from "../../../lib/works/home/shelf";
import { type OfferedWork, showOffered } from "../../../lib/works/reading/offered";
import { withCatalogue } from "./catalogue";

/** What the chain and the metadata kept in this home say of some works. */
export async function offeredWorks(colophon: Colophon, workIds: readonly bigint[]): Promise<OfferedWork[]> {
  const shelf = shelfOf(colophon, home());
  return withCatalogue(async (catalogue) => {
    const works: OfferedWork[] = [];
    for (const workId of workIds) works.push(await showOffered(colophon, catalogue, shelf, workId));
    return works;
  });
}
