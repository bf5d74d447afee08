import { TITLE_STATUSES } from "../../chain/contracts/enums";
import { formatTime } from "../../chain/rpc/time";
import { withDisclosed, withheldIn } from "../../metadata/redactable";
import { descriptionIn } from "../../works/home/described";
import { type EitherCertificate, isAttested } from "../attested/either";
import type { Judgement, Proven } from "../judge/judge";
import type { Trust } from "../trust";
import { type PaperEvent, paperEvent } from "./event";
import { type Voucher, vouchersOf } from "./vouchers";
import type { Caution, FieldName, PaperKind, Words } from "./words/words";

/** A line of a value: words in each language, and perhaps what is the same in all after them; a text as somebody wrote it, or a hash or an address, perhaps with whose it is. */
export type Value =
  | { readonly words: (words: Words) => string; readonly then?: string }
  | { readonly text: string }
  | { readonly hash: string; readonly of?: string };

export interface Field {
  readonly name: FieldName;
  readonly lines: readonly Value[];
}

/** What a paper says, before it is set. */
export interface Paper {
  readonly kind: PaperKind;
  /** The work's title; undefined where it is not disclosed. */
  readonly title: string | undefined;
  readonly cautions: readonly Caution[];
  readonly fields: readonly Field[];
  readonly events: readonly PaperEvent[];
}

/** What there is to print of a certificate that was judged and not found altered. */
export function paperOf(
  certificate: EitherCertificate,
  { verdict, proven }: Judgement & { readonly proven: Proven },
  trust: Trust | undefined,
): Paper {
  const { work, registry } = certificate;
  const { metadata = "{}", disclosures = [] } = work;
  const { title, author } = descriptionIn(withDisclosed(metadata, disclosures));
  const withheld = withheldIn(metadata, disclosures);
  const status = proven.title && TITLE_STATUSES[proven.title.status];
  const cautions: Caution[] = [];
  if (trust === undefined) cautions.push("unknown");
  if (isAttested(certificate)) cautions.push("attested");
  if (verdict === "provisional") cautions.push("provisional");
  if (status === "held" || status === "annulled") cautions.push(status);
  return {
    kind: proven.title !== undefined ? "title" : proven.anchor !== undefined ? "claim" : "absence",
    ...{ title, cautions },
    fields: [
      ...field("author", author !== undefined && [{ text: author }]),
      ...field("withheld", withheld > 0 && [{ words: (words) => words.withheld(withheld) }]),
      ...field("fingerprint", [{ hash: work.id }]),
      ...provenFields(proven, trust !== undefined),
      ...field("registry", [
        { hash: registry.address },
        { words: (words) => words.chain, then: String(registry.chainId) },
      ]),
      ...field("asOf", [{ text: `${proven.block}  ·  ${formatTime(proven.time)}` }]),
      ...field("vouched", voucherLines(vouchersOf(certificate, trust))),
    ],
    events: proven.history.map(paperEvent),
  };
}

function field(name: FieldName, lines: readonly Value[] | false | undefined): Field[] {
  return lines === undefined || lines === false ? [] : [{ name, lines }];
}

function provenFields({ title, anchor, accreditation, timestamp, finalAt }: Proven, isTrusted: boolean): Field[] {
  const status = title && TITLE_STATUSES[title.status];
  const isFinal = title?.hasMoved !== false;
  return [
    ...field("owner", title && [{ hash: title.owner }]),
    ...field("claimant", title === undefined && anchor && [{ hash: anchor.owner }]),
    ...field("since", title && [{ text: formatTime(title.registeredAt) }]),
    ...field("anchoredAt", title === undefined && anchor && [{ text: formatTime(anchor.anchoredAt) }]),
    ...field("root", title === undefined && anchor && [{ hash: anchor.root }]),
    ...field(
      "finalFrom",
      !isFinal && [
        finalAt === undefined ? { words: ({ finalUnknown }) => finalUnknown } : { text: formatTime(finalAt) },
      ],
    ),
    ...field("status", status && [{ words: ({ statuses }) => statuses[status] }]),
    ...field("accredited", accreditation && accreditationLines(accreditation, isTrusted)),
    ...field(
      "timestamp",
      timestamp && [
        { text: formatTime(timestamp.time) },
        timestamp.authority === undefined
          ? { words: ({ authorityUnknown }) => authorityUnknown }
          : { text: timestamp.authority },
      ],
    ),
  ];
}

function accreditationLines(accreditation: NonNullable<Proven["accreditation"]>, isTrusted: boolean): Value[] {
  const { accreditor, kind, status, validUntil, isCompared } = accreditation;
  return [
    { hash: accreditor },
    { words: ({ kinds, partyStatuses }) => `${kinds[kind]} (${partyStatuses[status]})` },
    { words: ({ until }) => until, then: formatTime(validUntil) },
    // Where nobody is trusted the paper says so at its head.
    ...(isCompared || !isTrusted ? [] : [{ words: ({ registryOfPartiesUnknown }: Words) => registryOfPartiesUnknown }]),
  ];
}

function voucherLines(vouchers: readonly Voucher[]): Value[] {
  if (vouchers.length === 0) return [{ words: ({ vouchedByNobody }) => vouchedByNobody }];
  return vouchers.map(({ name, address }) => ({ hash: address, ...(name !== undefined && { of: name }) }));
}
