import { PARTY_KINDS, TITLE_STATUSES } from "../chain/contracts/enums";
import { kindsOf } from "../chain/contracts/scope";
import { formatTime, toSeconds } from "../chain/rpc/time";
import { fromHex } from "../hex";
import { shortHex } from "../short-hex";
import { shortText } from "../short-text";
import type { HistoryEvent } from "./walk";
import type { ContractEvent } from "./work-events";

/** One line of a work's history, with the transaction that made it. */
export interface TimelineEntry extends TimelineLine {
  readonly transactionHash: string;
}

/** One line of a work's history. */
export interface TimelineLine {
  /** Unix seconds. */
  readonly time: number;
  readonly block: number;
  readonly event: string;
  /** What happened, in words; hashes and addresses are shortened. */
  readonly what: string;
  /** The event's values, whole. */
  readonly values: Readonly<Record<string, string>>;
}

const ZERO_ADDRESS = /^0x0{40}$/;
const ZERO_HASH = /^0x0{64}$/;

const statusName = (value: unknown): string => TITLE_STATUSES[Number(value)] ?? String(value);

const kindName = (value: unknown): string => PARTY_KINDS[Number(value)] ?? String(value);

type Args = Readonly<Record<string, string>>;

const short = (hex: string | undefined): string => (hex === undefined ? "" : shortHex(hex));

function moment(seconds: string | undefined): string {
  return formatTime(BigInt(seconds ?? 0));
}

/** A text in hex, of a stranger's writing; in hex where it is no plain word. */
function printable(hex: string | undefined): string {
  const text = new TextDecoder().decode(fromHex(hex ?? "0x"));
  return /^[!-~]{1,100}$/.test(text) ? text : short(hex);
}

/** What an identity says holds until a time, or was taken back. */
function term(validTo: string | undefined): string {
  const seconds = toSeconds(Number(validTo));
  return seconds === 0 ? "taken back" : `until ${formatTime(seconds)}`;
}

const WORDS: Readonly<Record<string, (args: Args) => string>> = {
  WorkRegistered: ({ owner, metadataHash }) => `registered by ${short(owner)}, metadata ${short(metadataHash)}`,
  WorkSuperseded: ({ from, to }) => `provisional title of ${short(from)} superseded by ${short(to)}`,
  PriorityProven: ({ root, anchoredAt }) => `priority proven: anchored on ${moment(anchoredAt)}, root ${short(root)}`,
  WorkAmended: ({ owner, metadataHash }) => `metadata amended by ${short(owner)} to ${short(metadataHash)}`,
  TitleOffered: ({ from, to, deedHash, expiresAt }) =>
    `offered by ${short(from)} to ${short(to)} until ${moment(expiresAt)}, deed ${short(deedHash)}`,
  TitleOfferDeclined: ({ to, deedHash }) => `offer declined by ${short(to)}, deed ${short(deedHash)}`,
  TitleOfferWithdrawn: ({ to, deedHash }) => `offer to ${short(to)} withdrawn, deed ${short(deedHash)}`,
  TitleTransferred: ({ from, to, deedHash }) =>
    `moved from ${short(from)} to ${short(to)}${ZERO_HASH.test(deedHash ?? "") ? "" : `, deed ${short(deedHash)}`}`,
  TitleCorrected: ({ from, to, orderHash, adjudicator }) =>
    `moved from ${short(from)} to ${short(to)} by order ${short(orderHash)} of ${short(adjudicator)}`,
  TitleRecovered: ({ from, to, recoveryHash, recovery }) =>
    `followed the lost account ${short(from)} to ${short(to)} by recovery ${short(recoveryHash)} of ${short(recovery)}`,
  TitleStatusChanged: ({ oldStatus, newStatus, orderHash, adjudicator }) =>
    `${statusName(oldStatus)} -> ${statusName(newStatus)} by order ${short(orderHash)} of ${short(adjudicator)}`,
  AccreditorAppointed: ({ scope, validUntil }) =>
    `appointed as an accreditor (${kindsOf(scope).join(", ")}) until ${moment(validUntil)}`,
  AccreditorDismissed: ({ reasonHash }) =>
    `dismissed as an accreditor${ZERO_HASH.test(reasonHash ?? "") ? "" : `, reason ${short(reasonHash)}`}`,
  PartyApplied: ({ accreditor, kind, validUntil, deadline }) =>
    `applied to ${short(accreditor)} as ${kindName(kind)} until ${moment(validUntil)}, open until ${moment(deadline)}`,
  GuardiansSet: ({ guardians, threshold, since }) =>
    `${threshold} of the guardians ${(guardians ?? "").split(",").map(short).join(", ")} from ${moment(since)} on`,
  RecoveryApproved: ({ guardian, successor }) => `${short(guardian)} names the successor ${short(successor)}`,
  RecoveryBegun: ({ successor, executableAt }) => `${short(successor)} may take over from ${moment(executableAt)} on`,
  RecoveryVetoed: ({ successor }) => `vetoed: ${short(successor)} does not take over`,
  RecoveryExecuted: ({ successor }) => `${short(successor)} has taken over`,
  RecoveryOrdered: ({ successor, orderHash, committee }) =>
    `${short(successor)} takes over by order ${short(orderHash)} of ${short(committee)}`,
  PartyAccredited: ({ accreditor, kind, validUntil }) =>
    `accredited as ${kindName(kind)} by ${short(accreditor)} until ${moment(validUntil)}`,
  PartyRenewed: ({ accreditor, newValidUntil }) => `renewed by ${short(accreditor)} until ${moment(newValidUntil)}`,
  PartySuspended: ({ accreditor }) => `suspended by ${short(accreditor)}`,
  PartyReinstated: ({ accreditor }) => `reinstated by ${short(accreditor)}`,
  PartyRevoked: ({ accreditor }) => `revoked by ${short(accreditor)}`,
  DIDOwnerChanged: ({ owner }) =>
    ZERO_ADDRESS.test(owner ?? "") ? "deactivated for good" : `controlled by ${short(owner)}`,
  DIDDelegateChanged: ({ delegateType, delegate, validTo }) =>
    `delegate ${short(delegate)} (${shortText(delegateType ?? "") ?? short(delegateType)}) ${term(validTo)}`,
  DIDAttributeChanged: ({ name, value, validTo }) => {
    const named = shortText(name ?? "") ?? short(name);
    // The one attribute that people read; all others are keys.
    return `${named} ${named === "did/alsoKnownAs" ? printable(value) : short(value)} ${term(validTo)}`;
  },
};

/** A history in words, the oldest event first. */
export function timelineOf(history: readonly HistoryEvent[]): TimelineEntry[] {
  return history.map(({ event, ...rest }) => ({
    ...inWords({ ...rest, event: { name: event.name, args: event.args.toObject() } }),
    transactionHash: rest.transactionHash,
  }));
}

/** An event, and when it was. */
interface ReadEvent {
  readonly event: ContractEvent;
  readonly blockNumber: number;
  readonly time: number;
}

/** One event in words, wherever it was read. */
export function inWords({ event, blockNumber, time }: ReadEvent): TimelineLine {
  const values = Object.fromEntries(Object.entries(event.args).map(([name, value]) => [name, String(value)]));
  const what = WORDS[event.name]?.(values) ?? event.name;
  return { time, block: blockNumber, event: event.name, what, values };
}
