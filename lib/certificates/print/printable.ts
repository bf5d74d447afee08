import { ColophonError } from "../../errors";
import { type EitherCertificate, judgeEither } from "../attested/either";
import type { ReadCertificate } from "../file";
import type { Judgement, Proven } from "../judge/judge";
import type { Trust } from "../trust";

/** A certificate that may be printed, and how it was judged. */
export interface Printable {
  readonly certificate: EitherCertificate;
  readonly judgement: Judgement & { readonly proven: Proven };
}

/**
 * Judges a certificate before it is printed: paper is believed more readily than a file.
 * @param path its file, for messages
 * @throws ColophonError, exit code 3, where it was altered, is of a later format, or those who are trusted do not vouch for it
 */
export async function requirePrintable(
  read: ReadCertificate<EitherCertificate>,
  trust: Trust | undefined,
  path: string,
): Promise<Printable> {
  if (!("certificate" in read)) throw notPrinted(path, read);
  const { certificate } = read;
  const { proven, ...judgement } = await judgeEither(certificate, { trust });
  const isDoubted = judgement.verdict === "signers unknown" || judgement.verdict === "not enough signers";
  if (proven === undefined || (trust !== undefined && isDoubted)) throw notPrinted(path, judgement);
  return { certificate, judgement: { ...judgement, proven } };
}

function notPrinted(path: string, { verdict, reason = "" }: Omit<Judgement, "proven">): ColophonError {
  return new ColophonError(`${path} is not printed, since it is ${verdict.toUpperCase()}: ${reason}`, {
    code: "CertificateNotPrinted",
    advice: "Ask whoever handed it over for one that certificate verify accepts.",
    exitCode: 3,
  });
}
