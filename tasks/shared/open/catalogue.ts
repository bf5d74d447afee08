import { Catalogue } from "../../../lib/catalogue/catalogue";
import { type AskedWork, seeBlocks, seeWorks } from "../../../lib/catalogue/see";
import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { home } from "../../../lib/env";
import { shelfOf } from "../../../lib/works/home/shelf";
import { printable } from "../print/printable";
import { asTyped } from "../print/program";

/** Opens the catalogue of this home, up to date, and closes it again. What could not be read is named on stderr. */
export async function withCatalogue<R>(use: (catalogue: Catalogue) => R | Promise<R>): Promise<R> {
  const catalogue = await Catalogue.open(home());
  try {
    for (const { path, problem } of catalogue.unreadable) console.error(printable(`Left out ${path}: ${problem}`));
    return await use(catalogue);
  } finally {
    catalogue.close();
  }
}

/**
 * Brings the catalogue up to date after a command has written. What the command did is done: where the catalogue cannot
 * follow, it says so and does not fail; whoever reads the catalogue next brings it up to date.
 * @param works those of which the chain now says something else, and neither a record nor a batch file tells it
 */
export async function followUp(colophon: Colophon, works: readonly AskedWork[] = []): Promise<void> {
  try {
    const shelf = shelfOf(colophon, home());
    if (works.length > 0) await seeWorks(colophon, shelf, works);
    const catalogue = await Catalogue.open(home());
    try {
      await seeBlocks(colophon, catalogue, shelf);
    } finally {
      catalogue.close();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(
      asTyped(
        printable(`The catalogue does not have it yet (${reason}). Bring it up to date with: npx hardhat work index`),
      ),
    );
  }
}
