import { certificateOfPdf } from "../../../lib/certificates/pdf";
import { ColophonError } from "../../../lib/errors";

/**
 * The certificate that a printed one has in it; undefined where a PDF has none: then it is a work like any other. Of one that has two
 * nobody knows which is meant, and what is returned is none.
 */
export async function certificateInPdf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return await certificateOfPdf(bytes);
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    return error.code === "CertificatesInPdf" ? "" : undefined;
  }
}
