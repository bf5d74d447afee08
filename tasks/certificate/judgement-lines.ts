import { type EitherCertificate, isAttested } from "../../lib/certificates/attested/either";
import type { Judgement, Proven } from "../../lib/certificates/judge/judge";
import { TITLE_STATUSES } from "../../lib/chain/contracts/enums";
import { formatTime } from "../../lib/chain/rpc/time";
import { withDisclosed } from "../../lib/metadata/redactable";
import { descriptionIn } from "../../lib/works/described";
import type { fields } from "../shared/print/output";

type Lines = Parameters<typeof fields>[0];

/** What a certificate says of a work, and how it was judged. */
export function judgementLines(certificate: EitherCertificate, { reason, proven }: Judgement): Lines {
  const { work, registry } = certificate;
  const { title, author } = descriptionIn(withDisclosed(work.metadata ?? "{}", work.disclosures ?? []));
  return [
    ["Work", work.id],
    ["But", reason],
    ["Title", title],
    ["Author", author],
    ...(proven === undefined ? [] : provenLines(proven)),
    ["Rests on", isAttested(certificate) ? "members' word alone: the chain gives no proofs" : undefined],
    ["Registry", `${registry.address} on the chain ${registry.chainId}`],
  ];
}

function provenLines({ title, anchor, accreditation, timestamp, finalAt, block, time }: Proven): Lines {
  return [
    ["Owner", title?.owner],
    ["Since", title && formatTime(title.registeredAt)],
    ["Final from", title === undefined || title.hasMoved ? undefined : finalText(finalAt)],
    ["Status", title && TITLE_STATUSES[title.status]],
    ["Claimed by", anchor?.owner],
    ["Anchored at", anchor && `${formatTime(anchor.anchoredAt)}, block ${anchor.block}`],
    ["Root", anchor?.root],
    ...(accreditation === undefined ? [] : accreditationLines(accreditation)),
    ["Timestamp", timestamp && timestampText(timestamp)],
    ["As of", `block ${block}, ${formatTime(time)}`],
  ];
}

function timestampText({ time, authority }: NonNullable<Proven["timestamp"]>): string {
  return `${formatTime(time)}, by ${authority ?? "an authority that no trust file names: anybody can be one"}`;
}

function finalText(finalAt: number | undefined): string {
  return finalAt === undefined ? "not known: no trust file names the registry's window" : formatTime(finalAt);
}

function accreditationLines(accreditation: NonNullable<Proven["accreditation"]>): Lines {
  const { account, accreditor, kind, status, validUntil, parties, isCompared } = accreditation;
  return [
    ["Registrant", account],
    ["Accredited", `by ${accreditor} as ${kind}, ${status}, until ${formatTime(validUntil)}`],
    ["Parties", isCompared ? parties : `${parties}, which no trust file names: anybody can deploy one`],
  ];
}
