import { ZeroHash } from "ethers";

import { hashFile } from "./hash-file";

/** The hash of a document that may be left out: a credential, the text of a decision. Zero where there is none. */
export async function documentHash(path: string | undefined): Promise<string> {
  return path === undefined ? ZeroHash : (await hashFile(path)).contentHash;
}
