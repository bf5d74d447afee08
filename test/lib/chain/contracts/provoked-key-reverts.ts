import { time } from "@nomicfoundation/hardhat-network-helpers";
import { ethers } from "hardhat";

import { formatTime } from "../../../../lib/chain/rpc/time";
import { keyAccountAt, keysOf } from "../../../../lib/keys/accounts";
import type { KeyAccount } from "../../../../typechain-types";
import { type Call, digestOf, LATER } from "../../../identity/keys";
import { makeKey, type OutsideKey } from "../../../shared/keys";
import type { Stage } from "../../shared/stage";
import type { Refused } from "./provoked-reverts";

const NOTHING = "0x12345678";

interface KeyStage {
  readonly key: OutsideKey;
  readonly account: KeyAccount;
  /** To ask lib's provider with. */
  readonly asked: KeyAccount;
}

async function open({ accounts, colophon }: Stage): Promise<KeyStage> {
  const key = await makeKey("p256");
  const contract = await ethers.deployContract("KeyAccounts", accounts.deployer);
  await contract.create(0, key.publicKey);
  const address = await contract.accountOf(0, key.publicKey);
  const account = await ethers.getContractAt("KeyAccount", address, accounts.stranger);
  return { key, account, asked: keyAccountAt(colophon, address) };
}

/** A call that the key has signed. */
function called(targetOf: (stage: Stage) => Promise<string>, messageOf: (target: string) => string) {
  return async (stage: Stage): Promise<Refused> => {
    const { key, account, asked } = await open(stage);
    const call: Call = { target: await targetOf(stage), data: NOTHING };
    const signature = await key.sign(await digestOf(account, call));
    return {
      ask: () => asked.execute.estimateGas(call.target, call.data, LATER, signature),
      message: messageOf(call.target),
    };
  };
}

/** Errors of the accounts of keys. */
export const PROVOKED_OF_KEYS: Readonly<Record<string, (stage: Stage) => Promise<Refused>>> = {
  KeyAccountRequestExpired: async (stage) => {
    const { asked } = await open(stage);
    const next = (await time.latest()) + 1;
    await time.setNextBlockTimestamp(next);
    return {
      ask: () => asked.execute.estimateGas(stage.accounts.aurora, NOTHING, 1, "0x"),
      message: `The request was good until ${formatTime(1)}, and it is ${formatTime(next)}`,
      advice: "Prepare a new one and have the key sign that.",
    };
  },
  KeyAccountInvalidSignature: async (stage) => {
    const { account, asked } = await open(stage);
    const target = stage.accounts.aurora.address;
    const digest = await digestOf(account, { target, data: NOTHING });
    return {
      ask: () => asked.execute.estimateGas(target, NOTHING, LATER, "0x"),
      message: `The signature is not that of the account's key over ${digest}, its request number 0 on this chain`,
      advice: "Prepare a new request and have the account's own key sign it.",
    };
  },
  KeyAccountsInvalidKey: async ({ colophon, accounts }) => {
    const contract = await ethers.deployContract("KeyAccounts", accounts.deployer);
    const keys = keysOf(colophon, { address: await contract.getAddress() });
    return {
      ask: () => keys.accounts.create.estimateGas(1, "0x01"),
      message: "This is no public key of the kind rsa: 0x01",
    };
  },
  AddressEmptyCode: called(
    async ({ accounts }) => accounts.aurora.address,
    (target) => `There is no contract at ${target}`,
  ),
  FailedCall: called(
    async ({ parties }) => parties.getAddress(),
    () => "The contract that was called failed without a reason",
  ),
};
