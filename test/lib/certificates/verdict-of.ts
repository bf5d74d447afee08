import { judgeEither, parseEither } from "../../../lib/certificates/attested/either";
import type { Question } from "../../../lib/certificates/judge/judge";
import type { Verdict } from "../../../lib/certificates/judge/verdict";
import { TRUST, type Trust } from "../../../lib/certificates/trust";
import { ColophonError } from "../../../lib/errors";
import { parseJson } from "../../../lib/hashing/canonical-json";
import { readAs } from "../../../lib/store/document";

/** A certificate's text, and what it is judged by: the trust file as its text, or as what that says. */
export interface Case extends Omit<Question, "trust"> {
  readonly certificate: string;
  readonly trust?: Trust | string | undefined;
}

/** A verdict, those of what never was a certificate or a trust file, and that of a trust whose changes do not hold. */
export type Answer = Verdict | "not a certificate" | "not a trust file" | "trust not continued";

/** What our code says of a case, as docs/verify_certificate.py puts it. */
export async function verdictOf({ certificate, trust: trusted, ...question }: Case): Promise<Answer> {
  const text = trustText(trusted);
  const trust = text === undefined ? undefined : trustIn(text);
  if (trust === null) return "not a trust file";
  try {
    const read = parseEither(certificate, "the certificate");
    return "certificate" in read ? (await judgeEither(read.certificate, { ...question, trust })).verdict : read.verdict;
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    return error.code === "TrustNotContinued" ? "trust not continued" : "not a certificate";
  }
}

export function trustText(trust: Case["trust"]): string | undefined {
  return typeof trust === "object" ? JSON.stringify(trust) : trust;
}

/** The trust file that a text is; null where it is none. */
function trustIn(text: string): Trust | null {
  try {
    return readAs(TRUST, parseJson(text, "the trust file"), "the trust file");
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    return null;
  }
}
