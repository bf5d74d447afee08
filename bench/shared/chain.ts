import type { HardhatRuntimeEnvironment } from "hardhat/types";

/** Far ahead of every clock, so that no run differs from another in the bytes of a time. */
const START = 4_000_000_000;

/**
 * Hardhat's own chain, inside this process; the same one for every part. Loaded when a part asks for it: the others do
 * without.
 */
export function inProcessChain(): Promise<HardhatRuntimeEnvironment> {
  return (chain ??= begin());
}

let chain: Promise<HardhatRuntimeEnvironment> | undefined;

async function begin(): Promise<HardhatRuntimeEnvironment> {
  // The project's configuration looks for the words of a Hardhat command here, and would take ours for one.
  process.argv.splice(2);

  const { default: hre } = await import("hardhat");
  if (hre.network.name !== "hardhat") throw new Error(`on network ${hre.network.name}: start it with npm run bench`);

  await hre.run("compile", { quiet: true });
  await hre.network.provider.send("evm_setNextBlockTimestamp", [START]);
  await hre.network.provider.send("evm_mine");
  return hre;
}
