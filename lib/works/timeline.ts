import type { HistoryEvent } from "../chain/walk";
import { formatTime } from "../chain/time";
import { TITLE_STATUSES } from "./title";

/** One line of a work's history. */
export interface TimelineEntry {
  /** Unix seconds. */
  readonly time: number;
  readonly block: number;
  readonly event: string;
  /** What happened, in words. */
  readonly what: string;
  readonly transactionHash: string;
}

const ZERO_HASH = /^0x0{64}$/;

const statusName = (value: unknown): string => TITLE_STATUSES[Number(value)] ?? String(value);

type Args = Readonly<Record<string, unknown>>;

const WORDS: Readonly<Record<string, (args: Args) => string>> = {
  WorkRegistered: ({ owner, metadataHash }) => `registered by ${owner}, metadata ${metadataHash}`,
  WorkAmended: ({ metadataHash }) => `metadata amended: ${metadataHash}`,
  TitleOffered: ({ to, deedHash, expiresAt }) =>
    `offered to ${to} until ${formatTime(BigInt(String(expiresAt)))}, deed ${deedHash}`,
  TitleOfferDeclined: ({ to }) => `offer declined by ${to}`,
  TitleOfferWithdrawn: ({ to }) => `offer to ${to} withdrawn`,
  TitleTransferred: ({ to, deedHash }) =>
    ZERO_HASH.test(String(deedHash)) ? `transferred to ${to}` : `assigned to ${to}, deed ${deedHash}`,
  TitleCorrected: ({ to, orderHash }) => `corrected to ${to} by order ${orderHash}`,
  TitleStatusChanged: ({ oldStatus, newStatus, orderHash }) =>
    `${statusName(oldStatus)} -> ${statusName(newStatus)} by order ${orderHash}`,
  PartyAccredited: ({ accreditor, validUntil }) =>
    `accredited by ${accreditor} until ${formatTime(BigInt(String(validUntil)))}`,
  PartyRenewed: ({ newValidUntil }) => `renewed until ${formatTime(BigInt(String(newValidUntil)))}`,
  PartySuspended: ({ accreditor }) => `suspended by ${accreditor}`,
  PartyReinstated: ({ accreditor }) => `reinstated by ${accreditor}`,
  PartyRevoked: ({ accreditor }) => `revoked by ${accreditor}`,
};

/** A history in words, the oldest event first. */
export function timelineOf(history: readonly HistoryEvent[]): TimelineEntry[] {
  return history.map(({ event, blockNumber, time, transactionHash }) => ({
    time,
    block: blockNumber,
    event: event.name,
    what: WORDS[event.name]?.(event.args.toObject()) ?? event.name,
    transactionHash,
  }));
}
