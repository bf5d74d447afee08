import { hashBytes } from "../hashing/hash-bytes";
import { textOf } from "./file";

/**
 * What a certificate is called by where there is no room for it: the SHA-256 of its file, 0x and 64 lower-case hex digits. Of one
 * certificate there is one file, since its form is canonical.
 */
export function certificateId(certificate: object): string {
  return hashBytes(textOf(certificate));
}
