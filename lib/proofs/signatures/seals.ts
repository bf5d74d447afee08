import { Signature } from "ethers";

import { checksummed } from "../../hashing/address";
import { keccak256 } from "../../hashing/keccak";
import { fromHex, joinHex, sliceHex } from "../../hex";
import { qbftSignedExtra } from "../extra-data";
import { type HeaderKind, withExtraData } from "../header";
import { recoverKey } from "./recover";

/** What Kaia's validators add to a block's hash before they sign it. */
const KAIA_COMMIT = "0x02";
/** Where s and v stand in a signature, and the first byte of an s that is not low. */
const S_AT = 32;
const V_AT = 64;
const HIGH_S = 0x80;
const V_OF_SIGN = [27, 28];
/** An address is the end of its key's hash, from this byte on. */
const ADDRESS_FROM = 12;

/**
 * What a validator signs of a block; undefined where its engine has no seals, or they sign a round and there is none, or the reverse.
 * @param header the bytes that are hashed
 * @param round the round in which the block was made, which QBFT's seals sign
 * @param hash of the header, where it is known
 */
export function sealDigest(
  kind: HeaderKind,
  header: string,
  round: string | undefined,
  hash?: string,
): string | undefined {
  if (kind === "kaia" && round === undefined) return keccak256(joinHex(hash ?? keccak256(header), KAIA_COMMIT));
  if (kind !== "qbft" || round === undefined) return undefined;
  return keccak256(withExtraData(kind, header, (extraData) => qbftSignedExtra(extraData, round)));
}

/** The signer of a digest in EIP-55 form; undefined where the signature is none, or not in its one form (EIP-2: low s; v 27 or 28). */
export function signerOf(digest: string, signature: string): string | undefined {
  try {
    const bytes = fromHex(signature);
    const [sign, s] = [V_OF_SIGN.indexOf(bytes[V_AT] ?? 0), bytes[S_AT] ?? HIGH_S];
    if (bytes.length !== V_AT + 1 || (sign !== 0 && sign !== 1) || s >= HIGH_S) return undefined;
    const key = recoverKey(fromHex(digest), bytes.subarray(0, V_AT), sign);
    return key === undefined ? undefined : checksummed(sliceHex(keccak256(key.subarray(1)), ADDRESS_FROM));
  } catch {
    return undefined;
  }
}

/** Signatures in the order in which a certificate has them. */
export function inOrderOfSigners<T extends { readonly by: string }>(signatures: readonly T[]): T[] {
  return [...signatures].sort((a, b) => (a.by.toLowerCase() < b.by.toLowerCase() ? -1 : 1));
}

/** A signature as it is written here, whatever form of v its engine has. */
export function oneForm(signature: string): string {
  return Signature.from(signature).serialized;
}
