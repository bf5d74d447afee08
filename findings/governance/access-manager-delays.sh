#!/usr/bin/env bash
# AccessManager of @openzeppelin/contracts 5.7.0: a delay that is made LONGER waits as well. A grant delay, or a target's admin delay,
# that is raised from nothing to a day counts only after minSetback (five days); until then roles are granted at once, as before,
# and the getter says 0 though the transaction went through. The execution delay of a member is the other way: longer at once,
# shorter after the difference. And once an admin delay counts, setTargetClosed waits for it, too: there is no closing in an
# emergency.
# Guess: what is made stricter is so at once, and only what is made laxer waits; closing a contract is never delayed.
# For Colophon: roles are its own contracts'. A committee that sets such a manager up sets its delays five days before it hands
# over the roles, and leaves the admin delay of what it may have to close at 0.
source "$(dirname "$0")/../shared/begin.sh"
packages @openzeppelin/contracts@5.7.0 solc@0.8.30 @foundry-rs/anvil@1.7.1 ethers@6.17.0

cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { ContractFactory, JsonRpcProvider } from "ethers";
import solc from "solc";

import { withAnvil } from "./nodes.mjs";

const DAY = 86_400n;
const ROLE = 5n;
const FILE = "@openzeppelin/contracts/access/manager/AccessManager.sol";
const read = (path) => readFileSync(`node_modules/${path}`, "utf8");
const settings = { optimizer: { enabled: true, runs: 1 }, outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } };
const input = { language: "Solidity", sources: { [FILE]: { content: read(FILE) } }, settings };
const output = JSON.parse(solc.compile(JSON.stringify(input), { import: (path) => ({ contents: read(path) }) }));
const { abi, evm } = output.contracts[FILE].AccessManager;

await withAnvil([], async (ask, { url }) => {
  const provider = new JsonRpcProvider(url, 31337, { cacheTimeout: -1, staticNetwork: true });
  const [admin, ada, yann] = await Promise.all([0, 1, 2].map((index) => provider.getSigner(index)));
  const manager = await new ContractFactory(abi, evm.bytecode.object, admin).deploy(admin.address);
  const target = `0x${"33".repeat(20)}`;
  const send = async (name, ...values) => (await manager[name](...values)).wait();
  const later = async (days) => {
    await ask("evm_increaseTime", [Number(days * DAY) + 1]);
    await ask("evm_mine");
  };
  const look = async (when) => {
    const delays = [await manager.getRoleGrantDelay(ROLE), await manager.getTargetAdminDelay(target)];
    console.log(`${when}: grant delay ${delays[0] / DAY} d, admin delay ${delays[1] / DAY} d`);
  };
  await send("setGrantDelay", ROLE, DAY);
  await send("setTargetAdminDelay", target, DAY);
  await look("both raised to a day");
  await send("grantRole", ROLE, ada.address, 2n * DAY);
  console.log("  a role granted now is held:", (await manager.hasRole(ROLE, ada.address)).isMember);
  await send("setTargetClosed", target, true);
  console.log("  a target closed now is closed:", await manager.isTargetClosed(target));
  await later(4n);
  await look("four days later");
  await later(1n);
  await look("five days later");
  await send("grantRole", ROLE, yann.address, 0n);
  console.log("  a role granted now is held:", (await manager.hasRole(ROLE, yann.address)).isMember);
  const refusal = await send("setTargetClosed", target, false).catch((error) => manager.interface.parseError(error.data).name);
  console.log("  a target opened or closed now:", refusal);

  for (const days of [3n, 1n]) {
    await send("grantRole", ROLE, ada.address, days * DAY);
    const { executionDelay } = await manager.hasRole(ROLE, ada.address);
    console.log(`execution delay of a member set to ${days} d: ${executionDelay / DAY} d`);
  }
  provider.destroy();
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
both raised to a day: grant delay 0 d, admin delay 0 d
  a role granted now is held: true
  a target closed now is closed: true
four days later: grant delay 0 d, admin delay 0 d
five days later: grant delay 1 d, admin delay 1 d
  a role granted now is held: false
  a target opened or closed now: AccessManagerNotScheduled
execution delay of a member set to 3 d: 3 d
execution delay of a member set to 1 d: 3 d
SEEN
