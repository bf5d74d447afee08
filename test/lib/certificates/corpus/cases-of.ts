import { dataSlice, getAddress, id } from "ethers";

import type { EitherCertificate } from "../../../../lib/certificates/attested/either";
import type { Certificate } from "../../../../lib/certificates/format";
import type { Trust } from "../../../../lib/certificates/trust";
import type { JsonValue } from "../../../../lib/hashing/canonical-json";
import { HEADER_KINDS } from "../../../../lib/proofs/header";
import { fieldAt, parts, valueAt } from "../changing";
import type { Answer } from "../verdict-of";
import type { Change, CorpusCase } from "./cases";

/** Whom a verifier may believe about a chain, by the names of the files. */
export type Trusts = Readonly<Record<"trust" | "strangers" | "too-few" | "elsewhere", Trust>>;

/** A second that no block of the corpus is as late as: 2100-01-01. */
const LATE = 4_102_444_800;
const STRANGERS = 4;

function party(address: string, index: number): { name: string; address: string } {
  return { name: `number ${index + 1}`, address };
}

function stranger(_: unknown, index: number): { name: string; address: string } {
  return party(getAddress(dataSlice(id(`stranger ${index}`), 12)), index);
}

/** Those who sign are believed, strangers are, more of both than signed, or the same about another registry. */
export function trustsOf(
  registry: Certificate["registry"],
  { members, validators }: { readonly members?: readonly string[]; readonly validators?: readonly string[] },
): Trusts {
  const strangers = Array.from({ length: STRANGERS }, stranger);
  const of = (keys: typeof strangers, threshold: number): Trust => ({
    ...{ format: "colophon-trust/1", registry },
    ...(members === undefined ? { validators: keys } : { members: { threshold, keys } }),
  });
  const signers = (members ?? validators ?? []).map(party);
  const trust = of(signers, signers.length);
  return {
    trust,
    strangers: of(strangers, 1),
    "too-few": of([...signers, ...strangers], signers.length + 1),
    elsewhere: { ...trust, registry: { ...registry, chainId: registry.chainId + 1 } },
  };
}

/** What everybody who brings a file and a trust is told of a certificate. */
export function casesOf(
  folder: string,
  name: string,
  certificate: Certificate,
  verdict: "valid" | "on hold" | "annulled",
): CorpusCase[] {
  const path = `${folder}/${name}.json`;
  const unknown = "signers unknown" as const;
  const [trust, file] = [`${folder}/trust.json`, `${folder}/${name}.work.txt`];
  const own = { certificate: path, trust, file, verdict };
  if (verdict !== "valid") return [own, { ...own, notBefore: LATE }];

  const isLinked = certificate.blocks.some(({ seals, members }) => (seals ?? members) === undefined);
  return [
    own,
    { ...own, file: `${folder}/trust.json`, verdict: "not this file" },
    { ...own, notBefore: LATE, verdict: "stale" },
    { certificate: path, verdict: unknown },
    { ...own, trust: `${folder}/strangers.json`, verdict: unknown },
    { ...own, trust: `${folder}/elsewhere.json`, verdict: unknown },
    // Where a block leads to a signed one, and that does not count, nobody vouches for it.
    { ...own, trust: `${folder}/too-few.json`, verdict: isLinked ? unknown : "not enough signers" },
    ...alterations(certificate).map((change): CorpusCase => ({ certificate: path, trust, change, verdict: "altered" })),
    // Nobody signed it: another header leads from it to one that is signed.
    ...certificate.blocks.flatMap(({ seals, members }, index): CorpusCase[] =>
      (seals ?? members)
        ? []
        : [{ certificate: path, trust, change: flip(certificate, "blocks", index, "header"), verdict: unknown }],
    ),
    ...(
      [
        ["colophon-certificate/2", "later format"],
        ["colophon-record/1", "not a certificate"],
      ] as const
    ).map(([as, said]): CorpusCase => ({ certificate: path, trust, change: { at: ["format"], as }, verdict: said })),
  ];
}

/**
 * What is told of a certificate that may have any part: by every file of trust, and with one change to each of its parts.
 * @param trust the file of those who vouch for it
 * @param unseen parts that may be others, and nothing that the rest says is
 */
