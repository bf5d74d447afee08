import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { openCommittee, type Sitting } from "../../../lib/committee/committee";
import type { CommandContext } from "../command/context";
import { findModuleOf, open } from "./open";

/** The deployment on the network of this run, with its committee. */
export async function openSitting(hre: CommandContext): Promise<{ colophon: Colophon; sitting: Sitting }> {
  const colophon = await open(hre);
  return { colophon, sitting: await openCommittee(colophon, ...(await placesIn(hre))) };
}

/** The committee on the network of this run; undefined where none was deployed. */
export async function findSitting(hre: CommandContext, colophon: Colophon): Promise<Sitting | undefined> {
  const [address, recovery] = await placesIn(hre);
  return address === undefined ? undefined : openCommittee(colophon, address, recovery);
}

/** Where the committee and the contract for recoveries are; undefined for what was not deployed. */
async function placesIn(hre: CommandContext): Promise<[committee: string | undefined, recovery: string | undefined]> {
  return [(await findModuleOf(hre, "Committee"))?.address, (await findModuleOf(hre, "Recovery"))?.address];
}
