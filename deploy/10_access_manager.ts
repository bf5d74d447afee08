import type { DeployFunction } from "hardhat-deploy/types";

import { namedAccount } from "../lib/chain/development/named-account";

/** The one authority. Its first admin is the deployer, until the hand-over. */
const deployAccessManager: DeployFunction = async ({ deployments, getNamedAccounts }) => {
  const deployer = await namedAccount(getNamedAccounts, "deployer");
  await deployments.deploy("AccessManager", {
    from: deployer,
    args: [deployer],
    log: true,
    skipIfAlreadyDeployed: true,
  });
};

deployAccessManager.tags = ["AccessManager"];
export default deployAccessManager;