export function casesOfParts(
  folder: string,
  name: string,
  certificate: EitherCertificate,
  verdict: Answer,
  { trust = "trust", unseen = [] }: { readonly trust?: string; readonly unseen?: readonly string[] } = {},
): CorpusCase[] {
  const path = `${folder}/${name}.json`;
  const own = { certificate: path, trust: `${folder}/${trust}.json`, file: `${folder}/${name}.work.txt`, verdict };
  const by = (file: string, said: Answer): CorpusCase => ({ ...own, trust: `${folder}/${file}.json`, verdict: said });
  return [
    own,
    { ...own, file: `${folder}/trust.json`, verdict: "not this file" },
    { ...own, notBefore: LATE, verdict: "stale" },
    { certificate: path, verdict: "signers unknown" },
    by("strangers", "signers unknown"),
    by("elsewhere", "signers unknown"),
    by("too-few", "not enough signers"),
    ...changesOf(certificate, unseen).map(
      (change): CorpusCase => ({ certificate: path, trust: own.trust, change, verdict: "altered" }),
    ),
  ];
}

/** One change to each kind of part: the first of its kind, a character of a text, another number, and an item less of a list. */
export function changesOf(certificate: EitherCertificate, unseen: readonly string[] = []): Change[] {
  const seen = new Set(["format", ...unseen]);
  const changes: Change[] = [];
  for (const { path, value } of parts(certificate as unknown as JsonValue)) {
    // a certificate is one
    const field = fieldAt(path);
    if (seen.has(field) || (Array.isArray(value) && value.length === 0)) continue;
    seen.add(field);
    if (typeof value === "number") changes.push({ at: [...path], as: value + 1 });
    else if (typeof value === "string") changes.push({ at: [...path], flip: Math.floor(value.length / 2) });
    // Whoever leaves out a signature or a disclosure changes nothing that the rest says.
    else if (!/(^|\.)(members|signatures|disclosures)$/.test(field)) changes.push({ at: [...path, 0], without: true });
  }
  return changes;
}

function partOf(certificate: Certificate, at: Change["at"]): JsonValue {
  return valueAt(certificate as unknown as JsonValue, at); // a certificate is one
}

/** Another character in the middle of a text. */
function flip(certificate: Certificate, ...at: Change["at"]): Change {
  return { at, flip: Math.floor(String(partOf(certificate, at)).length / 2) };
}

function more(certificate: Certificate, ...at: Change["at"]): Change {
  return { at, as: Number(partOf(certificate, at)) + 1 };
}

/** One change to each part of a certificate that those who vouch for it vouch for. */
function alterations(certificate: Certificate): Change[] {
  const { work, headers, registry, blocks, history, state } = certificate;
  return [
    flip(certificate, "work", "id"),
    ...(work.metadata === undefined ? [] : [flip(certificate, "work", "metadata")]),
    { at: ["registry", "address"], as: getAddress(dataSlice(id(registry.address), 12)) },
    { at: ["headers"], as: HEADER_KINDS.find((kind) => kind !== headers) ?? "" },
    ...blocks.flatMap(({ seals, members }, index): Change[] => [
      ...((seals ?? members) ? [flip(certificate, "blocks", index, "header")] : []),
      ...(index === 0 || index === blocks.length - 1 ? [{ at: ["blocks", index], without: true as const }] : []),
      ...(seals === undefined ? [] : [flip(certificate, "blocks", index, "seals", "signatures", 0, "signature")]),
      ...(members === undefined ? [] : [flip(certificate, "blocks", index, "members", 0, "signature")]),
    ]),
    ...history.flatMap((_, index): Change[] => [
      { at: ["history", index], without: true },
      flip(certificate, "history", index, "proof", 0),
    ]),
    ...["block", "transaction", "log"].map((field) => more(certificate, "history", 0, field)),
    { at: ["history", 0, "proof"], as: [] },
    more(certificate, "state", "block"),
    flip(certificate, "state", "account", state.account.length - 1),
    flip(certificate, "state", "storage", state.storage.length - 1),
    { at: ["state", "storage", state.storage.length - 1], without: true },
    { at: ["note"], as: "a field that is not known" },
  ];
}
