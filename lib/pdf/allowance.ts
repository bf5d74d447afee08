import { broken } from "./pdf-error";

const MOST_READ = 32 * 1024 * 1024;

/**
 * How much is read of one PDF, with what its streams inflate to: its parts can lie within each other, and then a file of some thousand
 * bytes would be read for days.
 */
export class Allowance {
  #left = MOST_READ;

  /** @throws PdfError where no more may be read */
  spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw broken(`more than ${MOST_READ} bytes of it would have to be read`);
  }
}
