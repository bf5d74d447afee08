import type { Colophon } from "../../../lib/chain/contracts/colophon";
import type { BesideName } from "../../../lib/chain/contracts/deployment";
import { type DecidedBeside, openCommittee, type Sitting } from "../../../lib/committee/committee";
import type { CommandContext } from "../command/context";
import { findModuleOf, open } from "./open";

/** The deployment on the network of this run, with its committee. */
export async function openSitting(hre: CommandContext): Promise<{ colophon: Colophon; sitting: Sitting }> {
  const colophon = await open(hre);
  return { colophon, sitting: await openCommittee(colophon, ...(await placesIn(hre))) };
}

/** The committee on the network of this run; undefined where none was deployed. */
export async function findSitting(hre: CommandContext, colophon: Colophon): Promise<Sitting | undefined> {
  const [address, beside] = await placesIn(hre);
  return address === undefined ? undefined : openCommittee(colophon, address, beside);
}

/** Where the committee is, and what it decides about; undefined for what was not deployed. */
async function placesIn(hre: CommandContext): Promise<[committee: string | undefined, beside: DecidedBeside]> {
  const placeOf = async (name: BesideName): Promise<string | undefined> => (await findModuleOf(hre, name))?.address;
  return [
    await placeOf("Committee"),
    { recovery: await placeOf("Recovery"), foreignTitles: await placeOf("ForeignTitles") },
  ];
}
