import { fromHex, toHex } from "../hex";

/** What stands before the 1,312 bytes of a public key of ML-DSA-44 in SubjectPublicKeyInfo (RFC 9881). */
const PREFIX = "0x30820532300b06096086480165030403110382052100";
const KEY_BYTES = 1312;
const PEM = /^-----BEGIN PUBLIC KEY-----\s+([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/;
const LINE = /.{1,64}/g;

/** The public key of ML-DSA-44 in a PEM text, 0x-hex; undefined where it is none. */
export function mlDsa44KeyIn(pem: string): string | undefined {
  const bytes = Buffer.from(PEM.exec(pem.trim())?.[1] ?? "", "base64");
  const hex = toHex(bytes);
  const isKey = hex.startsWith(PREFIX) && bytes.length === fromHex(PREFIX).length + KEY_BYTES;
  return isKey ? `0x${hex.slice(PREFIX.length)}` : undefined;
}

/** A public key of ML-DSA-44 as a PEM text. @param key 1,312 bytes as 0x-hex */
export function mlDsa44Pem(key: string): string {
  const text = Buffer.concat([fromHex(PREFIX), fromHex(key)]).toString("base64");
  return ["-----BEGIN PUBLIC KEY-----", ...(text.match(LINE) ?? []), "-----END PUBLIC KEY-----", ""].join("\n");
}
