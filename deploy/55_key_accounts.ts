import type { DeployFunction } from "hardhat-deploy/types";

import { namedAccount } from "../lib/chain/development/named-account";

/** Accounts of keys of other kinds, with the verifiers of what these sign. Nobody has a role there. */
const deployKeyAccounts: DeployFunction = async ({ deployments, getNamedAccounts }) => {
  const deployer = await namedAccount(getNamedAccounts, "deployer");
  await deployments.deploy("KeyAccounts", {
    from: deployer,
    log: true,
    skipIfAlreadyDeployed: true,
  });
};

deployKeyAccounts.tags = ["KeyAccounts"];
export default deployKeyAccounts;
