import { basename } from "node:path";

import type { BaseWallet } from "ethers";

import type { Colophon } from "../chain/contracts/colophon";
import { hashFile } from "../hashing/hash-file";
import { type Metadata, metadataHash } from "../metadata/metadata";
import { carryOut, type Registered } from "./carry-out";
import { shelfOf } from "./shelf";

/** A file to register, and what its owner says about it. */
export interface Registration {
  readonly file: string;
  readonly metadata: Metadata;
  /** The folder of the store. */
  readonly home: string;
}

/**
 * Registers a file for the account that signs. It can be killed and run again, as `carryOut` has it.
 * @throws ColophonError where the file or the registry refuses, or nobody knows what became of the transaction
 */
export async function registerWork(
  colophon: Colophon,
  wallet: BaseWallet,
  { file, metadata, home }: Registration,
): Promise<Registered> {
  const { contentHash, size } = await hashFile(file);
  const claim = { owner: wallet.address, contentHash, metadataHash: metadataHash(metadata) };
  return carryOut(colophon, wallet, {
    file: { name: basename(file), size },
    claim,
    metadata,
    shelf: shelfOf(colophon, home),
    call: () => colophon.registry.register.populateTransaction(claim),
  });
}
