import { time } from "@nomicfoundation/hardhat-network-helpers";
import { ZeroHash } from "ethers";
import { deployments, ethers } from "hardhat";

import { DEV_ADDRESSES } from "../../../../lib/chain/development/dev-accounts";
import { formatTime } from "../../../../lib/chain/rpc/time";
import type { Recovery } from "../../../../typechain-types";
import { DAY, someHash } from "../../../shared/fixture";
import type { Stage } from "../../shared/stage";
import type { Refused } from "./provoked-reverts";

const DELAY = 7 * DAY;
const SHOW = `Look at it with: npx hardhat recovery show --lost ${DEV_ADDRESSES.aurora}`;

interface Contracts {
  /** To change the chain with. */
  readonly sending: Recovery;
  /** To ask lib's provider with. */
  readonly asked: Recovery;
}

async function open({ accounts, colophon }: Stage): Promise<Contracts> {
  const { address } = await deployments.get("Recovery");
  const sending = await ethers.getContractAt("Recovery", address, accounts.aurora);
  return { sending, asked: sending.connect(colophon.provider) };
}

/** Aurora has one guardian, the account `guardian`. */
async function guarded(stage: Stage): Promise<Contracts> {
  const contracts = await open(stage);
  await contracts.sending.setGuardians([stage.accounts.guardian], 1, DELAY);
  return contracts;
}

/** Borealis is to take aurora's place. */
async function begun(stage: Stage): Promise<Contracts & { readonly executableAt: bigint }> {
  const contracts = await guarded(stage);
  const { accounts } = stage;
  await contracts.sending.connect(accounts.guardian).approve(accounts.aurora, accounts.borealis);
  const { executableAt } = await contracts.sending.recoveryOf(accounts.aurora);
  return { ...contracts, executableAt };
}

/** A refusal of what guardians are named by. */
function naming(
  guardiansOf: (stage: Stage) => readonly string[],
  [threshold, delay]: readonly [number, number],
  messageOf: (stage: Stage) => string,
  advice?: string,
) {
  return async (stage: Stage): Promise<Refused> => {
    const { asked } = await open(stage);
    const from = stage.accounts.aurora.address;
    return {
      ask: () => asked.setGuardians.estimateGas([...guardiansOf(stage)], threshold, delay, { from }),
      message: messageOf(stage),
      ...(advice === undefined ? {} : { advice }),
    };
  };
}

const guardian = ({ accounts }: Stage): readonly string[] => [accounts.guardian.address];

