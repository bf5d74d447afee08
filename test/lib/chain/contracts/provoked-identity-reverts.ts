import { ZeroAddress } from "ethers";
import { ethers } from "hardhat";

import { DEV_ADDRESSES } from "../../../../lib/chain/development/dev-accounts";
import { identityRegistry } from "../../../../lib/identity/registry";
import type { IdentityRegistry } from "../../../../typechain-types";
import { NAME, SIGNING, VALUE } from "../../../identity/identities";
import { DAY } from "../../../shared/fixture";
import type { Stage } from "../../shared/stage";
import type { Refused } from "./provoked-reverts";

const SHOW = `Look at it with: npx hardhat identity show --identity ${DEV_ADDRESSES.aurora}`;
const MAX_VALIDITY = 36_500 * DAY;

async function identities({ colophon }: Stage): Promise<IdentityRegistry> {
  const contract = await ethers.deployContract("IdentityRegistry");
  return identityRegistry(await contract.getAddress(), colophon.provider);
}

/** Errors of the registry of identities. */
export const PROVOKED_OF_IDENTITIES: Readonly<Record<string, (stage: Stage) => Promise<Refused>>> = {
  IdentityRegistryNotController: async (stage) => {
    const { aurora, borealis } = stage.accounts;
    const registry = await identities(stage);
    return {
      ask: () => registry.changeOwner.estimateGas(aurora, borealis, { from: borealis.address }),
      message: `The identity ${aurora.address} is controlled by ${aurora.address}, not by ${borealis.address}`,
      advice:
        "Use its controller's account with --account. A signed change is good once, on one chain, as long as its signer is in control.",
    };
  },
  IdentityRegistryDeactivated: async (stage) => {
    const { aurora } = stage.accounts;
    const registry = await identities(stage);
    await (await ethers.getContractAt("IdentityRegistry", registry, aurora)).changeOwner(aurora, ZeroAddress);
    return {
      ask: () => registry.changeOwner.estimateGas(aurora, aurora, { from: aurora.address }),
      message: `The identity ${aurora.address} was deactivated, which is for good`,
      advice: "Whoever it belonged to goes on with another account.",
    };
  },
  IdentityRegistryValidity: async (stage) => {
    const { aurora } = stage.accounts;
    const registry = await identities(stage);
    return {
      ask: () => registry.setAttribute.estimateGas(aurora, NAME, VALUE, MAX_VALIDITY + 1, { from: aurora.address }),
      message: `An identity names nothing for ${MAX_VALIDITY + 1} s; 1 to ${MAX_VALIDITY} s are allowed`,
      advice: "Give another end with --until.",
    };
  },
  IdentityRegistryNotDelegate: async (stage) => {
    const { aurora, borealis } = stage.accounts;
    const registry = await identities(stage);
    return {
      ask: () => registry.revokeDelegate.estimateGas(aurora, SIGNING, borealis, { from: aurora.address }),
      message: `The account ${borealis.address} is no delegate of the identity ${aurora.address}, or its time has ended`,
      advice: SHOW,
    };
  },
  IdentityRegistryNotAttribute: async (stage) => {
    const { aurora } = stage.accounts;
    const registry = await identities(stage);
    return {
      ask: () => registry.revokeAttribute.estimateGas(aurora, NAME, VALUE, { from: aurora.address }),
      message: `The identity ${aurora.address} does not name what is to be taken back, or its time has ended`,
      advice: SHOW,
    };
  },
};
