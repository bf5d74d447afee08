import type { JsonRpcApiProvider } from "ethers";

import type { Colophon } from "../../chain/contracts/colophon";
import { formatWorkId } from "../../hashing/work-id";
import { workHistory } from "../../history/history";
import type { HistoryEvent } from "../../history/walk";
import { currentMetadataHash } from "../../history/work-events";
import type { HeaderKind } from "../../proofs/header";
import type { ReadBlock } from "../../proofs/read-block";
import { inOrderOfSigners, oneForm, sealDigest, signerOf } from "../../proofs/signatures/seals";
import { anchorSlot } from "../../proofs/slots/anchor-slot";
import { titleSlot } from "../../proofs/slots/title-slot";
import { type Checkpoints, registryOf } from "../checkpoints";
import { eventOfWork } from "../event-of-work";
import { type Certificate, CERTIFICATE_FORMAT, type CertifiedBlock, type NamedSignature } from "../format";
import { hasTitle, noTitle, notProvable, otherBlock } from "../issue-errors";
import { accreditationOf } from "./accreditation";
import { type AnchoredClaim, claimOfTitle } from "./anchor";
import { certifiedWork, type Sayings } from "./certified-work";
import { nodeProof } from "./node-proof";
import { Reading } from "./reading";

/** How many headers may lead from an event to a block that members vouch for: some 1,200 characters each. */
const MOST_LINKS = 8;

/** What a certificate is made of beside the chain. */
export interface CertificateOrder extends Sayings {
  /** A timestamp of the work's file by an authority. */
  readonly timestamp?: Certificate["timestamp"];
  /** What members have signed; default: nothing. */
  readonly checkpoints?: Checkpoints | undefined;
  /** Of a work that has no title: the claim to it that is anchored, and in which block; or nothing. Default: it must have a title. */
  readonly untitled?: { readonly anchored?: AnchoredClaim; readonly block?: number };
  /** What was read for other certificates of the same chain; default: nothing. */
  readonly reading?: Reading;
}

/**
 * Gathers the certificate of a work from a node.
 * @throws ColophonError where the work has no title and should have one, or the reverse, or the node lacks what proves it
 */
export async function gather(colophon: Colophon, order: CertificateOrder): Promise<Certificate> {
  const { provider, registry } = colophon;
  const { workId, checkpoints, untitled, reading = new Reading(provider) } = order;
  const id = formatWorkId(workId);
  const history = await workHistory(provider, registry, workId);
  if (history.length === 0 && untitled === undefined) throw noTitle(id);
  if (history.length > 0 && untitled !== undefined) throw hasTitle(id);

  const signed = new Map(checkpoints?.checkpoints.map((each) => [each.blockNumber, each]));
  const newest = history.at(-1)?.blockNumber ?? untitled?.block ?? 0;
  const stateBlock = await newestKnown(provider, [...signed.keys()], newest);
  const blocks = new Map<number, ReadBlock>();
  const read = async (number: number): Promise<ReadBlock> => {
    const known = blocks.get(number);
    if (known !== undefined) return known;
    const block = await reading.block(number);
    const theirs = signed.get(number)?.blockHash ?? block.hash;
    if (theirs !== block.hash) throw otherBlock(number, block.hash, theirs);
    blocks.set(number, block);
    return block;
  };

  const events = [];
  for (const { transactionHash, blockNumber } of oneOfEach(history)) {
    await read(blockNumber);
    events.push(...(await eventsIn(colophon, id, reading, { transactionHash, blockNumber })));
  }
  if (events.length !== history.length)
    throw notProvable(id, `it has ${events.length} of the ${history.length} events`);
  await read(stateBlock);
  for (const number of [...blocks.keys()]) await link(number, signed, stateBlock, read);

  const anchored = untitled === undefined ? await claimOfTitle(colophon, history) : untitled.anchored;
  const metadataHash = currentMetadataHash(history) ?? anchored?.claim.metadataHash;
  const accreditation = await accreditationOf(colophon, id, history);
  return {
    format: CERTIFICATE_FORMAT,
    work: await certifiedWork(order, metadataHash),
    registry: registryOf(colophon),
    headers: (await read(stateBlock)).kind,
    blocks: [...blocks]
      .sort(([a], [b]) => a - b)
      .map(([number, block]) => certified(block, signed.get(number)?.members)),
    history: events,
    ...(await stateAt(colophon, workId, stateBlock, anchored)),
    ...(accreditation && { accreditation }),
    ...(order.timestamp && { timestamp: order.timestamp }),
  };
}

