// Types only: the toolchain itself is loaded below, by the commands that need it.
import type {} from "@nomicfoundation/hardhat-toolbox";
import type { HardhatUserConfig } from "hardhat/config";
import type {} from "hardhat-deploy";

import { DEV_CHAIN_ID, DEV_MNEMONIC } from "./lib/chain/development/dev-accounts";
import { consortiumNetwork } from "./lib/chain/development/local-consortium";
import { namedAccounts } from "./lib/chain/development/named-accounts";
import { chainPort, consortium, deploymentSettings, deploymentsFolder, home } from "./lib/env";
import { offerProductOnly, tidyCommandLineErrors } from "./tasks/shared/command/command-line";
import { isTestRun, productScope, requireNoToolchain } from "./tasks/shared/command/invocation";
import { NOT_SET } from "./tasks/shared/open/network-config";

tidyCommandLineErrors();

// A publisher's command starts in half the time without what only compiling, deploying and testing need.
const scope = productScope(process.argv);
if (scope === undefined && !isToolchainInstalled()) {
  requireNoToolchain(process.argv);
  offerProductOnly();
  require("./tasks");
} else if (scope === undefined) {
  require("@nomicfoundation/hardhat-toolbox");
  require("hardhat-deploy");
  require("./tasks/compile");
  require("./tasks/deploy");
  require("./tasks/test");
  require("./tasks");
} else {
  require(`./tasks/${scope}`);
}

// Tests know nothing of what a developer has set up.
const { urls, chainId } = isTestRun(process.argv)
  ? { urls: [], chainId: undefined }
  : consortiumNetwork(consortium(), home());
const [url = NOT_SET, ...otherUrls] = urls;

const config: HardhatUserConfig = {
  // Tests run on the in-process chain; every other command means the embedded chain unless it names a network.
  defaultNetwork: isTestRun(process.argv) ? "hardhat" : "embedded",
  solidity: {
    version: "0.8.30",
    settings: {
      evmVersion: "cancun",
      // Deployed once, called for ever.
      optimizer: { enabled: true, runs: 1_000_000 },
      // The code depends on the code alone, not on comments, so that anybody can compare a deployment with this version.
      metadata: { bytecodeHash: "none" },
    },
  },
  networks: {
    hardhat: { hardfork: "cancun", accounts: { mnemonic: DEV_MNEMONIC } },
    embedded: {
      url: `http://127.0.0.1:${chainPort()}`,
      chainId: DEV_CHAIN_ID,
      accounts: { mnemonic: DEV_MNEMONIC },
    },
    consortium: { url, otherUrls, ...(chainId === undefined ? {} : { chainId }) },
  },
  namedAccounts: namedAccounts(deploymentSettings(), { urls, chainId }),
  paths: { deployments: deploymentsFolder() },
  typechain: { target: "ethers-v6" },
  // A test that hangs is ended. On a busy machine one may take many times as long as on a quiet one.
  mocha: { timeout: 600_000 },
};

/** A publisher may have left it out: npm ci --omit=dev. */
function isToolchainInstalled(): boolean {
  try {
    return require.resolve("@nomicfoundation/hardhat-toolbox") !== "";
  } catch {
    return false;
  }
}

export default config;
