import type { DeployFunction } from "hardhat-deploy/types";

import { FUNCTION_ROLES, ROLES } from "../lib/chain/contracts/roles";
import { namedAccount } from "../lib/chain/development/named-account";

/** Tells the AccessManager which role each restricted function asks for. */
const setFunctionRoles: DeployFunction = async ({ deployments, ethers, getNamedAccounts }) => {
  const deployer = await ethers.getSigner(await namedAccount(getNamedAccounts, "deployer"));
  const { address } = await deployments.get("AccessManager");
  const manager = await ethers.getContractAt("AccessManager", address, deployer);

  for (const [contractName, functions] of Object.entries(FUNCTION_ROLES)) {
    const deployment = await deployments.get(contractName);
    const contract = await ethers.getContractAt(contractName, deployment.address);
    for (const [functionName, role] of Object.entries(functions)) {
      const name = `${contractName}.${functionName} -> ${role}`;
      const selector = contract.getFunction(functionName).fragment.selector;
      const isSet = async (): Promise<boolean> =>
        (await manager.getTargetFunctionRole(deployment.address, selector)) === ROLES[role];
      if (await isSet()) {
        deployments.log(`${name}: already set`);
        continue;
      }
      const transaction = await manager.setTargetFunctionRole(deployment.address, [selector], ROLES[role]);
      await transaction.wait();
      if (!(await isSet())) throw new Error(`${name}: not so after transaction ${transaction.hash}`);
      deployments.log(`${name}: set (tx ${transaction.hash})`);
    }
  }
};

setFunctionRoles.tags = ["function-roles"];
setFunctionRoles.dependencies = ["PartyRegistry", "WorkRegistry", "Recovery", "ForeignTitles"];
export default setFunctionRoles;
