import { Contract, getAddress } from "ethers";

import type { AccessManager, Committee, Seats } from "../../typechain-types";
import { ARTIFACTS } from "../chain/contracts/artifacts";
import type { Colophon } from "../chain/contracts/colophon";
import { governance } from "../chain/contracts/governance";
import { ROLES } from "../chain/contracts/roles";
import { ColophonError } from "../errors";

/** The committee of a deployment, for reading. */
export interface Sitting {
  readonly committee: Committee;
  readonly seats: Seats;
  /** The address of the contract for recoveries; undefined where it is not known. */
  readonly recovery: string | undefined;
  /** That of the contract for titles of other chains; undefined where it is not known. */
  readonly foreignTitles: string | undefined;
}

/** Where the contracts are that a committee decides about beside the registry's; undefined for what is not known. */
export type DecidedBeside = Partial<Pick<Sitting, "recovery" | "foreignTitles">>;

/**
 * Makes sure that what a committee decides can be carried out.
 * @throws ColophonError where it is not the admin of its deployment, not even beside whoever deployed
 */
export async function requireInCharge({ provider, deployment }: Colophon, { committee }: Sitting): Promise<void> {
  const { contract } = ARTIFACTS.AccessManager;
  // As above.
  const manager = new Contract(deployment.AccessManager.address, contract, provider) as unknown as AccessManager;
  const address = await committee.getAddress();
  const [isAdmin] = await manager.hasRole(ROLES.ADMIN, address);
  if (isAdmin) return;
  throw new ColophonError(
    `The committee at ${address} is not the admin of this deployment: nothing that it decides could be done`,
    {
      code: "CommitteeNotInCharge",
      advice:
        "A deployment whose admin is another account names none. On the embedded chain begin anew with COLOPHON_COMMITTEE set.",
    },
  );
}

/**
 * Opens the committee of a deployment.
 * @param address undefined where no file says it
 * @param beside the others, whose calls are read by them
 * @throws ColophonError where there is none, or it administers another deployment
 */
export async function openCommittee(
  colophon: Colophon,
  address: string | undefined,
  { recovery, foreignTitles }: DecidedBeside = {},
): Promise<Sitting> {
  const { provider, network, deployment } = colophon;
  if (address === undefined) {
    throw new ColophonError(`The deployment on the network "${network}" has no committee`, {
      code: "NoCommittee",
      advice:
        "Whoever deployed sets COLOPHON_COMMITTEE to the file of its members and runs the deploy scripts; the others copy the deployment files anew.",
    });
  }
  const { Committee: own, Seats: seats } = governance();
  // A Contract answers by its ABI; the types are made from the same ABI by TypeChain.
  const committee = new Contract(address, own.contract, provider) as unknown as Committee;
  if (getAddress(await committee.authority()) !== deployment.AccessManager.address) {
    throw new ColophonError(`The committee at ${address} administers another deployment than this one`, {
      code: "CommitteeOfOtherDeployment",
      advice: "Copy the deployment files whole from the member that deployed the contracts.",
    });
  }
  return {
    committee,
    seats: new Contract(await committee.seats(), seats.contract, provider) as unknown as Seats,
    recovery,
    foreignTitles,
  };
}
