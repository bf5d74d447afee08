import { open } from "node:fs/promises";

import { ColophonError, fileError } from "../errors";
import { canonicalText, type JsonValue } from "../hashing/canonical-json";
import { formatOf, isVersionOf } from "../store/document";
import { saveNewFile } from "../store/save-new";
import { decodeText } from "../text-file";
import { CERTIFICATE, type Certificate } from "./format";

/** Some thousand events. Whatever is larger is refused before it is read. */
const MOST_BYTES = 4 * 1024 * 1024;
/** What a certificate says is on the chain for everybody, but for the salt of a claim that nobody has shown to the registry. */
const FOR_ALL = 0o644;
const OWNER_ONLY = 0o600;

/** What is in a file: a certificate; or what is wrong with what was one, or is one of a later version. */
export type ReadCertificate = { readonly certificate: Certificate } | Unread;

interface Unread {
  readonly verdict: "altered" | "later format";
  readonly reason: string;
}

/** Writes a certificate in canonical form (RFC 8785), and one line break. @throws ColophonError, exit code 2, where there is a file */
export async function saveCertificate(path: string, certificate: Certificate): Promise<void> {
  const isSecret = certificate.anchor !== undefined && certificate.history.length === 0;
  await saveNewFile(path, textOf(certificate), isSecret ? OWNER_ONLY : FOR_ALL);
}

/** A certificate as it is written. */
export function textOf(certificate: Certificate): string {
  return `${canonicalText(certificate)}\n`;
}

/**
 * Reads a certificate.
 * @throws ColophonError, exit code 2, where the file is missing or never was a certificate
 */
export async function readCertificate(path: string): Promise<ReadCertificate> {
  const bytes = await readSome(path);
  if (bytes.length > MOST_BYTES) throw notACertificate(path, `it is larger than ${MOST_BYTES} bytes`);
  return parseCertificate(decodeText(bytes, path), path);
}

/** The same of its text. @param path its file, for messages */
export function parseCertificate(text: string, path: string): ReadCertificate {
  let document: JsonValue;
  try {
    document = JSON.parse(text) as JsonValue; // JSON gives nothing else
  } catch (cause) {
    throw notACertificate(path, "it is not JSON", cause);
  }
  const format = formatOf(document);
  if (!isVersionOf(format, CERTIFICATE)) throw notACertificate(path, "it names no format of a certificate");
  if (format !== CERTIFICATE.format) {
    return { verdict: "later format", reason: `its format is ${format}, and this version reads ${CERTIFICATE.format}` };
  }
  const result = CERTIFICATE.schema.safeParse(document);
  if (!result.success) {
    const [issue] = result.error.issues;
    return { verdict: "altered", reason: [issue?.path.join("."), issue?.message].filter(Boolean).join(" ") };
  }
  if (!isWhole(result.data, text)) {
    return {
      verdict: "altered",
      reason: "it is not written as it was issued: spaces, the order of its fields or one given twice",
    };
  }
  return { certificate: result.data };
}

/** Whether a text is the one form of a certificate. Of what I-JSON cannot carry, such as half a character, there is none. */
function isWhole(certificate: Certificate, text: string): boolean {
  try {
    return textOf(certificate) === text;
  } catch {
    return false;
  }
}

/** The bytes of a file up to one more than the most that are read. */
async function readSome(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(MOST_BYTES + 1) });
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw fileError(path, cause);
  }
}

function notACertificate(path: string, why: string, cause?: unknown): ColophonError {
  const { name, code, advice } = CERTIFICATE;
  return new ColophonError(`${path} is not ${name}: ${why}`, { code, advice, exitCode: 2, cause });
}
