import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { openCommittee, type Sitting } from "../../../lib/committee/committee";
import type { CommandContext } from "../command/context";
import { findModuleOf, open } from "./open";

/** The deployment on the network of this run, with its committee. */
export async function openSitting(hre: CommandContext): Promise<{ colophon: Colophon; sitting: Sitting }> {
  const colophon = await open(hre);
  return { colophon, sitting: await openCommittee(colophon, (await findModuleOf(hre, "Committee"))?.address) };
}

/** The committee on the network of this run; undefined where none was deployed. */
export async function findSitting(hre: CommandContext, colophon: Colophon): Promise<Sitting | undefined> {
  const found = await findModuleOf(hre, "Committee");
  return found === undefined ? undefined : openCommittee(colophon, found.address);
}
