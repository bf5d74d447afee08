import { ColophonError } from "../errors";
import { MOST_BYTES } from "../most-bytes";
import { attachmentsOf } from "../pdf/attachments";
import { MOST_PDF_BYTES } from "../pdf/is-pdf";
import { PdfError } from "../pdf/pdf-error";

/** By what name a printed certificate has the certificate in it. */
export const ATTACHED_NAME = "certificate.json";

const WHO = "Ask whoever handed it over for the PDF as certificate print wrote it, or for the certificate itself.";

/**
 * The certificate's text in a PDF: of the one attachment that is named certificate.json. What is drawn on the pages says nothing.
 * Runs in browsers too.
 * @param path its file, for messages
 * @throws ColophonError, exit code 2, where there is none or more than one, or the PDF is too large, broken or encrypted
 */
export async function certificateOfPdf(bytes: Uint8Array, path = "the PDF"): Promise<string> {
  if (bytes.length > MOST_PDF_BYTES) {
    throw refused(path, "PdfTooLarge", `is larger than ${MOST_PDF_BYTES} bytes`, WHO);
  }
  try {
    const attached = (await attachmentsOf(bytes)).filter(({ name }) => name === ATTACHED_NAME);
    const [certificate, second] = attached;
    if (certificate === undefined) {
      throw refused(path, "NoCertificateInPdf", `has no attachment ${ATTACHED_NAME}`, WHO);
    }
    if (second !== undefined) {
      const which = `has ${attached.length} attachments ${ATTACHED_NAME}, and nobody knows which is meant`;
      throw refused(path, "CertificatesInPdf", which, WHO);
    }
    return textOf(await certificate.read(MOST_BYTES), path);
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    if (error.fault === "encrypted") {
      throw refused(
        path,
        "PdfEncrypted",
        "is encrypted",
        "Save it without a password, or take the one that was printed.",
      );
    }
    throw refused(path, "PdfBroken", `is a broken PDF: ${error.message}`, WHO, error);
  }
}

function textOf(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw refused(path, "PdfBroken", `is a broken PDF: ${ATTACHED_NAME} in it is not UTF-8 text`, WHO, cause);
  }
}

function refused(path: string, code: string, why: string, advice: string, cause?: unknown): ColophonError {
  return new ColophonError(`${path} ${why}`, { code, advice, exitCode: 2, cause });
}
