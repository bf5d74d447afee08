import type { DeployFunction } from "hardhat-deploy/types";

import { namedAccount } from "../lib/chain/development/named-account";

/** The identities stand by themselves: nobody has a role there, and no other contract asks them. */
const deployIdentityRegistry: DeployFunction = async ({ deployments, getNamedAccounts }) => {
  const deployer = await namedAccount(getNamedAccounts, "deployer");
  await deployments.deploy("IdentityRegistry", {
    from: deployer,
    log: true,
    skipIfAlreadyDeployed: true,
  });
};

deployIdentityRegistry.tags = ["IdentityRegistry"];
export default deployIdentityRegistry;
