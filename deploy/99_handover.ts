import type { HardhatRuntimeEnvironment } from "hardhat/types";
import type { DeployFunction } from "hardhat-deploy/types";

import { grantRole, grantWords } from "../lib/chain/contracts/grant-role";
import { ROLES } from "../lib/chain/contracts/roles";
import { namedAccount } from "../lib/chain/development/named-account";
import { ColophonError } from "../lib/errors";
import type { AccessManager } from "../typechain-types";

const untilAccepted = (network: string): string =>
  "The deployer stays admin until the committee accepts, by its first vote: " +
  `npx hardhat committee propose --what accept --network ${network}`;
const ACCEPTED = "The committee has accepted: the deployer is no admin any more";
const notInCharge = (committee: string): string =>
  `The committee ${committee} is NOT in charge: the role ADMIN was handed to another account before it was named. ` +
  "On the embedded chain begin anew, with COLOPHON_COMMITTEE set: README.md says how";

/**
 * The last step: the committee is named, and accepts by its first vote, which takes the deployer's role. On a chain for
 * trying things out that has no committee, the development account `admin` gets the role at once.
 */
const handOver: DeployFunction = async (hre) => {
  const { deployments, ethers, getNamedAccounts } = hre;
  const deployer = await namedAccount(getNamedAccounts, "deployer");
  const { address } = await deployments.get("AccessManager");
  const manager = await ethers.getContractAt("AccessManager", address, await ethers.getSigner(deployer));
  const isAdmin = async (): Promise<boolean> => (await manager.hasRole(ROLES.ADMIN, deployer))[0];

  // It says null, and gives undefined.
  const committee = (await deployments.getOrNull("Committee")) ?? undefined;
  if (committee !== undefined) {
    if (await isAdmin()) await grant(hre, manager, committee.address);
    const [isInCharge] = await manager.hasRole(ROLES.ADMIN, committee.address);
    if (await isAdmin()) deployments.log(untilAccepted(hre.network.name));
    else deployments.log(isInCharge ? ACCEPTED : notInCharge(committee.address));
    return;
  }

  const admin: string | undefined = (await getNamedAccounts())["admin"];
  if (admin === undefined) {
    deployments.log(`ADMIN stays with the deployer: set COLOPHON_COMMITTEE and run the tag "handover" to move it`);
    return;
  }
  if (admin === deployer)
    throw new ColophonError("The admin to hand over to is the deployer itself", {
      code: "AdminIsDeployer",
      advice: "Name another account.",
    });
  await grant(hre, manager, admin);
  if (!(await isAdmin())) {
    deployments.log("ADMIN was given up by the deployer: already set");
    return;
  }
  const transaction = await manager.renounceRole(ROLES.ADMIN, deployer);
  await transaction.wait();
  if (await isAdmin()) throw new Error(`the deployer is still admin after transaction ${transaction.hash}`);
  deployments.log(`ADMIN given up by the deployer (tx ${transaction.hash})`);
};

async function grant({ deployments }: HardhatRuntimeEnvironment, manager: AccessManager, to: string): Promise<void> {
  const granted = await grantRole(manager, ROLES.ADMIN, to);
  deployments.log(grantWords("ADMIN", to, granted));
}

handOver.tags = ["handover"];
handOver.dependencies = [
  ...["Committee", "IdentityRegistry", "KeyAccounts", "CredentialRegistry", "ForeignTitles"],
  ...["role-members", "recovery-role", "embedded-publisher"],
];
export default handOver;
