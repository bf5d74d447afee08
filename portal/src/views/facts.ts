import { describe } from "../../../lib/catalogue/describe";
import type { JsonValue } from "../../../lib/hashing/canonical-json";
import { withDisclosed, withheldIn } from "../../../lib/metadata/redactable";
import type { Finding } from "../judging/answer";
import { numberText, quotedText, timeText } from "../page/text";
import type { Facts, Language } from "../words/words";

/** What the metadata in a certificate say of its work; nothing of one that was altered, or where there are none. */
export function descriptionOf({ certificate, judgement }: Finding): {
  readonly title?: string;
  readonly author?: string;
} {
  if (certificate?.work.metadata === undefined || judgement?.proven === undefined) return {};
  try {
    const text = withDisclosed(certificate.work.metadata, certificate.work.disclosures ?? []);
    const { title, author } = describe(JSON.parse(text) as JsonValue); // JSON gives nothing else
    return { ...(title && { title }), ...(author && { author }) };
  } catch {
    return {};
  }
}

/** How many fields of the metadata in a certificate are not shown. */
export function withheldOf({ certificate }: Finding): number {
  const { metadata = "{}", disclosures = [] } = certificate?.work ?? {};
  return withheldIn(metadata, disclosures);
}

/** What the sentences of an answer may name. */
export function factsOf(finding: Finding, work: Pick<Facts, "isCompared" | "likeness">, language: Language): Facts {
  const { trust, isElsewhere = false, reason } = finding;
  const proven = finding.judgement?.proven;
  const { title } = descriptionOf(finding);
  const time = (seconds: number | undefined): string | undefined =>
    seconds === undefined ? undefined : timeText(seconds, language);
  return {
    title: title === undefined ? undefined : quotedText(title),
    since: time(proven?.title?.registeredAt),
    asOf: time(proven?.time) ?? "",
    block: proven === undefined ? "" : numberText(proven.block, language),
    finalAt: time(proven?.finalAt),
    ...work,
    isCompared: work.isCompared && proven !== undefined,
    list: trust === undefined ? "none" : isElsewhere ? "elsewhere" : "of it",
    reason,
  };
}
