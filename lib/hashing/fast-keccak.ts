import { keccak256 } from "ethers";
import { createKeccak } from "hash-wasm";

import { hashKeccakBy } from "./keccak";

const KECCAK_BITS = 256;

/**
 * From now on ethers and we hash in WebAssembly: the same bytes, some ten times as fast. It matters where transactions have tens
 * of kilobytes, each of which is hashed three times, and where thousands of certificates are judged.
 */
export async function useFastKeccak(): Promise<void> {
  const hasher = await createKeccak(KECCAK_BITS);
  const hash = (bytes: Uint8Array): string => `0x${hasher.init().update(bytes).digest("hex")}`;
  keccak256.register(hash);
  hashKeccakBy(hash);
}
