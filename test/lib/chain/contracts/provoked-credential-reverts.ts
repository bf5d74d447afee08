import { Contract, id, ZeroHash } from "ethers";
import { ethers } from "hardhat";

import { MODULES } from "../../../../lib/chain/contracts/artifacts";
import type { CredentialRegistry } from "../../../../typechain-types";
import type { Stage } from "../../shared/stage";
import type { Refused } from "./provoked-reverts";

const NAME = "publisher-licence";
const HASH = id("a file");
const OTHER_HASH = id("another file");
const LIST = id("a list");
const IETF = 1;
const W3C = 2;

/** A registry of credentials: one to send by as aurora, one to ask by. */
async function credentials({ accounts, colophon }: Stage): Promise<Record<"sent" | "asked", CredentialRegistry>> {
  const identities = await ethers.deployContract("IdentityRegistry");
  const sent = await ethers.deployContract("CredentialRegistry", [identities], accounts.aurora);
  const asked = new Contract(await sent.getAddress(), MODULES.CredentialRegistry.contract, colophon.provider);
  // A Contract answers by its ABI; the type is made from the same ABI by TypeChain.
  return { sent, asked: asked as unknown as CredentialRegistry };
}

/** A type that is refused. */
const schema =
  (message: string, values: Partial<{ name: string; version: number; hash: string }>, advice?: string) =>
  async (stage: Stage): Promise<Refused> => {
    const from = stage.accounts.aurora.address;
    const { asked } = await credentials(stage);
    const { name, version, hash } = { name: NAME, version: 1, hash: HASH, ...values };
    return { ask: () => asked.publishSchema.estimateGas(from, name, version, hash, { from }), message, advice };
  };

/** A status list that is refused. */
const list =
  (message: string, [kind, bits, size]: readonly [number, number, number], advice?: string) =>
  async (stage: Stage): Promise<Refused> => {
    const from = stage.accounts.aurora.address;
    const { asked } = await credentials(stage);
    return {
      ask: () => asked.updateStatusList.estimateGas(from, LIST, kind, bits, size, HASH, { from }),
      message,
      advice,
    };
  };

/** The same, of a list of 1,000 entries of 2 bits that is there already. */
const changedList =
  (bits: number, hash: string, message: string, advice?: string) =>
  async (stage: Stage): Promise<Refused> => {
    const from = stage.accounts.aurora.address;
    const { sent, asked } = await credentials(stage);
    await sent.updateStatusList(from, LIST, IETF, 2, 1000, HASH);
    return {
      ask: () => asked.updateStatusList.estimateGas(from, LIST, IETF, bits, 1000, hash, { from }),
      ...{ message, advice },
    };
  };

/** Errors of the registry of credentials. */
export const PROVOKED_OF_CREDENTIALS: Readonly<Record<string, (stage: Stage) => Promise<Refused>>> = {
  CredentialRegistryNotController: async (stage) => {
    const { aurora, borealis } = stage.accounts;
    const { asked } = await credentials(stage);
    return {
      ask: () => asked.publishSchema.estimateGas(aurora, NAME, 1, HASH, { from: borealis.address }),
      message: `The identity ${aurora.address} is controlled by ${aurora.address}, not by ${borealis.address}`,
      advice: "Its controller alone publishes and revokes in its name: use that account with --account.",
    };
  },
  CredentialRegistryNameLength: schema(
    "The name of a type has 1 to 64 bytes, not 0",
    { name: "" },
    "Choose another name.",
  ),
  CredentialRegistryZeroVersion: schema(
    `Versions of the type ${NAME} count from 1`,
    { version: 0 },
    "Begin with version 1.",
  ),
  CredentialRegistryZeroHash: async (stage) => {
    const { address } = stage.accounts.aurora;
    const message = `Zero is not the hash of a file, which the identity ${address} would publish`;
    return schema(message, { hash: ZeroHash })(stage);
  },
  CredentialRegistrySchemaExists: async (stage) => {
    const from = stage.accounts.aurora.address;
    const { sent, asked } = await credentials(stage);
    await sent.publishSchema(from, NAME, 1, HASH);
    return {
      ask: () => asked.publishSchema.estimateGas(from, NAME, 1, OTHER_HASH, { from }),
      message: `This version was published with the schema whose hash is ${HASH}, and it never changes`,
      advice: "Publish a correction as the next version.",
    };
  },
  CredentialRegistryNoKind: list(
    "A status list has no kind: 1 is IETF's Token Status List, 2 is W3C's Bitstring Status List",
    [0, 1, 1],
  ),
  CredentialRegistryBits: list(
    "An entry of a status list has 1, 2, 4 or 8 bits, not 3",
    [IETF, 3, 1],
    "Choose one of these.",
  ),
  CredentialRegistrySize: list(
    "A status list of this kind has at least 131072 entries, not 1000",
    [W3C, 1, 1000],
    "Choose a larger size: the entries that are not needed stay free.",
  ),
  CredentialRegistryShapeFixed: changedList(
    ...([1, OTHER_HASH] as const),
    "The status list has 1000 entries of 2 bits and the kind 1, and credentials point into it",
    "Begin another list under another name.",
  ),
  CredentialRegistryUnchanged: changedList(
    ...([2, HASH] as const),
    `The chain has the hash ${HASH} for this status list already`,
    "It is published; nothing is left to do.",
  ),
};
