import { StringDecoder } from "node:string_decoder";

/** So much white space without a word is as good as nothing at all. */
const MAX_BLANK_BYTES = 1024 * 1024;

type Bytes = AsyncIterable<Uint8Array | string>;

/** What a stream seems to hold, and the same stream from its beginning. */
interface StreamGuess {
  readonly format: "ndjson" | "list";
  readonly bytes: Bytes;
}

/** Takes a stream whose first character that is not blank is "{" for NDJSON, any other for a list of paths. */
export async function guessOfStream(bytes: Bytes): Promise<StreamGuess> {
  const iterator = bytes[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  let seenBytes = 0;
  const decoder = new StringDecoder();
  let first = "";
  while (first === "" && seenBytes < MAX_BLANK_BYTES) {
    const next = await iterator.next();
    if (next.done === true) break;
    const chunk = Buffer.from(next.value);
    seen.push(chunk);
    seenBytes += chunk.length;
    // A byte order mark is white space in JavaScript, so it is dropped too.
    first = decoder.write(chunk).trimStart().slice(0, 1);
  }
  return { format: first === "{" ? "ndjson" : "list", bytes: joined(seen, iterator) };
}

async function* joined(
  seen: readonly Buffer[],
  iterator: AsyncIterator<Uint8Array | string>,
): AsyncGenerator<Uint8Array | string> {
  yield* seen;
  yield* { [Symbol.asyncIterator]: () => iterator };
}
