import type { Certificate } from "../../lib/certificates/format";
import type { Judgement, Proven } from "../../lib/certificates/judge/judge";
import { TITLE_STATUSES } from "../../lib/chain/contracts/enums";
import { formatTime } from "../../lib/chain/rpc/time";
import { descriptionIn } from "../../lib/works/described";
import type { fields } from "../shared/print/output";

type Lines = Parameters<typeof fields>[0];

/** What a certificate says of a work, and how it was judged. */
export function judgementLines({ work, registry }: Certificate, { reason, proven }: Judgement): Lines {
  const { title, author } = descriptionIn(work.metadata ?? "{}");
  return [
    ["Work", work.id],
    ["But", reason],
    ["Title", title],
    ["Author", author],
    ...(proven === undefined ? [] : provenLines(proven)),
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
