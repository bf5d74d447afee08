import { ColophonError } from "../errors";
import { immodesty } from "../hashing/modest-json";
import { MOST_BYTES } from "../most-bytes";

/** Why nobody could read a document again that were written so; undefined where nothing keeps from it. */
export function unreadable(text: string): string | undefined {
  const { length } = new TextEncoder().encode(text);
  return length > MOST_BYTES ? `of ${length} bytes, and ${MOST_BYTES} are the most` : immodesty(text);
}

/** @throws ColophonError where a document that is to be written could not be read again */
export function requireReadable(path: string, text: string): void {
  const why = unreadable(text);
  if (why === undefined) return;
  throw new ColophonError(`${path} is not written, since nobody could read it: it would be ${why}`, {
    code: "TooLargeToRead",
    advice: "Put fewer blocks into one file. A certificate is smaller where fewer members sign each of its blocks.",
    exitCode: 3,
  });
}
