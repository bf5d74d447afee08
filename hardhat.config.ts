// Types only: the toolchain itself is loaded below, by the commands that need it.
import type {} from "@nomicfoundation/hardhat-toolbox";
import type { HardhatUserConfig } from "hardhat/config";
import type {} from "hardhat-deploy";

import { DEV_MNEMONIC } from "./lib/chain/development/dev-accounts";
import { consortiumNetwork } from "./lib/chain/development/local-consortium";
import { namedAccounts } from "./lib/chain/development/named-accounts";
import { networkNamed, networksWith } from "./lib/chain/development/networks";
import { consortium, defaultNetwork, deploymentSettings, deploymentsFolder, home } from "./lib/env";
import { offerProductOnly, tidyCommandLineErrors } from "./tasks/shared/command/command-line";
import { defineForHardhat } from "./tasks/shared/command/hardhat";
import {
  firstWord,
  isHardhatsCommandLine,
  isTestRun,
  productScope,
  requireNoToolchain,
} from "./tasks/shared/command/invocation";
import { ALL_SCOPES } from "./tasks/shared/command/scopes";

tidyCommandLineErrors();

// A publisher's command starts in half the time without what only compiling, deploying and testing need.
const words = isHardhatsCommandLine() ? process.argv : [];
const scope = productScope(words);
if (scope === undefined && !isToolchainInstalled()) {
  requireNoToolchain(words);
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
defineForHardhat(ALL_SCOPES);

// Tests know nothing of what a developer has set up.
const isTest = isTestRun(words);
const consortiums = isTest ? { urls: [], chainId: undefined } : consortiumNetwork(consortium(), home());
const networks = networksWith(consortiums);

const settings = {
  evmVersion: "cancun",
  // Deployed once, called for ever.
  optimizer: { enabled: true, runs: 1_000_000 },
  // The code depends on the code alone, not on comments, so that anybody can compare a deployment with this version.
  metadata: { bytecodeHash: "none" },
};

const config: HardhatUserConfig = {
  // Tests run on the in-process chain; every other command means COLOPHON_NETWORK, else the embedded chain, unless it names a network.
  defaultNetwork: isTest ? "hardhat" : networkNamed(defaultNetwork(), "COLOPHON_NETWORK"),
  solidity: {
    compilers: [{ version: "0.8.30", settings }],
    // It decodes and hashes for the most part of its gas, of which this way saves a quarter. What counts the lines that tests
    // reach goes blind by it, in this contract and in others.
    overrides:
      firstWord(words) === "coverage"
        ? {}
        : { "contracts/certificates/ForeignTitles.sol": { version: "0.8.30", settings: { ...settings, viaIR: true } } },
  },
  networks: {
    hardhat: { hardfork: "cancun", accounts: { mnemonic: DEV_MNEMONIC } },
    embedded: { ...networks.embedded, accounts: { mnemonic: DEV_MNEMONIC } },
    consortium: networks.consortium,
  },
  namedAccounts: namedAccounts(deploymentSettings(), consortiums),
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

declare module "hardhat/types/config" {
  interface HttpNetworkUserConfig {
    /** The URLs of other nodes of the network, which are used with the first as one. */
    otherUrls?: readonly string[];
  }

  interface HttpNetworkConfig {
    otherUrls?: readonly string[];
  }
}
