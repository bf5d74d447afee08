import { TITLE_STATUSES } from "../../chain/contracts/enums";
import { EVENTS_MODULUS } from "../../chain/contracts/title";
import { toSeconds } from "../../chain/rpc/time";
import { checksummed } from "../../hashing/address";
import { hashBytes } from "../../hashing/hash-bytes";
import { currentMetadataHash } from "../../history/work-events";
import { provenSlot, provenStorage } from "../../proofs/account";
import type { Header } from "../../proofs/header";
import { ProofError } from "../../proofs/proof-error";
import { readSlot, type SlotTitle, titleSlot } from "../../proofs/slots/title-slot";
import type { Certificate } from "../format";
import type { Trust } from "../trust";
import type { Standing } from "../trust/standing";
import { termsOf } from "../trust/terms";
import { type ProvenAccreditation, provenAccreditation } from "./accreditation";
import { type ProvenAnchor, provenAnchor } from "./anchor";
import { checkDisclosures } from "./disclosures";
import { type CertifiedEvent, provenHistory } from "./history";
import { type ToldTimestamp, toldTimestamp } from "./timestamp";
import { doubtOf } from "./trusted";
import type { Verdict } from "./verdict";
import { headersOf, vouchedFor } from "./vouched";

/** The judgement of a certificate; what it proves is there unless it was altered. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Which part of the certificate, or who, and why; undefined where it is valid. */
  readonly reason?: string;
  readonly proven?: Proven;
}

/** What a certificate proves, once its blocks are believed. */
export interface Proven {
  /** Undefined where the work had none. */
  readonly title: SlotTitle | undefined;
  readonly history: readonly CertifiedEvent[];
  /** The claim that the title has its priority from, or that there is in its place. */
  readonly anchor: ProvenAnchor | undefined;
  /** Compared where whoever is trusted names the registry of parties. */
  readonly accreditation: (ProvenAccreditation & { readonly isCompared: boolean }) | undefined;
  /** Since when, by the word of an authority, there was the file; the authority is undefined where no trust file names it. */
  readonly timestamp: ToldTimestamp | undefined;
  /** From when on the title cannot be taken by an earlier anchor, Unix seconds; undefined where whoever is trusted does not know. */
  readonly finalAt: number | undefined;
  /** The block that the title is read at, and its time in Unix seconds. */
  readonly block: number;
  readonly time: number;
  /** Members whose second signature is by none of the keys that whoever is trusted lists for them: it counts for nothing. */
  readonly unlisted: readonly string[];
}

/** What a certificate is judged by. */
export interface Question {
  /** Whom to believe; without it nothing but the certificate's own make-up is judged. */
  readonly trust?: Trust | undefined;
  /** Whether its blocks are believed whoever vouches for them, since whoever asks has looked at them elsewhere. Default: they are not. */
  readonly isBelieved?: boolean;
  /** The SHA-256 of the file that it should be about; not asked where it is not given. */
  readonly contentHash?: string | undefined;
  /** The earliest time of the newest block that is still fresh, Unix seconds. */
  readonly notBefore?: number | undefined;
}

/**
 * Judges a certificate without a chain. What is altered is said first, then whose word it is, then what the title's status is.
 * @throws ColophonError, exit code 3, where the changes of whom to trust do not follow from each other
 */
export async function judge(certificate: Certificate, question: Question): Promise<Judgement> {
  try {
    return await judged(certificate, question);
  } catch (error) {
    if (error instanceof ProofError) return { verdict: "altered", reason: error.message };
    throw error;
  }
}

async function judged(certificate: Certificate, question: Question): Promise<Judgement> {
  const { trust } = question;
  const terms = trust === undefined ? [] : await termsOf(trust);
  const headers = headersOf(certificate);
  const history = provenHistory(certificate, headers);
  const state = headers.get(certificate.state.block);
  if (state === undefined) throw new ProofError("absent", "state.block is not among the blocks");
  const { registry } = certificate;
  const address = registry.address.toLowerCase();
  const account = { contract: address, proof: certificate.state.account, what: "state.account" };
  const storage = provenStorage(certificate.headers, state.stateRoot, account);
  const title = provenTitle(certificate, storage, history);
  const anchor = await provenAnchor(certificate, storage, history, title);
  const accreditation = provenAccreditation(certificate, headers, history);
  checkMetadata(certificate, anchor?.metadataHash, history);
  const timestamp = await toldTimestamp(certificate, trust);
  checkLinks(certificate, headers);
  // Last, since it takes longest.
  const { standings, unlisted } = await vouchedFor(certificate, headers, terms);

  const proven: Proven = {
    ...{ title, history, anchor, timestamp, finalAt: finalAtOf(title, trust) },
    accreditation: accreditation && { ...accreditation, isCompared: trust?.deployment !== undefined },
    block: state.number,
    time: toSeconds(state.timestamp),
    unlisted: [...unlisted].sort(),
  };
  return judgementOn(certificate, proven, standings, question);
}

