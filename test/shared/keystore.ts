import { readFileSync, writeFileSync } from "node:fs";

import { encryptKeystoreJson } from "ethers";

import { decryptKeystore, parseKeystore } from "../../lib/accounts/keystore-file";

/** A key that is made for a test need not be hard to guess. */
export const FAST = { scrypt: { N: 2, r: 1, p: 1 } };

/** Writes a keystore file anew so that it opens at once: to be hard to guess takes a third of a second each time. */
export async function quicken(path: string, password: string): Promise<void> {
  const key = await decryptKeystore(parseKeystore(readFileSync(path, "utf8"), path), path, password);
  if (key === undefined) throw new Error(`the password does not open ${path}`);
  writeFileSync(path, await encryptKeystoreJson(key, password, FAST));
}
