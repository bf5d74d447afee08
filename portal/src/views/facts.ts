import { describe } from "../../../lib/catalogue/describe";
import { isAttested } from "../../../lib/certificates/attested/either";
import type { JsonValue } from "../../../lib/hashing/canonical-json";
import { withDisclosed } from "../../../lib/metadata/redactable";
import type { Finding } from "../judging/answer";
import { numberText, timeText } from "../page/text";
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

/** What the sentences of an answer may name. */
export function factsOf(finding: Finding, work: Pick<Facts, "isCompared" | "likeness">, language: Language): Facts {
  const proven = finding.judgement?.proven;
  const time = (seconds: number | undefined): string | undefined =>
    seconds === undefined ? undefined : timeText(seconds, language);
  return {
    title: descriptionOf(finding).title,
    since: time(proven?.title?.registeredAt),
    asOf: time(proven?.time) ?? "",
    block: proven === undefined ? "" : numberText(proven.block, language),
    finalAt: time(proven?.finalAt),
    ...work,
    hasTrust: finding.trust !== undefined,
    reason: finding.reason,
  };
}

/** Who signed what a certificate rests on, by account; each once. */
export function signersIn({ certificate }: Finding): string[] {
  if (certificate === undefined) return [];
  const signatures = isAttested(certificate)
    ? certificate.members
    : certificate.blocks.flatMap(({ members = [], seals }) => [...members, ...(seals?.signatures ?? [])]);
  return [...new Set(signatures.map(({ by }) => by))];
}

/** The names that whoever is trusted is listed by, by account in lower case. */
export function namesIn({ trust }: Finding): ReadonlyMap<string, string> {
  const sets = trust === undefined ? [] : [trust, ...(trust.changes ?? [])];
  const listed = sets.flatMap(({ members, validators = [] }) => [...(members?.keys ?? []), ...validators]);
  return new Map(listed.map(({ name, address }) => [address.toLowerCase(), name]));
}
