import { parseCertificate } from "../../../lib/certificates/file";
import { judge, type Question, type Verdict } from "../../../lib/certificates/judge/judge";
import { ColophonError } from "../../../lib/errors";

/** A certificate's text, and what it is judged by. */
export interface Case extends Question {
  readonly certificate: string;
}

/** A verdict, and that of what never was one. */
export type Answer = Verdict | "not a certificate";

/** What our code says of a case, as docs/verify_certificate.py puts it. */
export async function verdictOf({ certificate, ...question }: Case): Promise<Answer> {
  try {
    const read = parseCertificate(certificate, "the certificate");
    return "certificate" in read ? (await judge(read.certificate, question)).verdict : read.verdict;
  } catch (error) {
    if (error instanceof ColophonError) return "not a certificate";
    throw error;
  }
}
