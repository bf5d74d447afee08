#!/usr/bin/env bash
# AccessManager of @openzeppelin/contracts 5.7.0: a member of a role who may call at once cannot schedule a call for later. schedule answers
# AccessManagerUnauthorizedCall, the very error that a stranger gets, and that a member with a delay gets who names a time which is too
# soon. To the first canCall says yes, and execute without a schedule goes through. Of a call whose week of expiry is over
# getSchedule says 0, as if nothing had been scheduled, where execute says that it has expired.
# Guess: who may do more may do less, so that an administrator can announce a change; the errors tell who, from when.
# For Colophon: its committee's calls go by its governor, and roles are its own contracts'. Whoever gives the roles of such a manager gives a
# member that is to announce its calls a delay, be it of a second.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 @openzeppelin/contracts@5.7.0 ethers@6.17.0 solc@0.8.30

cat >Managed.sol <<'SOL'
// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

contract Manager is AccessManager {
  constructor() AccessManager(msg.sender) {}
}

contract Managed is AccessManaged {
  uint256 public calls;

  constructor(address manager) AccessManaged(manager) {}

  function change() external restricted {
    calls += 1;
  }
}
SOL
cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { ContractFactory, JsonRpcProvider } from "ethers";
import solc from "solc";

import { withAnvil } from "./nodes.mjs";

const DAY = 86_400;
const ROLE = 5n;
const settings = { optimizer: { enabled: true, runs: 1 }, outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } };
const sources = { "Managed.sol": { content: readFileSync("Managed.sol", "utf8") } };
const read = (path) => ({ contents: readFileSync(`node_modules/${path}`, "utf8") });
const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", settings, sources }), { import: read }));
const { Manager, Managed } = output.contracts["Managed.sol"];

await withAnvil([], async (ask, { url }) => {
  const provider = new JsonRpcProvider(url, 31337, { cacheTimeout: -1, staticNetwork: true });
  const [admin, immediate, delayed, stranger] = await Promise.all([0, 1, 2, 3].map((index) => provider.getSigner(index)));
  const deploy = ({ abi, evm }, ...values) => new ContractFactory(abi, evm.bytecode.object, admin).deploy(...values);
  const manager = await deploy(Manager);
  const managed = await deploy(Managed, manager.target);
  const { data } = await managed.change.populateTransaction();
  const selector = managed.interface.getFunction("change").selector;
  const send = async (by, name, ...values) => {
    try {
      await (await manager.connect(by)[name](...values)).wait();
      return "done";
    } catch (error) {
      return manager.interface.parseError(error.data).name;
    }
  };
  const later = async (seconds) => {
    await ask("evm_increaseTime", [seconds]);
    await ask("evm_mine");
  };
  await send(admin, "setTargetFunctionRole", managed.target, [selector], ROLE);
  await send(admin, "grantRole", ROLE, immediate.address, 0);
  await send(admin, "grantRole", ROLE, delayed.address, DAY);

  const who = { "who may at once": immediate, "who has a delay": delayed, "a stranger": stranger };
  const now = async () => (await provider.getBlock("latest")).timestamp;
  for (const [name, by] of Object.entries(who)) {
    const [may, delay] = await manager.canCall(by.address, managed.target, selector);
    console.log(`${name}: canCall says ${may}, delay ${delay}`);
    console.log("  schedules for an hour later:", await send(by, "schedule", managed.target, data, (await now()) + 3600));
    console.log("  schedules for a day later:", await send(by, "schedule", managed.target, data, (await now()) + DAY + 60));
    console.log("  executes at once:", await send(by, "execute", managed.target, data));
  }
  const id = await manager.hashOperation(delayed.address, managed.target, data);
  const scheduled = async () => ((await manager.getSchedule(id)) === 0n ? "nothing" : "something");
  console.log("scheduled:", await scheduled());
  await later(DAY + 60 + 7 * DAY);
  console.log("a week after its time, scheduled:", await scheduled());
  console.log("  executed:", await send(delayed, "execute", managed.target, data));
  console.log("  scheduled again, for as soon as may be:", await send(delayed, "schedule", managed.target, data, 0));
  await later(DAY);
  console.log("  executed a day later:", await send(delayed, "execute", managed.target, data));
  provider.destroy();
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
who may at once: canCall says true, delay 0
  schedules for an hour later: AccessManagerUnauthorizedCall
  schedules for a day later: AccessManagerUnauthorizedCall
  executes at once: done
who has a delay: canCall says false, delay 86400
  schedules for an hour later: AccessManagerUnauthorizedCall
  schedules for a day later: done
  executes at once: AccessManagerNotReady
a stranger: canCall says false, delay 0
  schedules for an hour later: AccessManagerUnauthorizedCall
  schedules for a day later: AccessManagerUnauthorizedCall
  executes at once: AccessManagerUnauthorizedCall
scheduled: something
a week after its time, scheduled: nothing
  executed: AccessManagerExpired
  scheduled again, for as soon as may be: done
  executed a day later: done
SEEN
