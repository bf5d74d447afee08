/** The most bytes of a PDF that is looked into: a certificate, fonts and pages. */
export const MOST_PDF_BYTES = 16 * 1024 * 1024;

const MAGIC = "%PDF-";

/** Whether these are the bytes of a PDF, whatever else is wrong with it. */
export function isPdf(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, MAGIC.length)) === MAGIC;
}
