import type { DeployFunction } from "hardhat-deploy/types";

import { grantRole, grantWords } from "../lib/chain/contracts/grant-role";
import { ROLES } from "../lib/chain/contracts/roles";
import { namedAccount } from "../lib/chain/development/named-account";

const MEMBERS = { adjudicator: "ADJUDICATOR", guardian: "GUARDIAN" } as const;

/** Gives the first members their roles. An account that is not named is left out: the admin can grant the role later. */
const grantRoles: DeployFunction = async ({ deployments, ethers, getNamedAccounts }) => {
  const deployer = await ethers.getSigner(await namedAccount(getNamedAccounts, "deployer"));
  const { address } = await deployments.get("AccessManager");
  const manager = await ethers.getContractAt("AccessManager", address, deployer);
  const accounts: Record<string, string | undefined> = await getNamedAccounts();

  for (const [name, role] of Object.entries(MEMBERS)) {
    const member = accounts[name];
    if (member === undefined) {
      deployments.log(`${role}: no account named "${name}", left out`);
      continue;
    }
    const hash = await grantRole(manager, ROLES[role], member);
    deployments.log(grantWords(role, member, hash));
  }
};

grantRoles.tags = ["role-members"];
grantRoles.dependencies = ["function-roles"];
export default grantRoles;
