#!/usr/bin/env bash
# TimelockController of @openzeppelin/contracts 5.7.0: isOperationReady tells only that the delay is over. An operation that waits for
# another (its predecessor) is "ready" before that one is done, and execute refuses it; one whose predecessor nobody has ever
# scheduled, a slip in the hash, is scheduled without a word and stays ready for ever. A likely slip: the id of a batch of one call
# is not that of the call.
# Guess: a predecessor that does not exist is refused; what is ready can be executed; a batch of one is the call.
# For Colophon: a committee behind a timelock sees a change of roles as ready that will never come. isOperationDone of the predecessor
# is to be asked as well.
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
  const first = await provider.getSigner(0);
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
  const single = await timelock.hashOperation(...call, ZeroHash, ZeroHash);
  const batch = await timelock.hashOperationBatch(...call.map((part) => [part]), ZeroHash, ZeroHash);
  console.log("id of the call and of a batch of it:", single === batch ? "equal" : "two");
  console.log("scheduling after what nobody scheduled:", await send(first, "schedule", ...call, id("nothing"), ZeroHash, DELAY));
  console.log("scheduling the call:", await send(first, "schedule", ...call, ZeroHash, ZeroHash, DELAY));
  console.log("scheduling another after it:", await send(first, "schedule", TARGET, 0, "0x01", single, ZeroHash, DELAY));
  await ask("evm_increaseTime", [DELAY + 1]);
  await ask("evm_mine");
  const look = async (label, ...operation) => {
    const isReady = await timelock.isOperationReady(await timelock.hashOperation(...operation, ZeroHash));
    console.log(`${label}: ready ${isReady}, execute ${await send(first, "execute", ...operation, ZeroHash)}`);
  };
  await look("after what nobody scheduled", ...call, id("nothing"));
  await look("the other, before the call", TARGET, 0, "0x01", single);
  await look("the call", ...call, ZeroHash);
  await look("the other, after the call", TARGET, 0, "0x01", single);
  provider.destroy();
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
id of the call and of a batch of it: two
scheduling after what nobody scheduled: done
scheduling the call: done
scheduling another after it: done
after what nobody scheduled: ready true, execute TimelockUnexecutedPredecessor
the other, before the call: ready true, execute TimelockUnexecutedPredecessor
the call: ready true, execute done
the other, after the call: ready true, execute done
SEEN
