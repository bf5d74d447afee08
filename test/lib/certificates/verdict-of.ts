import { judgeEither, parseEither } from "../../../lib/certificates/attested/either";
import type { Question } from "../../../lib/certificates/judge/judge";
import type { Verdict } from "../../../lib/certificates/judge/verdict";
import { ColophonError } from "../../../lib/errors";

/** A certificate's text, and what it is judged by. */
export interface Case extends Question {
  readonly certificate: string;
}

/** A verdict, that of what never was a certificate, and that of a trust whose changes do not hold. */
export type Answer = Verdict | "not a certificate" | "trust not continued";

/** What our code says of a case, as docs/verify_certificate.py puts it. */
export async function verdictOf({ certificate, ...question }: Case): Promise<Answer> {
  try {
    const read = parseEither(certificate, "the certificate");
    return "certificate" in read ? (await judgeEither(read.certificate, question)).verdict : read.verdict;
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    return error.code === "TrustNotContinued" ? "trust not continued" : "not a certificate";
  }
}
