import type { DeployFunction } from "hardhat-deploy/types";

import { namedAccount } from "../lib/chain/development/named-account";

/** Successors of lost accounts. The committee may decide there, as the admin. */
const deployRecovery: DeployFunction = async ({ deployments, getNamedAccounts }) => {
  const deployer = await namedAccount(getNamedAccounts, "deployer");
  const manager = await deployments.get("AccessManager");
  const parties = await deployments.get("PartyRegistry");
  const registry = await deployments.get("WorkRegistry");
  await deployments.deploy("Recovery", {
    from: deployer,
    args: [manager.address, parties.address, registry.address],
    log: true,
    skipIfAlreadyDeployed: true,
  });
};

deployRecovery.tags = ["Recovery"];
deployRecovery.dependencies = ["AccessManager", "PartyRegistry", "WorkRegistry"];
export default deployRecovery;
