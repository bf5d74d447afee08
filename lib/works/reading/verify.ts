import type { Colophon } from "../../chain/contracts/colophon";
import type { TitleState } from "../../chain/contracts/title";
import { hashFile } from "../../hashing/hash-file";
import type { HistoryEvent } from "../../history/walk";
import { currentMetadataHash, currentRegistration } from "../../history/work-events";
import { type Evidence, isEvidence } from "../../store/evidence";
import type { WorkRecord } from "../../store/records";
import { type AnchoredClaim, findAnchored, type OpenBatches, type ProvenClaim } from "../home/anchored";
import { compare } from "./compare";
import { checkEvidence } from "./evidence";
import { readWork } from "./read";
import { type Since, sinceOf } from "./state";

/** The answer to: is this file registered, and is all as the record says? */
export interface Verification {
  readonly file: string;
  readonly size: number;
  readonly contentHash: string;
  /**
   * Whether the file is registered, its title is not annulled, and nothing differs from the record. A file without a title
   * is verified by an anchor alone, of a batch file or of evidence, where no record says otherwise.
   */
  readonly verified: boolean;
  readonly network: string;
  readonly chainId: number;
  readonly registry: string;
  /** The title; undefined where the file is not registered. */
  readonly title: TitleState | undefined;
  readonly metadataHash: string | undefined;
  /** The date that counts; undefined where the file is neither registered nor anchored. */
  readonly since: Since | undefined;
  /** The anchors that prove a claim to the file, by the batch files that were searched; the oldest first. */
  readonly anchored: readonly AnchoredClaim[];
  /** What the evidence proves that the file was compared with; undefined without evidence, or where it proves nothing. */
  readonly evidence: ProvenClaim | undefined;
  /** The batch files that could not be searched, in words. */
  readonly unreadable: readonly string[];
  /** What differs from the record or the evidence, in words; empty without either. */
  readonly differences: readonly string[];
}

/** What a file is checked with, beside the chain. */
export interface Checks {
  /** A saved record, or evidence of an anchor, to compare with. */
  readonly record?: WorkRecord | Evidence | undefined;
  /** The paths of batch files that may have the work. */
  readonly batches?: readonly string[];
  /** Those that are open already. */
  readonly open?: OpenBatches;
  /** Whether the chain is known to have no title of it: it was asked of many at once. */
  readonly isUntitled?: boolean;
}

/**
 * Checks a file against the chain and, where one is given, against a saved record or evidence.
 * @param batches the paths of batch files that may have the work
 */
export async function verifyWork(
  colophon: Colophon,
  file: string,
  record: WorkRecord | Evidence | undefined,
  batches: readonly string[] = [],
): Promise<Verification> {
  return verifyHashed(colophon, { file, ...(await hashFile(file)) }, { record, batches });
}

/**
 * The same for a file that is hashed.
 *
 * An owner that changed by a later transfer is no difference: the record tells who registered the work, and so does
 * its history.
 */
export async function verifyHashed(
  colophon: Colophon,
  { file, contentHash, size }: Pick<Verification, "file" | "contentHash" | "size">,
  { record, batches = [], open, isUntitled = false }: Checks,
): Promise<Verification> {
  const workId = BigInt(contentHash);
  const { title, history } = isUntitled ? { title: undefined, history: [] } : await readWork(colophon, workId);
  const { anchored, unreadable } = await findAnchored(colophon, contentHash, batches, open);
  const checked =
    record !== undefined && isEvidence(record) ? await checkEvidence(colophon, contentHash, record) : undefined;
  const evidence = checked?.proven;
  const dates = [...anchored, ...(evidence === undefined ? [] : [evidence])].sort(
    (a, b) => a.anchoredAt - b.anchoredAt,
  );
  const found = {
    file,
    size,
    contentHash,
    network: colophon.network,
    chainId: Number(colophon.chainId),
    registry: colophon.deployment.WorkRegistry.address,
    title,
    metadataHash: currentMetadataHash(history),
    since: sinceOf({ title, history }, dates),
    anchored,
    evidence,
    unreadable,
  };
  const differences =
    record === undefined || isEvidence(record)
      ? (checked?.differences ?? [])
      : await compareRecord(colophon, record, { ...found, history });
  const isValid = title === undefined ? dates.length > 0 : title.status !== "annulled";
  return { ...found, verified: isValid && differences.length === 0, differences };
}

/** What is compared with a record. */
interface Found extends Pick<Verification, "contentHash" | "size" | "chainId" | "registry"> {
  readonly title: TitleState | undefined;
  readonly history: readonly HistoryEvent[];
}

/** What differs from a record, in words. */
async function compareRecord(
  colophon: Colophon,
  record: WorkRecord,
  { contentHash, size, chainId, registry, title, history }: Found,
): Promise<string[]> {
  const { file, claim, registration, anchor } = record;
  const registered = currentRegistration(history);
  const first = registered?.event.args;
  // A record that was made before an earlier date was proven is no less true.
  const recorded = registration.registeredAt;
  const later = prioritiesIn(history).includes(recorded) ? recorded - (title?.registeredAt ?? 0) : 0;
  return compare("record", [
    ["content hash", claim.contentHash, contentHash],
    ["size in bytes", file.size ?? size, size],
    ["chain id", registration.chainId, chainId],
    ["registry", registration.registry, registry],
    ["transaction", registration.transactionHash, registered?.transactionHash],
    ["block", registration.blockNumber, registered?.blockNumber],
    ["time of registration", registration.registeredAt, title && title.registeredAt + later],
    ["time of the anchor", anchor?.anchoredAt, await provenSince(colophon, record)],
    ["final from", registration.finalAt, title && title.finalAt + later],
    ["registered by", claim.owner, first?.["owner"]],
    ["metadata hash", claim.metadataHash, first?.["metadataHash"]],
  ]);
}

/** Since when the record's own proof holds, in Unix seconds; undefined where it has none or the registry does not take it. */
async function provenSince({ registry }: Colophon, record: WorkRecord): Promise<number | undefined> {
  if (record.anchor === undefined) return undefined;
  const { salt, root, proof, claim } = record.anchor;
  // The title is made: neither claim nor salt is a secret any more.
  const time = await registry.verifyAnchored({ ...record.claim, ...claim }, salt, root, proof);
  return time === 0n ? undefined : Number(time);
}

/** Every time that today's title has had as its priority, in Unix seconds: that of its registration, and of anchors. */
function prioritiesIn(history: readonly HistoryEvent[]): number[] {
  const since = history.findLastIndex(({ event }) => event.name === "WorkRegistered");
  return history.slice(Math.max(0, since)).flatMap(({ event, time }) => {
    if (event.name === "WorkRegistered") return [time];
    return event.name === "PriorityProven" ? [Number(event.args["anchoredAt"])] : [];
  });
}
