import { type EitherCertificate, isAttested } from "../../lib/certificates/attested/either";
import type { Judgement, Proven } from "../../lib/certificates/judge/judge";
import type { Trust } from "../../lib/certificates/trust";
import { TITLE_STATUSES } from "../../lib/chain/contracts/enums";
import { formatTime } from "../../lib/chain/rpc/time";
import { countOf } from "../../lib/count-of";
import { withDisclosed, withheldIn } from "../../lib/metadata/redactable";
import { descriptionIn } from "../../lib/works/home/described";
import type { fields } from "../shared/print/output";

type Lines = Parameters<typeof fields>[0];

/** What a certificate says of a work, and how it was judged. @param trust the file that it was judged by, where one was named */
export function judgementLines(
  certificate: EitherCertificate,
  { reason, proven }: Judgement,
  trust: Trust | undefined,
): Lines {
  const { work, registry } = certificate;
  const { metadata = "{}", disclosures = [] } = work;
  const { title, author } = descriptionIn(withDisclosed(metadata, disclosures));
  return [
    ["Work", work.id],
    ["But", reason],
    ["Title", title],
    ["Author", author],
    ["Withheld", withheldText(certificate, proven)],
    ...(proven === undefined ? [] : provenLines(proven, trust)),
    ["Rests on", isAttested(certificate) ? "members' word alone: the chain gives no proofs" : undefined],
    ["Registry", `${registry.address} on the chain ${registry.chainId}`],
  ];
}

/** How many fields of a work's description a certificate does not tell; undefined where it has no description at all. */
export function withheldOf({ work: { metadata, disclosures = [] } }: EitherCertificate): number | undefined {
  return metadata === undefined ? undefined : withheldIn(metadata, disclosures);
}

function withheldText(certificate: EitherCertificate, proven: Proven | undefined): string | undefined {
  const withheld = withheldOf(certificate);
  if (withheld !== undefined) return withheld === 0 ? undefined : `${countOf(withheld, "field")} of its description`;
  // Of a work without a claim nobody has said anything.
  return (proven?.title ?? proven?.anchor) === undefined ? undefined : "its whole description";
}

function provenLines(
  { title, anchor, accreditation, timestamp, finalAt, block, time, unlisted }: Proven,
  trust: Trust | undefined,
): Lines {
  return [
    ["Owner", title?.owner],
    ["Since", title && formatTime(title.registeredAt)],
    ["Final from", title === undefined || title.hasMoved ? undefined : finalText(finalAt, trust)],
    ["Status", title && TITLE_STATUSES[title.status]],
    ["Claimed by", anchor?.owner],
    ["Anchored at", anchor && `${formatTime(anchor.anchoredAt)}, block ${anchor.block}`],
    ["Root", anchor?.root],
    ...(accreditation === undefined ? [] : accreditationLines(accreditation, trust)),
    ["Timestamp", timestamp && timestampText(timestamp, trust)],
    ["Second key", unlisted.length === 0 ? undefined : unlistedText(unlisted)],
    ["As of", `block ${block}, ${formatTime(time)}`],
  ];
}

function unlistedText(unlisted: readonly string[]): string {
  return `the second signature of ${unlisted.join(", ")} is by no key that the trust file lists: it counts for nothing`;
}

function timestampText({ time, authority }: NonNullable<Proven["timestamp"]>, trust: Trust | undefined): string {
  const unnamed =
    trust === undefined ? "nobody has named (a trust file does: --trust)" : "the trust file does not name";
  return `${formatTime(time)}, by ${authority ?? `an authority that ${unnamed}: anybody can be one`}`;
}

function finalText(finalAt: number | undefined, trust: Trust | undefined): string {
  if (finalAt !== undefined) return formatTime(finalAt);
  return `not known: ${noDeployment(trust)} for how long a title is provisional`;
}

function accreditationLines(accreditation: NonNullable<Proven["accreditation"]>, trust: Trust | undefined): Lines {
  const { account, accreditor, kind, status, validUntil, parties, isCompared } = accreditation;
  return [
    ["Registrant", account],
    ["Accredited", `by ${accreditor} as ${kind}, ${status}, until ${formatTime(validUntil)}`],
    ["Parties", isCompared ? parties : `${parties}; anybody can deploy one: ${noDeployment(trust)} which one counts`],
  ];
}

/** Why it is not known what the registry was deployed with, and where that is to be had. */
function noDeployment(trust: Trust | undefined): string {
  return trust === undefined
    ? "name a trust file with --trust, which says"
    : 'the trust file has no "deployment", as certificate trust writes it, which says';
}
