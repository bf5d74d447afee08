import type { Signer } from "ethers";

import type { Colophon } from "../chain/contracts/colophon";
import { workHistory } from "../history/history";
import { readHeader } from "../proofs/header";
import { readBlock } from "../proofs/read-block";
import { type Checkpoint, signCheckpoint } from "./checkpoint";
import { type Checkpoints, CHECKPOINTS_FORMAT, registryOf } from "./checkpoints";
import { otherBlock } from "./issue-errors";

/** The blocks that a certificate of a work stands on: of each of its events, and the newest of the chain, in order. */
export async function blocksOf({ provider, registry }: Colophon, workId: bigint): Promise<number[]> {
  const history = await workHistory(provider, registry, workId);
  return [...new Set([...history.map(({ blockNumber }) => blockNumber), await provider.getBlockNumber()])];
}

/**
 * Signs blocks as a member's own node has them, beside what others have signed.
 * @param others what others have signed, whose blocks are compared with the node's
 * @param numbers further blocks
 * @throws ColophonError, exit code 3, where another one signed a block that the node has otherwise
 */
export async function signBlocks(
  colophon: Colophon,
  signer: Pick<Signer, "signTypedData"> & { readonly address: string },
  others: Checkpoints["checkpoints"],
  numbers: readonly number[],
): Promise<Checkpoints> {
  const registry = registryOf(colophon);
  const signed = new Map(others.map((each) => [each.blockNumber, each]));
  const checkpoints: Checkpoints["checkpoints"] = [];
  for (const blockNumber of [...new Set([...signed.keys(), ...numbers])].sort((a, b) => a - b)) {
    const own = await checkpointAt(colophon, blockNumber);
    const other = signed.get(blockNumber);
    if (other !== undefined && other.blockHash !== own.blockHash)
      throw otherBlock(blockNumber, own.blockHash, other.blockHash);
    const members = other?.members.filter(({ by }) => by !== signer.address) ?? [];
    const signature = await signCheckpoint(signer, registry, own);
    checkpoints.push({ ...own, members: [...members, { by: signer.address, signature }] });
  }
  return { format: CHECKPOINTS_FORMAT, registry, checkpoints };
}

async function checkpointAt({ provider }: Colophon, block: number): Promise<Checkpoint> {
  const { kind, bytes } = await readBlock(provider, block);
  const { number, hash, stateRoot } = readHeader(kind, bytes, `block ${block}`);
  return { blockNumber: number, blockHash: hash, stateRoot };
}