/** What the registry keeps of the work and of the anchor of its claim. */
async function stateAt(
  { provider, deployment }: Colophon,
  workId: bigint,
  block: number,
  anchored: AnchoredClaim | undefined,
): Promise<Pick<Certificate, "state" | "anchor">> {
  const slots = [titleSlot(workId), ...(anchored === undefined ? [] : [anchorSlot(anchored.root)])];
  const contract = deployment.WorkRegistry.address;
  const proof = await nodeProof(provider, formatWorkId(workId), { contract, slots, block });
  const [storage = [], ofAnchor = []] = proof.slots;
  const state = { block, account: proof.account, storage };
  return { state, ...(anchored && { anchor: { ...anchored.claim, storage: ofAnchor } }) };
}

/** The newest block that members vouch for, if it is not before the newest event; else the newest of the chain. */
async function newestKnown(
  provider: JsonRpcApiProvider,
  signed: readonly number[],
  newestEvent: number,
): Promise<number> {
  const known = Math.max(-1, ...signed);
  return known >= newestEvent ? known : provider.getBlockNumber();
}

/** Reads on from a block that nobody signed to one that members have, if there is one near. */
async function link(
  from: number,
  signed: ReadonlyMap<number, unknown>,
  last: number,
  read: (number: number) => Promise<ReadBlock>,
): Promise<void> {
  const until = Math.min(last, from + MOST_LINKS);
  let end = from;
  while (end <= until && !signed.has(end)) end += 1;
  if (end > until) return;
  for (let number = from + 1; number <= end; number += 1) await read(number);
}

/** An event of each transaction, in their order. */
function oneOfEach(history: readonly HistoryEvent[]): Iterable<HistoryEvent> {
  return new Map(history.map((each) => [each.transactionHash, each])).values();
}

async function eventsIn(
  { deployment }: Colophon,
  workId: string,
  reading: Reading,
  { transactionHash, blockNumber }: Pick<HistoryEvent, "transactionHash" | "blockNumber">,
): Promise<Certificate["history"]> {
  const receipt = await reading.receipt(blockNumber, transactionHash);
  if (receipt?.blockNumber !== blockNumber) throw notProvable(workId, `it has no receipt of ${transactionHash}`);
  // The list cannot be changed, which its type does not say.
  const proof = (await reading.proofOf(blockNumber, receipt.index)) as string[];
  const place = { block: blockNumber, transaction: receipt.index };
  return receipt.logs.flatMap((log, index) =>
    eventOfWork(deployment.WorkRegistry.address, workId, log) === undefined ? [] : [{ ...place, log: index, proof }],
  );
}

function certified({ kind, bytes, seals }: ReadBlock, members: CertifiedBlock["members"]): CertifiedBlock {
  return {
    header: bytes,
    ...(seals === undefined || seals.signatures.length === 0 ? {} : { seals: namedSeals(kind, bytes, seals) }),
    ...(members === undefined ? {} : { members: inOrderOfSigners(members) }),
  };
}

function namedSeals(
  kind: HeaderKind,
  header: string,
  { round, signatures }: NonNullable<ReadBlock["seals"]>,
): NonNullable<CertifiedBlock["seals"]> {
  const digest = sealDigest(kind, header, round);
  const all = signatures.map((seal) => named(digest, oneForm(seal)));
  return { ...(round === undefined ? {} : { round }), signatures: inOrderOfSigners(all) };
}

function named(digest: string | undefined, signature: string): NamedSignature {
  const by = digest === undefined ? undefined : signerOf(digest, signature);
  if (by === undefined) throw new Error("a node gave a seal that nobody signed");
  return { by, signature };
}