/** What is said of what a certificate proves: whether it is asked about, whose word it is, what the title's status is. */
export function judgementOn(
  certificate: Pick<Certificate, "work" | "registry" | "accreditation">,
  proven: Proven,
  standings: ReadonlyMap<number, Standing>,
  { trust, isBelieved = false, contentHash, notBefore }: Question,
): Judgement {
  const { title, anchor, finalAt } = proven;
  const say = (verdict: Verdict, reason: string): Judgement => ({ verdict, reason, proven });
  if (contentHash !== undefined && contentHash !== certificate.work.id) {
    return say(
      "not this file",
      `the file's SHA-256 is ${contentHash}, and the certificate is about ${certificate.work.id}`,
    );
  }
  const doubt = doubtOf(certificate, isBelieved ? undefined : standings, trust);
  if (doubt !== undefined) return say(doubt.verdict, doubt.reason);
  const status = title && TITLE_STATUSES[title.status];
  if (status === "annulled") return say("annulled", `the title is annulled as of block ${proven.block}`);
  if (status === "held") return say("on hold", `the title is on hold as of block ${proven.block}`);
  if (notBefore !== undefined && proven.time < notBefore)
    return say("stale", "its newest block is older than you asked for");
  if (title === undefined) {
    return anchor === undefined
      ? say("no title", `nobody had registered the work by block ${proven.block}`)
      : say("anchored", `the work had no title at block ${proven.block}, and a claim to it is anchored`);
  }
  if (finalAt !== undefined && proven.time < finalAt) {
    return say("provisional", `until it is final a claim that was anchored earlier takes the title`);
  }
  return { verdict: "valid", proven };
}

/**
 * What the registry keeps of the work; undefined where that is nothing.
 * @throws ProofError where the title's slot does not say what the history ends with
 */
function provenTitle(
  { work, state }: Certificate,
  storage: string,
  history: readonly CertifiedEvent[],
): SlotTitle | undefined {
  const title = readSlot(provenSlot(storage, titleSlot(BigInt(work.id)), state.storage, "state.storage"));
  return requireSameEvents(title, history);
}

/** From when on a title cannot be taken by an earlier anchor; undefined where it never could, or whoever is trusted does not know. */
export function finalAtOf(title: SlotTitle | undefined, trust: Trust | undefined): number | undefined {
  const window = trust?.deployment?.revealWindow;
  return title === undefined || title.hasMoved || window === undefined ? undefined : title.registeredAt + window;
}

/** The title that a slot keeps. @throws ProofError where it does not say what the history ends with */
export function requireSameEvents(
  title: SlotTitle | undefined,
  history: readonly CertifiedEvent[],
): SlotTitle | undefined {
  const { changedAtBlock, events } = title ?? { changedAtBlock: undefined, events: 0 };
  if (changedAtBlock !== history.at(-1)?.blockNumber || events !== history.length % EVENTS_MODULUS) {
    const which = title === undefined ? "there is no title" : `${events}, the newest in block ${changedAtBlock}`;
    throw new ProofError("absent", `history: the title has other events: ${which}`);
  }
  return title && { ...title, owner: checksummed(title.owner) };
}

/** @throws ProofError where the metadata are not those that the owner named last, or what is shown of them is not in them */
export function checkMetadata(
  { work }: Pick<Certificate, "work">,
  anchored: string | undefined,
  history: readonly CertifiedEvent[],
): void {
  const named = history.length === 0 ? anchored : currentMetadataHash(history);
  if (work.metadata !== undefined && hashBytes(work.metadata) !== named) {
    throw new ProofError("root", "work.metadata is not the document that the owner named last");
  }
  checkDisclosures(work);
}

/** @throws ProofError where a block belongs to nothing */
function checkLinks({ history, state }: Certificate, headers: ReadonlyMap<number, Header>): void {
  const needed = new Set([state.block, ...history.map(({ block }) => block)]);
  for (const number of headers.keys()) {
    if (!needed.has(number) && !headers.has(number - 1)) {
      throw new ProofError("left-over", `blocks: block ${number} belongs to nothing`);
    }
  }
}