/** Errors of Recovery, as in provoked-reverts.ts. */
export const PROVOKED_RECOVERY: Readonly<Record<string, (stage: Stage) => Promise<Refused>>> = {
  RecoveryGuardianCount: naming(
    () => [],
    [1, DELAY],
    () => "An account has 1 to 16 guardians, not 0",
    "Name so many, each once.",
  ),
  RecoveryInvalidGuardian: naming(
    ({ accounts }) => [accounts.aurora.address],
    [1, DELAY],
    ({ accounts }) =>
      `${accounts.aurora.address} cannot be a guardian: it is nobody, the account itself, or named twice or out of order`,
    "Name each guardian once with --guardians: other accounts than the one that signs.",
  ),
  RecoveryThreshold: naming(
    guardian,
    [2, DELAY],
    () => "Of 1 guardian 2 cannot agree",
    "Give --threshold a number from 1 to that of the guardians.",
  ),
  RecoveryDelay: naming(
    guardian,
    [1, 0],
    () => "Guardians cannot wait for 0 s: a delay has from 1 to 7776000 s",
    "Choose a delay within that.",
  ),
  RecoveryNotGuardian: async (stage) => {
    const { asked } = await guarded(stage);
    const { aurora, borealis, stranger } = stage.accounts;
    return {
      ask: () => asked.approve.estimateGas(aurora, borealis, { from: stranger.address }),
      message: `${stranger.address} is no guardian of ${aurora.address}`,
      advice: SHOW,
    };
  },
  RecoveryRunning: async (stage) => {
    const { asked, executableAt } = await begun(stage);
    const { aurora, borealis } = stage.accounts;
    return {
      ask: () => asked.setGuardians.estimateGas(guardian(stage).slice(), 1, DELAY, { from: aurora.address }),
      message: `A recovery of ${aurora.address} runs: ${borealis.address} may take its place from ${formatTime(executableAt)} on`,
      advice: SHOW,
    };
  },
  RecoveryNotRunning: async (stage) => {
    const { asked } = await guarded(stage);
    const { aurora } = stage.accounts;
    return {
      ask: () => asked.veto.estimateGas({ from: aurora.address }),
      message: `No recovery of ${aurora.address} runs`,
      advice: SHOW,
    };
  },
  RecoveryReplaced: async (stage) => {
    const { sending, asked } = await guarded(stage);
    const { aurora, borealis, deployer } = stage.accounts;
    await sending.connect(deployer).recoverByOrder(aurora, borealis, someHash());
    return {
      ask: () => asked.approve.estimateGas(aurora, borealis, { from: stage.accounts.guardian.address }),
      message: `${borealis.address} has taken the place of ${aurora.address}`,
      advice: "Use that account in its place.",
    };
  },
  RecoveryNotReplaced: async (stage) => {
    const { asked } = await open(stage);
    const { aurora } = stage.accounts;
    return {
      ask: () => asked.moveTitles.estimateGas(aurora, [7n], { from: aurora.address }),
      message: `Nobody has taken the place of ${aurora.address}`,
      advice: SHOW,
    };
  },
  RecoveryToSelf: async (stage) => {
    const { asked } = await guarded(stage);
    const { aurora } = stage.accounts;
    return {
      ask: () => asked.approve.estimateGas(aurora, aurora, { from: stage.accounts.guardian.address }),
      message: `${aurora.address} cannot take its own place`,
      advice: "Name another account as the successor, one whose key is at hand.",
    };
  },
  RecoveryNotAccredited: async (stage) => {
    const { asked } = await guarded(stage);
    const { aurora, stranger } = stage.accounts;
    return {
      ask: () => asked.approve.estimateGas(aurora, stranger, { from: stage.accounts.guardian.address }),
      message: `The successor ${stranger.address} is not an accredited party`,
      advice: "It applies with npx hardhat party apply, then an accreditor runs npx hardhat party accredit",
    };
  },
  RecoveryNotSuccessor: async (stage) => {
    const { asked } = await begun(stage);
    const { aurora, borealis, stranger } = stage.accounts;
    return {
      ask: () => asked.execute.estimateGas(aurora, { from: stranger.address }),
      message: `${borealis.address} is to take the place of ${aurora.address}, by its own call, and not ${stranger.address}`,
      advice: "Use the successor's account with --account.",
    };
  },
  RecoveryTooEarly: async (stage) => {
    const { asked, executableAt } = await begun(stage);
    const { aurora, borealis } = stage.accounts;
    const now = (await time.latest()) + 1;
    await time.setNextBlockTimestamp(now);
    return {
      ask: () => asked.execute.estimateGas(aurora, { from: borealis.address }),
      message: `The place of ${aurora.address} can be taken from ${formatTime(executableAt)} on, and it is ${formatTime(now)}`,
      advice: "Until then the account may veto.",
    };
  },
  RecoveryTooLate: async (stage) => {
    const { asked, executableAt } = await begun(stage);
    const { aurora } = stage.accounts;
    await time.setNextBlockTimestamp(executableAt);
    const moment = formatTime(executableAt);
    return {
      ask: () => asked.veto.estimateGas({ from: aurora.address }),
      message: `The delay for ${aurora.address} was over on ${moment}, and it is ${moment}: too late for a veto`,
      advice: "The committee can put a recovery right, by an order.",
    };
  },
  RecoveryZeroOrderHash: async (stage) => {
    const { asked } = await open(stage);
    const { aurora, borealis, deployer } = stage.accounts;
    return {
      ask: () => asked.recoverByOrder.estimateGas(aurora, borealis, ZeroHash, { from: deployer.address }),
      message: `An order about ${aurora.address} needs the hash of its text`,
    };
  },
  RecoveryIndirectCall: async (stage) => {
    const { asked } = await open(stage);
    const { manager, accounts, colophon } = stage;
    const call = asked.interface.encodeFunctionData("recoverByOrder", [
      ...([accounts.aurora.address, accounts.borealis.address, someHash()] as const),
    ]);
    return {
      ask: () =>
        manager.connect(colophon.provider).execute.estimateGas(asked, call, { from: accounts.deployer.address }),
      message: "The order about an account came through the AccessManager, and nobody would answer for it",
      advice: "Schedule the call with the AccessManager, then make it from the committee's own account.",
    };
  },
  RecoveryBatchSize: async (stage) => {
    const { asked } = await open(stage);
    const { aurora } = stage.accounts;
    return {
      ask: () => asked.moveTitles.estimateGas(aurora, [], { from: aurora.address }),
      message: "From 1 to 100 titles move by one call, not 0",
    };
  },
};
