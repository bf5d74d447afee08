import type { DeployFunction } from "hardhat-deploy/types";

import { grantRole, grantWords } from "../lib/chain/contracts/grant-role";
import { ROLES } from "../lib/chain/contracts/roles";
import { namedAccount } from "../lib/chain/development/named-account";

/** Lets titles follow the accounts for which Recovery has found a successor, and nobody else's word. */
const grantRecovery: DeployFunction = async ({ deployments, ethers, getNamedAccounts }) => {
  const deployer = await ethers.getSigner(await namedAccount(getNamedAccounts, "deployer"));
  const { address } = await deployments.get("AccessManager");
  const manager = await ethers.getContractAt("AccessManager", address, deployer);
  const recovery = await deployments.get("Recovery");
  const hash = await grantRole(manager, ROLES.RECOVERY, recovery.address);
  deployments.log(grantWords("RECOVERY", recovery.address, hash));
};

grantRecovery.tags = ["recovery-role"];
grantRecovery.dependencies = ["function-roles"];
export default grantRecovery;
