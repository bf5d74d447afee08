import { getAddress } from "ethers";

import { TITLE_STATUSES } from "../../chain/contracts/enums";
import { EVENTS_MODULUS } from "../../chain/contracts/title";
import { toSeconds } from "../../chain/rpc/time";
import { hashBytes } from "../../hashing/hash-file";
import { currentMetadataHash } from "../../history/history";
import { provenSlot } from "../../proofs/account";
import type { Header } from "../../proofs/header";
import { ProofError } from "../../proofs/proof-error";
import { readSlot, type SlotTitle, titleSlot } from "../../proofs/title-slot";
import type { Certificate } from "../format";
import type { Trust } from "../trust";
import type { Standing } from "../trust/standing";
import { termsOf } from "../trust/terms";
import { type CertifiedEvent, provenHistory } from "./history";
import { headersOf, standingsOf } from "./vouched";

/** What a verifier says of a certificate. */
export type Verdict =
  | "valid"
  | "altered"
  | "not this file"
  | "on hold"
  | "annulled"
  | "signers unknown"
  | "not enough signers"
  | "stale"
  | "later format";

/** The judgement of a certificate; what it proves is there unless it was altered. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Which part of the certificate, or who, and why; undefined where it is valid. */
  readonly reason?: string;
  readonly proven?: Proven;
}

/** What a certificate proves, once its blocks are believed. */
export interface Proven {
  readonly title: SlotTitle;
  readonly history: readonly CertifiedEvent[];
  /** The block that the title is read at, and its time in Unix seconds. */
  readonly block: number;
  readonly time: number;
}

/** What a certificate is judged by. */
export interface Question {
  /** Whom to believe; without it nothing but the certificate's own make-up is judged. */
  readonly trust?: Trust | undefined;
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
  const history = await provenHistory(certificate, headers);
  const state = headers.get(certificate.state.block);
  if (state === undefined) throw new ProofError("absent", "state.block is not among the blocks");
  const title = await provenTitle(certificate, state, history);
  checkMetadata(certificate, history);
  checkLinks(certificate, headers);
  // Last, since it takes longest.
  const standings = await standingsOf(certificate, headers, terms);

  const proven: Proven = {
    title,
    history,
    block: state.number,
    time: toSeconds(state.timestamp),
  };
  return judgementOn(certificate, proven, standings, question);
}

/** What is said of what a certificate proves: whether it is asked about, whose word it is, what the title's status is. */
export function judgementOn(
  certificate: Pick<Certificate, "work" | "registry">,
  proven: Proven,
  standings: ReadonlyMap<number, Standing>,
  { trust, contentHash, notBefore }: Question,
): Judgement {
  const say = (verdict: Verdict, reason: string): Judgement => ({ verdict, reason, proven });
  if (contentHash !== undefined && contentHash !== certificate.work.id) {
    return say(
      "not this file",
      `the file's SHA-256 is ${contentHash}, and the certificate is about ${certificate.work.id}`,
    );
  }
  const other = otherRegistry(certificate, trust);
  if (other !== undefined) return say("signers unknown", other);
  const weak = weakest(standings);
  if (weak !== undefined) return say(weak.verdict, weak.reason);
  const status = TITLE_STATUSES[proven.title.status];
  if (status === "annulled") return say("annulled", `the title is annulled as of block ${proven.block}`);
  if (status === "held") return say("on hold", `the title is on hold as of block ${proven.block}`);
  if (notBefore !== undefined && proven.time < notBefore)
    return say("stale", "its newest block is older than you asked for");
  return { verdict: "valid", proven };
}

/** @throws ProofError where the title's slot does not say what the history ends with */
async function provenTitle(
  { headers, registry, work, state }: Certificate,
  header: Header,
  history: readonly CertifiedEvent[],
): Promise<SlotTitle> {
  const slot = titleSlot(BigInt(work.id));
  const address = registry.address.toLowerCase();
  const title = readSlot(await provenSlot(headers, header.stateRoot, address, slot, state));
  return requireSameEvents(title, history);
}

/** The title that a slot keeps. @throws ProofError where it does not say what the history ends with */
export function requireSameEvents(title: SlotTitle | undefined, history: readonly CertifiedEvent[]): SlotTitle {
  if (title === undefined) throw new ProofError("absent", "state proves that the work has no title");
  if (title.changedAtBlock !== history.at(-1)?.blockNumber || title.events !== history.length % EVENTS_MODULUS) {
    throw new ProofError(
      "absent",
      `history: the title has other events: ${title.events}, the newest in block ${title.changedAtBlock}`,
    );
  }
  return { ...title, owner: getAddress(title.owner) };
}

/** @throws ProofError where the metadata are not those that the owner named last */
export function checkMetadata({ work }: Pick<Certificate, "work">, history: readonly CertifiedEvent[]): void {
  if (work.metadata !== undefined && hashBytes(work.metadata) !== currentMetadataHash(history)) {
    throw new ProofError("root", "work.metadata is not the document that the owner named last");
  }
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

function otherRegistry({ registry }: Pick<Certificate, "registry">, trust: Trust | undefined): string | undefined {
  if (trust === undefined) return "nobody is named whom you trust";
  const isSame =
    registry.chainId === trust.registry.chainId &&
    registry.address.toLowerCase() === trust.registry.address.toLowerCase();
  return isSame
    ? undefined
    : `whom you trust speaks about the registry ${trust.registry.address} of chain ${trust.registry.chainId}, and the certificate is of ${registry.address} of chain ${registry.chainId}`;
}

/** What is said where a block is not vouched for, the worst first. */
const WEAK = [
  ["nobody", "signers unknown", "nobody whom you trust vouches"],
  ["too few", "not enough signers", "too few of those whom you trust vouch"],
] as const;

/** What is said of the oldest block for which least is vouched; undefined where enough is for all. */
function weakest(standings: ReadonlyMap<number, Standing>): { verdict: Verdict; reason: string } | undefined {
  const oldestFirst = [...standings].reverse();
  for (const [weak, verdict, who] of WEAK) {
    const [block] = oldestFirst.find(([, standing]) => standing === weak) ?? [];
    if (block !== undefined) return { verdict, reason: `${who} for block ${block}` };
  }
  return undefined;
}
