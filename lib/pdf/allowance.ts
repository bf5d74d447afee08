import { broken } from "./pdf-error";

const MOST_READ = 32 * 1024 * 1024;
/** Numbers, names, texts, lists, dictionaries: an empty dictionary takes 4 bytes in a file and 250 once it is read. */
const MOST_VALUES = 150_000;

/**
 * How much is read of one PDF, with what its streams inflate to: its parts can lie within each other, and then a file of some thousand
 * bytes would be read for days. And how many values are made of that.
 */
export class Allowance {
  #left = MOST_READ;
  #valuesLeft = MOST_VALUES;

  /** @throws PdfError where no more may be read */
  spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw broken(`more than ${MOST_READ} bytes of it would have to be read`);
  }

  /** Counts one more value. @throws PdfError where there are too many */
  makeValue(): void {
    this.#valuesLeft -= 1;
    if (this.#valuesLeft < 0) throw broken(`it is made of more than ${MOST_VALUES} values`);
  }
}
