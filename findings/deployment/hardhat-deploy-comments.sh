#!/usr/bin/env bash
# What counts as another contract when a deployment runs again. hardhat-deploy 1.0.4 compares the code with what solc 0.8.30 puts behind it, a hash of
# the source: one comment more, and a second registry is deployed, at another address; the file of the first, which is in use, is
# overwritten without a question. To take the comment out again deploys a third. With skipIfAlreadyDeployed it keeps the first, and
# then keeps it as well where the code or an argument is another, in the same word, "reusing". @nomicfoundation/hardhat-ignition
# 0.15.16 leaves the hash out, and refuses what is really another.
# Guess: the hash at the end, which has a length of its own to be cut off by, is cut off; what differs from what was asked for is said.
# For Colophon: its compiler writes no such hash (bytecodeHash: none), and every script has skipIfAlreadyDeployed: running it twice changes
# nothing, and settings that are for ever are those of the first time (docs/deployment.md).
source "$(dirname "$0")/../shared/begin.sh"
packages hardhat@2.29.1 hardhat-deploy@1.0.4 @nomicfoundation/hardhat-ignition@0.15.16 @nomicfoundation/hardhat-ignition-ethers@0.15.17 \
  @nomicfoundation/ignition-core@0.15.15 @nomicfoundation/hardhat-ethers@3.1.3 @nomicfoundation/hardhat-verify@2.1.3 ethers@6.16.0 solc@0.8.30 \
  @foundry-rs/anvil@1.7.1

cat >hardhat.config.cjs <<'JS'
const { subtask } = require("hardhat/config");

require("hardhat-deploy");
require("@nomicfoundation/hardhat-ignition-ethers");

subtask("compile:solidity:solc:get-build", async () => ({
  version: "0.8.30",
  longVersion: "0.8.30",
  compilerPath: require.resolve("solc/soljson.js"),
  isSolcJs: true,
}));
const networks = { anvil: { url: process.env.NODE_URL, chainId: 31337 } };
module.exports = { solidity: "0.8.30", namedAccounts: { deployer: 0 }, networks };
JS
mkdir -p contracts deploy ignition/modules
cat >deploy/registry.cjs <<'JS'
module.exports = async ({ deployments, getNamedAccounts }) => {
  const { deployer } = await getNamedAccounts();
  const more = { skipIfAlreadyDeployed: process.env.SKIP === "yes" };
  await deployments.deploy("Registry", { from: deployer, log: true, args: [Number(process.env.FEE)], ...more });
};
JS
cat >ignition/modules/Registry.cjs <<'JS'
const { buildModule } = require("@nomicfoundation/hardhat-ignition/modules");

module.exports = buildModule("Registries", (m) => ({ registry: m.contract("Registry", [Number(process.env.FEE)]) }));
JS
cat >probe.mjs <<'JS'
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

import { withAnvil } from "./nodes.mjs";

const write = (comment, fee) =>
  writeFileSync(
    "contracts/Registry.sol",
    `// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;
${comment}
contract Registry {
  uint256 public fee;

  constructor(uint256 initialFee) {
    fee = ${fee};
  }
}
`,
  );

await withAnvil([], async (_ask, { url }) => {
  const run = (words, ...more) => {
    const env = { ...process.env, HARDHAT_DISABLE_TELEMETRY_PROMPT: "true", NODE_URL: url, FEE: "5", ...more.pop() };
    const start = ["node_modules/hardhat/internal/cli/bootstrap.js", "--config", "hardhat.config.cjs", "--network", "anvil"];
    return spawnSync(process.execPath, [...start, ...words], { env, encoding: "utf8" });
  };
  const addresses = [];
  const deploy = (words, env = {}) => {
    const { stdout, stderr } = run(["deploy"], env);
    const done = /(deploying|reusing) "Registry"/.exec(stdout + stderr)?.[1];
    const { address } = JSON.parse(readFileSync("deployments/anvil/Registry.json", "utf8"));
    if (!addresses.includes(address)) addresses.push(address);
    console.log(`hardhat-deploy, ${words}: ${done}, the file names registry ${addresses.indexOf(address) + 1}`);
  };
  const module = ["ignition", "deploy", "ignition/modules/Registry.cjs"];
  const ignite = (words, env = {}) => {
    const { stdout, stderr } = run(module, env);
    const [found] = /successfully deployed|Nothing new|Artifact bytecodes have been changed|Argument at .* changed/.exec(stdout + stderr);
    console.log(`ignition, ${words}: ${found}`);
  };
  write("", "initialFee");
  deploy("at first");
  deploy("once more");
  ignite("at first");
  write("// The fee is in wei.", "initialFee");
  deploy("with a comment");
  ignite("with a comment");
  write("", "initialFee");
  deploy("without it again");
  deploy("skipping, another argument", { SKIP: "yes", FEE: "6" });
  ignite("another argument", { FEE: "6" });
  write("", "initialFee + 1");
  deploy("skipping, another code", { SKIP: "yes" });
  ignite("another code");
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
hardhat-deploy, at first: deploying, the file names registry 1
hardhat-deploy, once more: reusing, the file names registry 1
ignition, at first: successfully deployed
hardhat-deploy, with a comment: deploying, the file names registry 2
ignition, with a comment: Nothing new
hardhat-deploy, without it again: deploying, the file names registry 3
hardhat-deploy, skipping, another argument: reusing, the file names registry 3
ignition, another argument: Argument at index 0 has been changed
hardhat-deploy, skipping, another code: reusing, the file names registry 3
ignition, another code: Artifact bytecodes have been changed
SEEN
