#!/usr/bin/env bash
# TimelockController of @openzeppelin/contracts 5.7.0 gives those who are proposers when it is deployed the right to cancel as well.
# One who becomes a proposer later, by grantRole, proposes and cannot cancel, not even what it proposed itself; and who loses
# PROPOSER_ROLE still cancels what others propose.
# Guess: to cancel is part of being a proposer, as the constructor has it, or at least the right of who proposed.
# For Colophon: when a seat of a committee behind a timelock changes hands, two roles are to be granted and two to be revoked.
source "$(dirname "$0")/../shared/begin.sh"
packages @openzeppelin/contracts@5.7.0 solc@0.8.30 @foundry-rs/anvil@1.7.1 ethers@6.17.0

cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { ContractFactory, id, JsonRpcProvider, ZeroHash } from "ethers";
import solc from "solc";

import { withAnvil } from "./nodes.mjs";

const FILE = "@openzeppelin/contracts/governance/TimelockController.sol";
const read = (path) => readFileSync(`node_modules/${path}`, "utf8");
const settings = { optimizer: { enabled: true, runs: 1 }, outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } };
const input = { language: "Solidity", sources: { [FILE]: { content: read(FILE) } }, settings };
const output = JSON.parse(solc.compile(JSON.stringify(input), { import: (path) => ({ contents: read(path) }) }));
const { abi, evm } = output.contracts[FILE].TimelockController;
const TARGET = `0x${"33".repeat(20)}`;
const DELAY = 100;

await withAnvil([], async (ask, { url }) => {
  const provider = new JsonRpcProvider(url, 31337, { cacheTimeout: -1, staticNetwork: true });
  const [first, late] = await Promise.all([0, 1].map((index) => provider.getSigner(index)));
  const proposers = [first.address];
  const timelock = await new ContractFactory(abi, evm.bytecode.object, first).deploy(DELAY, proposers, proposers, first.address);
  const send = async (by, name, ...values) => {
    try {
      await (await timelock.connect(by)[name](...values)).wait();
      return "done";
    } catch (error) {
      return timelock.interface.parseError(error.data).name;
    }
  };
  const call = [TARGET, 0, "0x"];
  const operation = await timelock.hashOperation(...call, ZeroHash, id("late"));
  const other = await timelock.hashOperation(...call, ZeroHash, id("other"));
  const role = id("PROPOSER_ROLE");
  console.log("a proposer is added:", await send(first, "grantRole", role, late.address));
  console.log("it proposes:", await send(late, "schedule", ...call, ZeroHash, id("late"), DELAY));
  console.log("it cancels that:", await send(late, "cancel", operation));
  console.log("the first proposer loses the role:", await send(first, "revokeRole", role, first.address));
  console.log("it proposes:", await send(first, "schedule", ...call, ZeroHash, id("other"), DELAY));
  console.log("the new one proposes:", await send(late, "schedule", ...call, ZeroHash, id("other"), DELAY));
  console.log("the first one cancels that:", await send(first, "cancel", other));
  provider.destroy();
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
a proposer is added: done
it proposes: done
it cancels that: AccessControlUnauthorizedAccount
the first proposer loses the role: done
it proposes: AccessControlUnauthorizedAccount
the new one proposes: done
the first one cancels that: done
SEEN
