import { readFileSync } from "node:fs";
import { join } from "node:path";

import { CORPUS, type CorpusCase, readCases } from "../../../lib/certificates/corpus/cases";
import type { Answer } from "../../../lib/certificates/verdict-of";

/** What is believed of a certificate, by whom it is vouched for: nothing of it may be said of a changed one. */
const BELIEVED: readonly Answer[] = ["valid", "provisional", "on hold", "annulled", "anchored", "no title"];

export function isBelieved(verdict: Answer): boolean {
  return BELIEVED.includes(verdict);
}

/** A certificate of the corpus, with the file of those who vouch for it. */
export interface KeptCertificate {
  readonly name: string;
  readonly text: string;
  readonly trust: string;
  readonly verdict: Answer;
}

/** Those of the corpus, with headers of every kind and whatever may be in one. */
export function keptCertificates(): KeptCertificate[] {
  const read = (name = ""): string => readFileSync(join(CORPUS, name), "utf8");
  // The first question about each is whoever has the right file and believes the right people.
  const first = new Map<string, CorpusCase>();
  for (const each of readCases()) if (!first.has(each.certificate)) first.set(each.certificate, each);
  return [...first.values()].map(({ certificate, trust, verdict }) => ({
    ...{ name: certificate, text: read(certificate), trust: read(trust), verdict },
  }));
}

/** Certificates that are vouched for by whom one trust file names. */
export interface Group {
  readonly trust: string;
  readonly texts: readonly string[];
}

export function groupsOf(kept: readonly KeptCertificate[]): Group[] {
  const trusts = [...new Set(kept.map(({ trust }) => trust))];
  return trusts.map((trust) => ({
    ...{ trust, texts: kept.filter((each) => each.trust === trust).map(({ text }) => text) },
  }));
}

/** Whether a certificate is one of some, or says the same as of another block: in one without transactions all is as it was in the one before. */
export function isOneOf(certificate: string, texts: readonly string[]): boolean {
  const asOfAny = (text: string): string => text.replace(/(?<="block":)\d+(?=,"storage":)/, "0");
  return texts.some((text) => asOfAny(text) === asOfAny(certificate));
}
