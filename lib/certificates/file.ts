import { ColophonError } from "../errors";
import { canonicalText, type JsonValue } from "../hashing/canonical-json";
import { immodesty } from "../hashing/modest-json";
import { MOST_BYTES } from "../most-bytes";
import { isPdf, MOST_PDF_BYTES } from "../pdf/is-pdf";
import { adviceAbout, type DocumentKind, formatOf, isVersionOf, problemOf } from "../store/document";
import { requireReadable } from "../store/readable";
import { FOR_ALL, saveNewFile, saveOver } from "../store/save-new";
import { decodeText, readUpTo } from "../text-file";
import { CERTIFICATE, type Certificate } from "./format";

const OWNER_ONLY = 0o600;

/** What is in a file: a certificate; or what is wrong with what was one, or is one of a later version. */
export type ReadCertificate<C = Certificate> = { readonly certificate: C } | Unread;

interface Unread {
  readonly verdict: "altered" | "later format";
  readonly reason: string;
}

/**
 * Writes a certificate in canonical form (RFC 8785), and one line break.
 * @throws ColophonError, exit code 2, where there is a file; 3 where nobody could read it again
 */
export async function saveCertificate(path: string, certificate: object): Promise<void> {
  await saveNewFile(path, readableText(path, certificate), modeOf(certificate));
}

/**
 * Who may read the file of a certificate. What it says is on the chain for everybody, but for the salt of a claim that nobody has shown
 * to the registry.
 */
export function modeOf(certificate: object): number {
  const isUntitled = "history" in certificate && (certificate.history as object[]).length === 0; // of the schema
  return "anchor" in certificate && isUntitled ? OWNER_ONLY : FOR_ALL;
}

/** The same in the place of an older one. */
export async function replaceCertificate(path: string, certificate: Certificate): Promise<void> {
  await saveOver(path, readableText(path, certificate), FOR_ALL);
}

function readableText(path: string, certificate: object): string {
  const text = textOf(certificate);
  requireReadable(path, text);
  return text;
}

/** A certificate as it is written. */
export function textOf(certificate: object): string {
  return `${canonicalText(certificate as JsonValue)}\n`; // of a schema, so JSON
}

/**
 * Reads a certificate.
 * @throws ColophonError, exit code 2, where the file is missing or never was a certificate
 */
export async function readCertificate(path: string): Promise<ReadCertificate> {
  return parseCertificate(await readCertificateText(path), path);
}

/**
 * The text of a file that may be a certificate, or of a printed one.
 * @throws ColophonError, exit code 2, where it is missing, too large, no text, or a PDF without one certificate in it
 */
export async function readCertificateText(path: string): Promise<string> {
  const bytes = await readUpTo(path, MOST_PDF_BYTES);
  if (isPdf(bytes)) {
    // Few certificates are, and what reads it takes its time to load.
    const { certificateOfPdf } = await import("./pdf");
    return certificateOfPdf(bytes, path);
  }
  if (bytes.length > MOST_BYTES) throw notACertificate(path, `it is larger than ${MOST_BYTES} bytes`);
  return decodeText(bytes, path);
}

/** The same of its text. @param path its file, for messages */
export function parseCertificate(text: string, path: string): ReadCertificate {
  return parseAs([CERTIFICATE], text, path);
}

/** The same of one of these kinds. */
export function parseAs<C extends object>(
  kinds: readonly DocumentKind<C>[],
  text: string,
  path: string,
): ReadCertificate<C> {
  const why = immodesty(text);
  if (why !== undefined) throw notACertificate(path, `it is ${why}`);
  let document: JsonValue;
  try {
    document = JSON.parse(text) as JsonValue; // JSON gives nothing else
  } catch (cause) {
    throw notACertificate(path, "it is not JSON", { cause });
  }
  const format = formatOf(document);
  const kind = kinds.find((each) => isVersionOf(format, each));
  if (kind === undefined) {
    throw notACertificate(path, "it names no format of a certificate", { advice: adviceAbout(format, CERTIFICATE) });
  }
  if (format !== kind.format) {
    return { verdict: "later format", reason: `its format is ${format}, and this version reads ${kind.format}` };
  }
  const result = kind.schema.safeParse(document);
  if (!result.success) return { verdict: "altered", reason: problemOf(result.error) };
  if (!isWhole(result.data, text)) {
    return {
      verdict: "altered",
      reason: "it is not written as it was issued: spaces, the order of its fields or one given twice",
    };
  }
  return { certificate: result.data };
}

/** Whether a text is the one form of a certificate. Of what I-JSON cannot carry, such as half a character, there is none. */
function isWhole(certificate: object, text: string): boolean {
  try {
    return textOf(certificate) === text;
  } catch {
    return false;
  }
}

function notACertificate(
  path: string,
  why: string,
  { advice = CERTIFICATE.advice, cause }: { readonly advice?: string; readonly cause?: unknown } = {},
): ColophonError {
  const { name, code } = CERTIFICATE;
  return new ColophonError(`${path} is not ${name}: ${why}`, { code, advice, exitCode: 2, cause });
}
