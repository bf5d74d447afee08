import type { DeployFunction } from "hardhat-deploy/types";

import { isForTrying } from "../lib/chain/development/for-trying";
import { namedAccount } from "../lib/chain/development/named-account";
import { deploymentSettings } from "../lib/env";

/** Seconds for which a title is provisional: short where one tries things out. */
const TRYING_REVEAL_WINDOW = 5;
const REVEAL_WINDOW = 600;
const BASE_URI = "nih:sha-256;";

const deployWorkRegistry: DeployFunction = async ({ deployments, getNamedAccounts, network }) => {
  const deployer = await namedAccount(getNamedAccounts, "deployer");
  const manager = await deployments.get("AccessManager");
  const parties = await deployments.get("PartyRegistry");
  const settings = deploymentSettings();
  const revealWindow = isForTrying(network) ? TRYING_REVEAL_WINDOW : REVEAL_WINDOW;
  await deployments.deploy("WorkRegistry", {
    from: deployer,
    args: [manager.address, parties.address, settings.revealWindow ?? revealWindow, settings.baseURI ?? BASE_URI],
    log: true,
    skipIfAlreadyDeployed: true,
  });
};

deployWorkRegistry.tags = ["WorkRegistry"];
deployWorkRegistry.dependencies = ["AccessManager", "PartyRegistry"];
export default deployWorkRegistry;
