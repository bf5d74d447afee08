import { certificateOfPdf } from "../../../lib/certificates/pdf";
import { ColophonError } from "../../../lib/errors";

/**
 * The certificate that a printed one has in it; undefined where a PDF has none: then it is a work like any other.
 * @throws ColophonError where it has two, of which nobody knows which is meant
 */
export async function certificateInPdf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return await certificateOfPdf(bytes);
  } catch (error) {
    if (error instanceof ColophonError && error.code !== "CertificatesInPdf") return undefined;
    throw error;
  }
}
