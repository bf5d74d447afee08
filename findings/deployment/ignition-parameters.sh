#!/usr/bin/env bash
# A parameter whose name has a slip, with @nomicfoundation/hardhat-ignition 0.15.16 on Hardhat 2.29.1. The file of parameters is read, the name or
# the module that no module has is passed over, the default of the module is taken, and what is deployed has an owner whom nobody chose;
# nothing is said and the exit code is 0. Only where there is no default is a parameter missed. So it is with a parameter that stands
# beside the module, not in it. And a text that is digits with an n behind them, "42n", is a number: a series of that name cannot be
# deployed.
# Guess: an error that names what no module asked for, since the file has no other purpose; a text in quotation marks is a text.
# For Colophon: it deploys with hardhat-deploy, and settings come from variables that lib/env.ts reads. Who deploys contracts around it by modules
# leaves out defaults of whatever cannot be changed later.
source "$(dirname "$0")/../shared/begin.sh"
packages hardhat@2.29.1 @nomicfoundation/hardhat-ignition@0.15.16 @nomicfoundation/hardhat-ignition-ethers@0.15.17 \
  @nomicfoundation/ignition-core@0.15.15 @nomicfoundation/hardhat-ethers@3.1.3 @nomicfoundation/hardhat-verify@2.1.3 ethers@6.16.0 solc@0.8.30

cat >hardhat.config.cjs <<'JS'
const { subtask } = require("hardhat/config");

require("@nomicfoundation/hardhat-ignition-ethers");

subtask("compile:solidity:solc:get-build", async () => ({
  version: "0.8.30",
  longVersion: "0.8.30",
  compilerPath: require.resolve("solc/soljson.js"),
  isSolcJs: true,
}));
module.exports = { solidity: "0.8.30" };
JS
mkdir -p contracts ignition/modules
cat >contracts/Registry.sol <<'SOL'
// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

contract Registry {
  address public immutable owner;
  string public name;

  constructor(address initialOwner, string memory series) {
    owner = initialOwner;
    name = series;
  }
}
SOL
cat >ignition/modules/Registry.cjs <<'JS'
const { buildModule } = require("@nomicfoundation/hardhat-ignition/modules");

module.exports = buildModule("RegistryModule", (m) => {
  const owner = m.getParameter("owner", `0x${"11".repeat(20)}`);
  const name = m.getParameter("name", "works");
  return { registry: m.contract("Registry", [owner, name]) };
});
JS
cat >probe.cjs <<'JS'
const { writeFileSync } = require("node:fs");
const { resolve } = require("node:path");
const { ignition } = require("hardhat");

const owner = `0x${"22".repeat(20)}`;
const CASES = {
  "as they should be": { RegistryModule: { owner, name: "series" } },
  "a slip in the name": { RegistryModule: { ownr: owner } },
  "another case": { RegistryModule: { Owner: owner } },
  "a slip in the module": { Registry: { owner } },
  "beside the module": { owner },
  "a series 42": { RegistryModule: { name: "42" } },
  "a series 42n": { RegistryModule: { name: "42n" } },
};

async function main() {
  const module = require("./ignition/modules/Registry.cjs");
  for (const [words, parameters] of Object.entries(CASES)) {
    writeFileSync("parameters.json", JSON.stringify(parameters));
    try {
      const { registry } = await ignition.deploy(module, { parameters: resolve("parameters.json") });
      console.log(`${words}: owner ${(await registry.owner()).slice(0, 6)}…, name ${await registry.name()}`);
    } catch (error) {
      console.log(`${words}: ${error.message.split(" (")[0]}`);
    }
  }
}
main();
JS
export HARDHAT_DISABLE_TELEMETRY_PROMPT=true
node_modules/.bin/hardhat --config hardhat.config.cjs compile --quiet >&2
node_modules/.bin/hardhat --config hardhat.config.cjs run --no-compile probe.cjs >seen

compare seen <<'SEEN'
as they should be: owner 0x2222…, name series
a slip in the name: owner 0x1111…, name works
another case: owner 0x1111…, name works
a slip in the module: owner 0x1111…, name works
beside the module: owner 0x1111…, name works
a series 42: owner 0x1111…, name 42
a series 42n: invalid string value
SEEN
