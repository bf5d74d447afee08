import { type EitherCertificate, isAttested } from "../../../lib/certificates/attested/either";
import type { Proven } from "../../../lib/certificates/judge/judge";
import { namesIn, signersIn } from "../../../lib/certificates/print/vouchers";
import { currentMetadataHash } from "../../../lib/history/work-events";
import type { Finding } from "../judging/answer";
import { h } from "../page/dom";
import { numberText, quotedText, shortText, timeText } from "../page/text";
import type { Language, Words } from "../words/words";
import { grouped } from "./hex";

/** What a certificate rests on; undefined where it says nothing that holds. */
export function proofsView(finding: Finding, { proofs: words }: Words, language: Language): HTMLElement | undefined {
  const { certificate, judgement: { proven } = {} } = finding;
  if (certificate === undefined || proven === undefined) return undefined;
  const kind = proven.title !== undefined ? "title" : proven.anchor !== undefined ? "claim" : "absence";
  const hashes: readonly (readonly [string, string | undefined])[] = [
    [words.fingerprint, certificate.work.id],
    [words.metadata, currentMetadataHash(proven.history) ?? proven.anchor?.metadataHash],
    [words.account, proven.title?.owner],
    [words.registry, certificate.registry.address],
  ];
  return h(
    "section",
    { "aria-labelledby": "proofs", class: "proofs" },
    h("h2", { id: "proofs" }, words.heading),
    part(
      words.vouchers,
      signers(finding, certificate, proven, words),
      isAttested(certificate) && h("p", {}, words.attested),
    ),
    ...testimonies(proven, words, language),
    part(
      words.hashes,
      h(
        "dl",
        {},
        ...hashes.flatMap(([name, hex]) =>
          hex === undefined ? [] : [h("div", {}, h("dt", {}, name), h("dd", {}, grouped(hex)))],
        ),
        h("div", {}, h("dt", {}, words.chain), h("dd", {}, `${certificate.registry.chainId}`)),
      ),
    ),
    finding.support === "enough" && part(words.proven, list(words.provenList[kind])),
    part(words.notProven, list(words.notProvenList[kind])),
  );
}

function signers(
  finding: Finding,
  certificate: EitherCertificate,
  { unlisted }: Proven,
  words: Words["proofs"],
): HTMLElement {
  // Nobody on a list of other contracts counts here.
  const names = finding.trust === undefined || finding.isElsewhere === true ? undefined : namesIn(finding.trust);
  const signed = [...signersIn(certificate)].map((each) => {
    if (names === undefined) return shortText(each);
    const name = names.get(each.toLowerCase());
    const known = name === undefined ? words.stranger(shortText(each)) : words.trusted(quotedText(name));
    return unlisted.includes(each) ? words.unlisted(known) : known;
  });
  return signed.length === 0 ? h("p", {}, words.noVouchers) : list(signed);
}

/** What others say beside the registry. */
function testimonies(
  { accreditation, anchor, timestamp }: Proven,
  words: Words["proofs"],
  language: Language,
): HTMLElement[] {
  const moment = (seconds: number): string => timeText(seconds, language);
  return [
    ...(accreditation === undefined
      ? []
      : [
          part(
            words.accreditation,
            h("p", {}, words.accredited(shortText(accreditation.accreditor), moment(accreditation.validUntil))),
            !accreditation.isCompared && h("p", { class: "caution" }, words.notCompared),
          ),
        ]),
    ...(anchor === undefined
      ? []
      : [
          part(
            words.anchor,
            h("p", {}, words.anchored(moment(anchor.anchoredAt), numberText(anchor.block, language))),
            h("p", {}, grouped(anchor.root)),
          ),
        ]),
    ...(timestamp === undefined
      ? []
      : [
          part(
            words.timestamp,
            h(
              "p",
              {},
              timestamp.authority === undefined
                ? words.stampedByStranger(moment(timestamp.time))
                : words.stamped(moment(timestamp.time), quotedText(timestamp.authority)),
            ),
          ),
        ]),
  ];
}

function part(heading: string, ...content: readonly (Node | false)[]): HTMLElement {
  return h("details", {}, h("summary", {}, heading), ...content);
}

function list(items: readonly string[]): HTMLElement {
  return h("ul", {}, ...items.map((each) => h("li", {}, each)));
}
