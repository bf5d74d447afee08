import { type TypedDataDomain, TypedDataEncoder, type TypedDataField } from "ethers";

/** What an owner says about a work, as `IWorkRegistry.Claim` has it. */
export interface Claim {
  /** The owner's address. */
  readonly owner: string;
  /** SHA-256 of the work's bytes, 0x and 64 hex digits; as a number it is the work's id. */
  readonly contentHash: string;
  /** SHA-256 of the metadata's RFC 8785 bytes. */
  readonly metadataHash: string;
}

/** A claim to be registered by somebody else, until `deadline` (Unix seconds). */
interface Registration extends Claim {
  readonly deadline: bigint;
}

/** The EIP-712 type that `WorkRegistry.registerFor` checks. */
export const REGISTRATION_TYPES: Record<string, TypedDataField[]> = {
  Registration: [
    { name: "owner", type: "address" },
    { name: "contentHash", type: "bytes32" },
    { name: "metadataHash", type: "bytes32" },
    { name: "deadline", type: "uint256" },
  ],
};

/** The EIP-712 domain of a registry. */
export function registrationDomain(registry: string, chainId: bigint): TypedDataDomain {
  return { name: "Colophon", version: "1", chainId, verifyingContract: registry };
}

/** The digest that the owner signs; the same as `WorkRegistry.registrationDigest`. */
export function registrationDigest(registry: string, chainId: bigint, registration: Registration): string {
  return TypedDataEncoder.hash(registrationDomain(registry, chainId), REGISTRATION_TYPES, { ...registration });
}
