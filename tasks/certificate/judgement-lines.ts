import { type EitherCertificate, isAttested } from "../../lib/certificates/attested/either";
import type { Judgement, Proven } from "../../lib/certificates/judge/judge";
import { TITLE_STATUSES } from "../../lib/chain/contracts/enums";
import { formatTime } from "../../lib/chain/rpc/time";
import { descriptionIn } from "../../lib/works/described";
import type { fields } from "../shared/print/output";

type Lines = Parameters<typeof fields>[0];

/** What a certificate says of a work, and how it was judged. */
export function judgementLines(certificate: EitherCertificate, { reason, proven }: Judgement): Lines {
  const { work, registry } = certificate;
  const { title, author } = descriptionIn(work.metadata ?? "{}");
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

function provenLines({ title, block, time }: Proven): Lines {
  return [
    ["Owner", title.owner],
    ["Since", formatTime(title.registeredAt)],
    ["Status", TITLE_STATUSES[title.status]],
    ["As of", `block ${block}, ${formatTime(time)}`],
  ];
}
