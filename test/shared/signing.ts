import type { Signer, TypedDataDomain, TypedDataField } from "ethers";
import { ethers } from "hardhat";

import type { WorkRegistry } from "../../typechain-types";
import type { Claim } from "./fixture";

/** What an owner signs for `registerFor`, as EIP-712 has it. */
export const REGISTRATION_TYPES: Record<string, TypedDataField[]> = {
  Registration: [
    { name: "owner", type: "address" },
    { name: "contentHash", type: "bytes32" },
    { name: "metadataHash", type: "bytes32" },
    { name: "deadline", type: "uint256" },
  ],
};

/** The EIP-712 domain of a registry. */
export async function domainOf(registry: WorkRegistry): Promise<TypedDataDomain> {
  const { chainId } = await ethers.provider.getNetwork();
  return { name: "Colophon", version: "1", chainId, verifyingContract: await registry.getAddress() };
}

/** Signs a claim for `registerFor`. `changes` replaces parts of the registry's domain. */
export async function signClaim(
  registry: WorkRegistry,
  signer: Signer,
  claim: Claim,
  deadline: number,
  changes: TypedDataDomain = {},
): Promise<string> {
  return signer.signTypedData({ ...(await domainOf(registry)), ...changes }, REGISTRATION_TYPES, {
    ...claim,
    deadline,
  });
}
