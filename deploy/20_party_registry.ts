import type { DeployFunction } from "hardhat-deploy/types";

import { namedAccount } from "../lib/chain/development/named-account";

const deployPartyRegistry: DeployFunction = async ({ deployments, getNamedAccounts }) => {
  const deployer = await namedAccount(getNamedAccounts, "deployer");
  const manager = await deployments.get("AccessManager");
  await deployments.deploy("PartyRegistry", {
    from: deployer,
    args: [manager.address],
    log: true,
    skipIfAlreadyDeployed: true,
  });
};

deployPartyRegistry.tags = ["PartyRegistry"];
deployPartyRegistry.dependencies = ["AccessManager"];
export default deployPartyRegistry;
