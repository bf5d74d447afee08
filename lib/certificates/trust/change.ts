import { canonicalText, type JsonValue } from "../../hashing/canonical-json";
import { hashBytes } from "../../hashing/hash-bytes";
import { type Typed, typedDigest } from "../../hashing/typed-data";
import type { CheckedRegistry } from "../checkpoint";
import type { MemberSignature } from "../format";
import { type MemberSigner, signAsMember } from "../member-signer";
import type { TrustSet } from "../trust";

const TRUST_CHANGE: Pick<Typed, "type" | "fields"> = {
  type: "TrustChange",
  fields: [
    { name: "previous", type: "bytes32" },
    { name: "set", type: "bytes32" },
  ],
};
/** Before the first set there is none. */
const NO_DIGEST = `0x${"0".repeat(64)}`;
/** What is signed of a set. Whatever else a verifier writes into its own file is its own affair. */
const SIGNED = ["from", "until", "members", "validators"] as const;

/** @param previous the digest of the set before; of the first there is none */
function typed({ chainId, address }: CheckedRegistry, previous: string | undefined, set: TrustSet): Typed {
  const signed = Object.fromEntries(SIGNED.flatMap((name) => (set[name] === undefined ? [] : [[name, set[name]]])));
  return {
    domain: { name: "Colophon trust", version: "1", chainId, verifyingContract: address.toLowerCase() },
    ...TRUST_CHANGE,
    message: { previous: previous ?? NO_DIGEST, set: hashBytes(canonicalText(signed as JsonValue)) }, // of the schema, so JSON
  };
}

/**
 * The digest of a set that follows another one (EIP-712), which those before it sign: of the SHA-256 of its canonical form, and
 * through the digest before it, of all before.
 * @param previous the digest of the set before; undefined of the first
 */
export function changeDigest(registry: CheckedRegistry, previous: string | undefined, set: TrustSet): string {
  return typedDigest(typed(registry, previous, set));
}

/** A member's word for a set that follows another one (EIP-712). */
export async function signChange(
  signer: MemberSigner,
  registry: CheckedRegistry,
  previous: string,
  set: TrustSet,
): Promise<MemberSignature> {
  return signAsMember(signer, typed(registry, previous, set));
}
