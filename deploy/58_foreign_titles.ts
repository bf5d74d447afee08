import type { DeployFunction } from "hardhat-deploy/types";

import { namedAccount } from "../lib/chain/development/named-account";

/** Titles of other chains. Whoever has the role ADMIN says which registries there are believed, and by whose word. */
const deployForeignTitles: DeployFunction = async ({ deployments, getNamedAccounts }) => {
  const deployer = await namedAccount(getNamedAccounts, "deployer");
  const manager = await deployments.get("AccessManager");
  await deployments.deploy("ForeignTitles", {
    from: deployer,
    args: [manager.address],
    log: true,
    skipIfAlreadyDeployed: true,
  });
};

deployForeignTitles.tags = ["ForeignTitles"];
deployForeignTitles.dependencies = ["AccessManager"];
export default deployForeignTitles;
