import { parseAs, type ReadCertificate, readCertificateText } from "../file";
import { CERTIFICATE, type Certificate } from "../format";
import { judge, type Judgement, type Question } from "../judge/judge";
import { ATTESTATION, type Attestation } from "./format";
import { judgeAttested } from "./judge";

/** A certificate, with proofs or, of a chain that gives none, attested. */
export type EitherCertificate = Certificate | Attestation;

/** Reads one of both. @throws ColophonError, exit code 2, where the file is missing or never was one */
export async function readEither(path: string): Promise<ReadCertificate<EitherCertificate>> {
  return parseEither(await readCertificateText(path), path);
}

/** The same of its text. @param path its file, for messages */
export function parseEither(text: string, path: string): ReadCertificate<EitherCertificate> {
  return parseAs<EitherCertificate>([CERTIFICATE, ATTESTATION], text, path);
}

/** Judges one of both. @throws ColophonError, exit code 3, where the changes of whom to trust do not follow from each other */
export async function judgeEither(certificate: EitherCertificate, question: Question): Promise<Judgement> {
  return isAttested(certificate) ? judgeAttested(certificate, question) : judge(certificate, question);
}

/** Whether members' word is all that stands for it. */
export function isAttested(certificate: EitherCertificate): certificate is Attestation {
  return certificate.format === ATTESTATION.format;
}
