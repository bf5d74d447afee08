import type { Colophon } from "../../chain/contracts/colophon";
import { formatWorkId } from "../../hashing/work-id";
import { workHistory } from "../../history/history";
import { readHeader } from "../../proofs/header";
import { readBlock } from "../../proofs/read-block";
import { type Checkpoint, signCheckpoint } from "../checkpoint";
import { type Checkpoints, CHECKPOINTS_FORMAT, registryOf } from "../checkpoints";
import type { MemberSignature } from "../format";
import { otherBlock } from "../issue-errors";
import type { MemberSigner } from "../member-signer";
import { hasProofs, historyAt, requireSameHistory } from "./history-at";

type Histories = NonNullable<Checkpoints["histories"]>;

/** The blocks that a certificate of a work stands on: of each of its events, and the newest of the chain, in order. */
export async function blocksOf({ provider, registry }: Colophon, workId: bigint): Promise<number[]> {
  const history = await workHistory(provider, registry, workId);
  return [...new Set([...history.map(({ blockNumber }) => blockNumber), await provider.getBlockNumber()])];
}

/** What a member is asked to sign, beside what others have signed. */
export interface ToSign {
  /** Of a work the blocks that prove it, or where the chain gives no proofs its history. */
  readonly works: readonly bigint[];
  readonly blocks: readonly number[];
}

/** Signs what others have signed, and more. @throws ColophonError, exit code 3, where the member's own node has something else */
export async function signAll(
  colophon: Colophon,
  signer: MemberSigner,
  others: Pick<Checkpoints, "checkpoints" | "histories"> = { checkpoints: [] },
  { works, blocks }: ToSign,
): Promise<Checkpoints> {
  const isProvable = works.length === 0 || (await hasProofs(colophon));
  const ofWorks = isProvable ? (await Promise.all(works.map((workId) => blocksOf(colophon, workId)))).flat() : [];
  const signed = await signBlocks(colophon, signer, others.checkpoints, [...blocks, ...ofWorks]);
  const histories = await signHistories(colophon, signer, others.histories ?? [], isProvable ? [] : works);
  return { ...signed, ...(histories.length > 0 && { histories }) };
}

/**
 * Signs blocks as a member's own node has them, beside what others have signed.
 * @param others what others have signed, whose blocks are compared with the node's
 * @param numbers further blocks
 * @throws ColophonError, exit code 3, where another one signed a block that the node has otherwise
 */
export async function signBlocks(
  colophon: Colophon,
  signer: MemberSigner,
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
    checkpoints.push({ ...own, members: beside(other?.members, await signCheckpoint(signer, registry, own)) });
  }
  return { format: CHECKPOINTS_FORMAT, registry, checkpoints };
}

/**
 * Signs the histories of works as a member's own node has them, beside what others have signed: for chains without proofs.
 * @param others what others have signed, which is compared with the node's
 * @param works further works, each as it is now
 * @throws ColophonError, exit code 3, where another one signed a history that the node has otherwise, or that has moved on
 */
export async function signHistories(
  colophon: Colophon,
  signer: MemberSigner,
  others: Histories,
  works: readonly bigint[],
): Promise<Histories> {
  const registry = registryOf(colophon);
  const signed: Histories = [];
  for (const other of others) {
    const { vouched } = await historyAt(colophon, BigInt(other.work), other.blockNumber);
    requireSameHistory(vouched, other);
    signed.push({ ...vouched, members: beside(other.members, await signCheckpoint(signer, registry, vouched)) });
  }
  for (const workId of works) {
    if (signed.some(({ work }) => work === formatWorkId(workId))) continue;
    const { vouched } = await historyAt(colophon, workId);
    signed.push({ ...vouched, members: [await signCheckpoint(signer, registry, vouched)] });
  }
  return signed;
}

/** The signatures of others, and one's own. */
function beside(others: readonly MemberSignature[] = [], own: MemberSignature): MemberSignature[] {
  return [...others.filter(({ by }) => by !== own.by), own];
}

async function checkpointAt({ provider }: Colophon, block: number): Promise<Checkpoint> {
  const { kind, bytes } = await readBlock(provider, block);
  const { number, hash, stateRoot } = readHeader(kind, bytes, `block ${block}`);
  return { blockNumber: number, blockHash: hash, stateRoot };
}
