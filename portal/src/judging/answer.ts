import { type EitherCertificate, judgeEither, parseEither } from "../../../lib/certificates/attested/either";
import type { Judgement } from "../../../lib/certificates/judge/judge";
import { otherContract } from "../../../lib/certificates/judge/trusted";
import { TRUST, type Trust } from "../../../lib/certificates/trust";
import { ColophonError } from "../../../lib/errors";
import { parseJson } from "../../../lib/hashing/canonical-json";
import { formatOf, isVersionOf, readAs } from "../../../lib/store/document";
import type { Answer } from "../words/words";

/** What there is to judge. */
export interface Question {
  readonly certificate: string | undefined;
  readonly trust: string | undefined;
  /** The SHA-256 of the work; undefined where there is none yet. */
  readonly contentHash: string | undefined;
  /** Unix seconds. */
  readonly notBefore: number | undefined;
}

/** What was found. */
export interface Finding {
  readonly answer: Answer;
  /** In the judge's words. */
  readonly reason?: string | undefined;
  readonly certificate?: EitherCertificate | undefined;
  readonly judgement?: Judgement | undefined;
  readonly trust?: Trust | undefined;
  /** How many of those who are trusted stand for what the certificate says, whatever the answer is. */
  readonly support?: Support;
  /** Whether whom somebody trusts is of other contracts than the certificate. */
  readonly isElsewhere?: boolean;
}

export type Support = "enough" | "too few" | "nobody";

const SUPPORT: Readonly<Partial<Record<Answer, Support>>> = {
  altered: "nobody",
  "signers unknown": "nobody",
  "not enough signers": "too few",
};
/** The codes of what says nothing against a certificate, and of what is wrong with whom somebody trusts. */
const NOT_CHECKED = ["TimestampNotCheckedHere"];
const LATER_TRUST = "LaterTrust";
const OF_TRUST = ["TrustNotContinued", "NotATrustFile"];

/** Judges what was dropped by the same code as `certificate verify`. */
export async function find(question: Question): Promise<Finding> {
  try {
    return await found(question);
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    return { answer: answerTo(error), reason: error.message };
  }
}

async function found({ certificate: text, trust: trustText, contentHash, notBefore }: Question): Promise<Finding> {
  const trust = trustText === undefined ? undefined : trustIn(trustText);
  if (text === undefined) {
    if (contentHash !== undefined) return { answer: "work alone", trust };
    return { answer: trust === undefined ? "nothing" : "trust alone", trust };
  }
  const read = parseEither(text, "certificate");
  if (!("certificate" in read)) return { answer: read.verdict, reason: read.reason, trust };
  const { certificate } = read;
  const judgement = await judgeEither(certificate, { trust, contentHash, notBefore });
  // Of another file the judge says so first, and not yet whose word the certificate is.
  const alone =
    judgement.verdict === "not this file" ? await judgeEither(certificate, { trust, notBefore }) : judgement;
  const isElsewhere = trust !== undefined && otherContract(certificate, trust) !== undefined;
  return {
    ...{ answer: judgement.verdict, reason: judgement.reason, certificate, judgement, trust, isElsewhere },
    support: SUPPORT[alone.verdict] ?? "enough",
  };
}

function trustIn(text: string): Trust {
  let code = "NotATrustFile";
  try {
    const document = parseJson(text, "trust");
    const format = formatOf(document);
    if (format !== TRUST.format && isVersionOf(format, TRUST)) code = LATER_TRUST;
    return readAs(TRUST, document, "trust");
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    throw new ColophonError(error.message, { code, advice: error.advice, exitCode: 2, cause: error });
  }
}

function answerTo({ code = "" }: ColophonError): Answer {
  if (NOT_CHECKED.includes(code)) return "not checked here";
  if (code === LATER_TRUST) return "later trust";
  return OF_TRUST.includes(code) ? "trust broken" : "no certificate";
}
