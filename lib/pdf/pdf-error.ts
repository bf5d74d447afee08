/** Why nothing can be read out of a PDF. */
export type PdfFault = "broken" | "encrypted";

/** What is wrong with a PDF, in words that follow its name. */
export class PdfError extends Error {
  override readonly name = "PdfError";

  constructor(
    readonly fault: PdfFault,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

export function broken(why: string, cause?: unknown): PdfError {
  return new PdfError("broken", why, cause);
}
