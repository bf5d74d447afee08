#!/usr/bin/env bash
# A deployment that runs again, with @nomicfoundation/hardhat-ignition 0.15.16 on Hardhat 2.29.1. It goes by its journal alone, and asks the chain for
# nothing that it has asked before. On a chain that was started anew, with the same number, it succeeds at once, and gives addresses at which there is
# no contract. A keeper whom somebody has put in the place of the one whom the module appoints stays: the call has been made, so it is not made
# again, and nothing says that they differ. What a module reads from a contract (staticCall) is what it was the first time: a log that is added to
# the module a year later starts at the count of the first day.
# Guess: an error where there is no code, as hardhat-deploy has; what is read is read when it is needed, as what is wired is compared.
# For Colophon: its scripts read first, write what differs, and read back what they set (docs/deployment.md). Who wires contracts to it by a
# module checks the chain afterwards, with a program of one's own.
source "$(dirname "$0")/../shared/begin.sh"
packages hardhat@2.29.1 @nomicfoundation/hardhat-ignition-ethers@0.15.17 @nomicfoundation/hardhat-ignition@0.15.16 \
  @nomicfoundation/ignition-core@0.15.15 @nomicfoundation/hardhat-ethers@3.1.3 @nomicfoundation/hardhat-verify@2.1.3 ethers@6.16.0 solc@0.8.30 \
  @foundry-rs/anvil@1.7.1

cat >hardhat.config.cjs <<'JS'
const { subtask } = require("hardhat/config");

require("@nomicfoundation/hardhat-ignition-ethers");

subtask("compile:solidity:solc:get-build", async () => ({
  version: "0.8.30",
  longVersion: "0.8.30",
  compilerPath: require.resolve("solc/soljson.js"),
  isSolcJs: true,
}));
module.exports = { solidity: "0.8.30", networks: { localhost: { url: process.env.NODE_URL ?? "http://127.0.0.1:1" } } };
JS
mkdir -p contracts ignition/modules
cat >contracts/Registry.sol <<'SOL'
// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

contract Registry {
  address public keeper;
  uint256 public count;

  function appoint(address newKeeper) external {
    keeper = newKeeper;
  }

  function register() external {
    count++;
  }
}

contract Log {
  uint256 public immutable start;

  constructor(uint256 count) {
    start = count;
  }
}
SOL
cat >ignition/modules/Registry.cjs <<'JS'
const { buildModule } = require("@nomicfoundation/hardhat-ignition/modules");

module.exports = buildModule("Works", (m) => {
  const registry = m.contract("Registry");
  const appointed = m.call(registry, "appoint", [m.getAccount(1)]);
  const count = m.staticCall(registry, "count", [], 0, { after: [appointed] });
  if (process.env.STEP !== "log") return { registry };
  return { registry, log: m.contract("Log", [count]) };
});
JS
cat >deploy.cjs <<'JS'
const { ignition, ethers } = require("hardhat");

async function main() {
  const { registry, log } = await ignition.deploy(require("./ignition/modules/Registry.cjs"), { deploymentId: "works" });
  const [, second, third] = await ethers.getSigners();
  const { STEP } = process.env;
  const code = (await ethers.provider.getCode(registry)).length > 2;
  if (STEP === "first") {
    await (await registry.appoint(third)).wait();
    await (await registry.register()).wait();
  }
  let keeper = "nobody to ask";
  if (code) keeper = (await registry.keeper()) === second.address ? "as the module says" : "another";
  const start = log === undefined ? "" : `, log from ${await log.start()}, registered ${await registry.count()}`;
  console.log(`${STEP}: deployed, code ${code}, keeper ${keeper}${start}`);
}
main().catch((error) => console.log(`${process.env.STEP}: ${error.message.split("\n").join(" ").slice(0, 300)}`));
JS
cat >probe.mjs <<'JS'
import { execFileSync } from "node:child_process";

import { withAnvil } from "./nodes.mjs";

const deploy = (url, step) => {
  const env = { ...process.env, NODE_URL: url, STEP: step };
  const command = ["--config", "hardhat.config.cjs", "--network", "localhost", "run", "--no-compile", "deploy.cjs"];
  process.stdout.write(execFileSync("node_modules/.bin/hardhat", command, { env }));
};
await withAnvil([], async (_, { url }) => {
  deploy(url, "first");
  deploy(url, "again");
  deploy(url, "log");
});
await withAnvil([], async (_, { url }) => deploy(url, "a new chain"));
JS
export HARDHAT_DISABLE_TELEMETRY_PROMPT=true
node_modules/.bin/hardhat --config hardhat.config.cjs compile --quiet >&2
node probe.mjs >seen

compare seen <<'SEEN'
first: deployed, code true, keeper another
again: deployed, code true, keeper another
log: deployed, code true, keeper another, log from 0, registered 1
a new chain: deployed, code false, keeper nobody to ask
SEEN
