import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { findCommittee, openCommittee, type Sitting } from "../../../lib/committee/committee";
import { deploymentsFolder } from "../../../lib/env";
import type { CommandContext } from "../command/context";
import { open } from "./open";

/** The deployment on the network of this run, with its committee. */
export async function openSitting(hre: CommandContext): Promise<{ colophon: Colophon; sitting: Sitting }> {
  const colophon = await open(hre);
  return { colophon, sitting: await openCommittee(colophon, await addressOf(hre)) };
}

/** The committee on the network of this run; undefined where none was deployed. */
export async function findSitting(hre: CommandContext, colophon: Colophon): Promise<Sitting | undefined> {
  const address = await addressOf(hre);
  return address === undefined ? undefined : openCommittee(colophon, address);
}

async function addressOf({ network, deployments }: CommandContext): Promise<string | undefined> {
  if (network.config.url !== undefined) return findCommittee(deploymentsFolder(), network.name);
  return (await deployments?.getOrNull("Committee"))?.address;
}
