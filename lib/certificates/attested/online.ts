import type { Colophon } from "../../chain/contracts/colophon";
import { TITLE_STATUSES } from "../../chain/contracts/enums";
import { titleIn, type TitleState } from "../../chain/contracts/title";
import { ColophonError } from "../../errors";
import { mapInOrder } from "../../in-order";
import type { Header } from "../../proofs/header";
import type { SlotTitle } from "../../proofs/slots/title-slot";
import { checkpointDigest, type HistoryCheckpoint, isSameRegistry } from "../checkpoint";
import { registryOf } from "../checkpoints";
import type { Judgement, Proven, Question } from "../judge/judge";
import { headersOf } from "../judge/vouched";
import { historyAt } from "../members/history-at";
import { deploymentTrusted } from "../members/trust-of-chain";
import { type EitherCertificate, isAttested, judgeEither } from "./either";
import type { Attestation } from "./format";
import { vouchedBy } from "./judge";

/** Blocks that a node is asked for at a time. */
const AT_A_TIME = 16;

/** What `historyAt` says of a title that is not, or has changed since. */
const CONTRADICTIONS: readonly string[] = ["NoTitleToCertify", "HistoryMovedOn"];

/** What a node says of a work whose certificate was judged. */
export interface Since {
  /** The node's newest block. */
  readonly block: number;
  /** What has happened since the certificate's block; undefined where nothing has. */
  readonly news: string | undefined;
}

/**
 * Judges a certificate, and asks a node whether the work still stands as it proves: STALE where something has happened since. Where
 * nobody else is named whom to trust, the node is believed: its blocks are the certificate's. What it cannot say, since members
 * alone have signed it and the work has changed since, is nobody's word then.
 * @returns without `since` where the node was not asked: the certificate is altered, or of another file
 * @throws ColophonError, exit code 2, where the certificate is another registry's; where the node has another block than the
 * certificate, or none as new, or says otherwise of it; what `judge` throws
 */
export async function judgeOnline(
  colophon: Colophon,
  certificate: EitherCertificate,
  question: Question,
): Promise<Judgement & { readonly since?: Since }> {
  const isNodeBelieved = question.trust === undefined;
  const trust = question.trust ?? (await deploymentTrusted(colophon));
  const judgement = await judgeEither(certificate, { ...question, trust, isBelieved: isNodeBelieved });
  const { verdict, proven } = judgement;
  if (proven === undefined || verdict === "not this file") return judgement;
  requireSameRegistry(colophon, certificate);
  await requireSameBlocks(colophon, certificate);
  const since = await sinceThen(colophon, certificate, proven);
  if (isNodeBelieved && isAttested(certificate)) {
    if (since.news !== undefined) return { ...(await judgeEither(certificate, question)), since };
    await requireSameHistory(colophon, certificate);
  }
  const isDoubted = verdict === "signers unknown" || verdict === "not enough signers";
  if (since.news === undefined || isDoubted) return { ...judgement, since };
  return { verdict: "stale", reason: `since then ${since.news}`, proven, since };
}

function requireSameRegistry(colophon: Colophon, { registry: certified }: EitherCertificate): void {
  const own = registryOf(colophon);
  if (isSameRegistry(certified, own)) return;
  throw new ColophonError(
    `The certificate is of the registry ${certified.address} of chain ${certified.chainId}, and this network has ${own.address} of chain ${own.chainId}`,
    { code: "CertificateOfOtherRegistry", advice: "Choose its network with --network.", exitCode: 2 },
  );
}

/** Everything that a certificate proves hangs on the hashes of its blocks. A chain that was begun anew has others. */
async function requireSameBlocks({ provider }: Colophon, certificate: EitherCertificate): Promise<void> {
  const blocks: Iterable<Pick<Header, "number" | "hash">> = isAttested(certificate)
    ? [certificate.block]
    : headersOf(certificate).values();
  const seen = mapInOrder(blocks, AT_A_TIME, async ({ number, hash }) => ({
    number,
    isThere: (await provider.getBlock(number))?.hash === hash,
  }));
  for await (const { number, isThere } of seen) if (!isThere) throw saysOtherwise(number);
}

async function sinceThen(
  { registry, provider }: Colophon,
  { work }: EitherCertificate,
  proven: Proven,
): Promise<Since> {
  const block = await provider.getBlockNumber();
  // As of that block: behind one URL there may be a node that is not as far, and what it has is older.
  const title = titleIn(await registry.titleOf(BigInt(work.id), { blockTag: block }));
  if (block >= proven.block && title !== undefined && title.changedAtBlock > proven.block) {
    return { block, news: `${newsOf(title, proven.title)} in block ${title.changedAtBlock}` };
  }
  if (block >= proven.block && isSame(title, proven.title)) return { block, news: undefined };
  throw saysOtherwise(proven.block);
}

/** What members alone have signed does not hang on the hash of its block. */
async function requireSameHistory(colophon: Colophon, attestation: Attestation): Promise<void> {
  const { registry, block } = attestation;
  let vouched: HistoryCheckpoint;
  try {
    ({ vouched } = await historyAt(colophon, BigInt(attestation.work.id), block.number));
  } catch (error) {
    // The node has just said what the title is: what contradicts that is for members who sign.
    if (error instanceof ColophonError && CONTRADICTIONS.includes(error.code)) throw saysOtherwise(block.number);
    throw error;
  }
  if (checkpointDigest(registry, vouched) !== checkpointDigest(registry, vouchedBy(attestation))) {
    throw saysOtherwise(block.number);
  }
}

function saysOtherwise(block: number): ColophonError {
  return new ColophonError(`The node says otherwise of block ${block} than the certificate proves`, {
    code: "NodeSaysOtherwise",
    advice:
      "Wait until it has the newest blocks, or ask another node. One that goes on saying so is of another chain, or wrong.",
  });
}

function newsOf(now: TitleState, then: SlotTitle | undefined): string {
  if (then === undefined) return "the work was registered";
  if (now.owner !== then.owner) return `the title came to ${now.owner}`;
  return now.status === TITLE_STATUSES[then.status]
    ? "something happened to the work"
    : `the title became ${now.status}`;
}

function isSame(now: TitleState | undefined, then: SlotTitle | undefined): boolean {
  if (now === undefined || then === undefined) return now === then;
  const { owner, registeredAt, changedAtBlock, events, hasMoved } = then;
  return (
    now.status === TITLE_STATUSES[then.status] &&
    Object.entries({ owner, registeredAt, changedAtBlock, events, hasMoved }).every(
      ([name, value]) => now[name as keyof TitleState] === value,
    )
  );
}
