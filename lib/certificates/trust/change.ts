import { type TypedDataDomain, TypedDataEncoder, type TypedDataField, ZeroHash } from "ethers";

import { canonicalText, type JsonValue } from "../../hashing/canonical-json";
import { hashBytes } from "../../hashing/hash-file";
import type { CheckedRegistry, MemberSigner } from "../checkpoint";
import type { MemberSignature } from "../format";
import type { TrustSet } from "../trust";

const CHANGE_TYPES: Record<string, TypedDataField[]> = {
  TrustChange: [
    { name: "previous", type: "bytes32" },
    { name: "set", type: "bytes32" },
  ],
};
/** What is signed of a set. Whatever else a verifier writes into its own file is its own affair. */
const SIGNED = ["from", "until", "members", "validators"] as const;

function domainOf({ chainId, address }: CheckedRegistry): TypedDataDomain {
  return { name: "Colophon trust", version: "1", chainId, verifyingContract: address.toLowerCase() };
}

/** @param previous the digest of the set before; of the first there is none */
function messageOf(previous: string | undefined, set: TrustSet): Record<string, string> {
  const signed = Object.fromEntries(SIGNED.flatMap((name) => (set[name] === undefined ? [] : [[name, set[name]]])));
  return { previous: previous ?? ZeroHash, set: hashBytes(canonicalText(signed as JsonValue)) }; // of the schema, so JSON
}

/**
 * The digest of a set that follows another one (EIP-712), which those before it sign: of the SHA-256 of its canonical form, and
 * through the digest before it, of all before.
 * @param previous the digest of the set before; undefined of the first
 */
export function changeDigest(registry: CheckedRegistry, previous: string | undefined, set: TrustSet): string {
  return TypedDataEncoder.hash(domainOf(registry), CHANGE_TYPES, messageOf(previous, set));
}

/** A member's word for a set that follows another one (EIP-712). */
export async function signChange(
  signer: MemberSigner,
  registry: CheckedRegistry,
  previous: string,
  set: TrustSet,
): Promise<MemberSignature> {
  const signature = await signer.signTypedData(domainOf(registry), CHANGE_TYPES, messageOf(previous, set));
  const second = signer.signSecond?.(changeDigest(registry, previous, set));
  return { by: signer.address, signature, ...(second !== undefined && { mlDsa44: second }) };
}
