import { fromHex, toHex } from "../hex";
import { bytesInPem, toPem } from "../pem";

const LABEL = "PUBLIC KEY";
/** What stands before the 1,312 bytes of a public key of ML-DSA-44 in SubjectPublicKeyInfo (RFC 9881). */
const PREFIX = "0x30820532300b06096086480165030403110382052100";
const KEY_BYTES = 1312;

/** The public key of ML-DSA-44 in a PEM text, 0x-hex; undefined where it is none. */
export function mlDsa44KeyIn(pem: string): string | undefined {
  const hex = toHex(bytesInPem(LABEL, pem) ?? Buffer.alloc(0));
  const isKey = hex.startsWith(PREFIX) && hex.length === PREFIX.length + 2 * KEY_BYTES;
  return isKey ? `0x${hex.slice(PREFIX.length)}` : undefined;
}

/** A public key of ML-DSA-44 as a PEM text. @param key 1,312 bytes as 0x-hex */
export function mlDsa44Pem(key: string): string {
  return toPem(LABEL, Buffer.concat([fromHex(PREFIX), fromHex(key)]));
}
