import { ColophonError } from "../../errors";
import { fromHex, toHex } from "../../hex";
import { bytesInPem, toPem } from "../../pem";
import { mlDsa44KeyOf, signWithMlDsa44 } from "../../proofs/signatures/ml-dsa";
import { readText } from "../../text-file";
import type { SecondKey } from "../member-signer";

const LABEL = "PRIVATE KEY";
/** What stands before the seed of a private key of ML-DSA-44 in PKCS #8 (RFC 9881, the form with the seed alone). */
const PREFIX = "0x3034020100300b060960864801650304031104228020";
const SEED_BYTES = 32;

/** A private key as a PEM text. @param seed 32 bytes that nobody can guess, 0x-hex */
export function secondKeyPem(seed: string): string {
  return toPem(LABEL, Buffer.concat([fromHex(PREFIX), fromHex(seed)]));
}

/** The key that a seed makes. */
export function secondKeyOf(seed: string): SecondKey {
  return { publicKey: mlDsa44KeyOf(seed), sign: (digest) => signWithMlDsa44(seed, digest) };
}

/** @throws ColophonError, exit code 2, where the file is missing or no key of ML-DSA-44 */
export async function readSecondKey(path: string): Promise<SecondKey> {
  const text = await readText(path);
  const hex = toHex(bytesInPem(LABEL, text) ?? Buffer.alloc(0));
  if (hex.startsWith(PREFIX) && hex.length === PREFIX.length + 2 * SEED_BYTES) {
    return secondKeyOf(`0x${hex.slice(PREFIX.length)}`);
  }
  // Without a cause: it could have the text in it.
  throw new ColophonError(`${path} is not a private key of ML-DSA-44 in PEM with its seed`, {
    code: "NotASecondKey",
    advice: "Make one: npx hardhat checkpoint key --out FILE",
    exitCode: 2,
  });
}
