import type { DeployFunction } from "hardhat-deploy/types";

import { namedAccount } from "../lib/chain/development/named-account";

/** Types of credentials and status lists. Nobody has a role there: it asks the identities who may write. */
const deployCredentialRegistry: DeployFunction = async ({ deployments, getNamedAccounts }) => {
  const deployer = await namedAccount(getNamedAccounts, "deployer");
  const identities = await deployments.get("IdentityRegistry");
  await deployments.deploy("CredentialRegistry", {
    from: deployer,
    args: [identities.address],
    log: true,
    skipIfAlreadyDeployed: true,
  });
};

deployCredentialRegistry.tags = ["CredentialRegistry"];
deployCredentialRegistry.dependencies = ["IdentityRegistry"];
export default deployCredentialRegistry;
