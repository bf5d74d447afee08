import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import type { ContractTransactionResponse } from "ethers";
import { deployments, ethers } from "hardhat";

import type { Recovery } from "../../typechain-types";
import { DAY, deployRegistry, type Registry } from "./fixture";

/** How long the guardians of these tests have to wait. */
export const DELAY = 7 * DAY;

/** A registry with the contract for recoveries; `aurora` is whose key is lost, `borealis` who takes its place. */
export interface RecoveryStage extends Registry {
  readonly recovery: Recovery;
  /** Three accounts, in ascending order. */
  readonly guardians: readonly [HardhatEthersSigner, HardhatEthersSigner, HardhatEthersSigner];
}

/** A fresh registry, and guardians who do not know it yet. */
export async function deployRecovery(): Promise<RecoveryStage> {
  const deployment = await deployRegistry();
  const { accounts } = deployment;
  const { address } = await deployments.get("Recovery");
  const recovery = await ethers.getContractAt("Recovery", address, accounts.aurora);
  const [first, second, third] = [accounts.publisher, accounts.guardian, accounts.stranger].sort((a, b) =>
    BigInt(a.address) < BigInt(b.address) ? -1 : 1,
  );
  if (first === undefined || second === undefined || third === undefined) throw new Error("three are three");
  return { ...deployment, recovery, guardians: [first, second, third] };
}

/** The same; two of the three are enough, after `DELAY`. */
export async function guarded(): Promise<RecoveryStage> {
  const stage = await deployRecovery();
  await stage.recovery.setGuardians(addressesOf(stage), 2, DELAY);
  return stage;
}

export function addressesOf({ guardians }: RecoveryStage): string[] {
  return guardians.map(({ address }) => address);
}

/** Two guardians name the successor. */
export async function begin({ recovery, accounts, guardians }: RecoveryStage): Promise<ContractTransactionResponse> {
  const [first, second] = guardians;
  await recovery.connect(first).approve(accounts.aurora, accounts.borealis);
  return recovery.connect(second).approve(accounts.aurora, accounts.borealis);
}

/** A recovery from its beginning to its end: borealis has taken aurora's place. */
export async function recovered(): Promise<RecoveryStage> {
  const stage = await guarded();
  const { recovery, accounts } = stage;
  await begin(stage);
  await time.increase(DELAY);
  await recovery.connect(accounts.borealis).execute(accounts.aurora);
  return stage;
}
