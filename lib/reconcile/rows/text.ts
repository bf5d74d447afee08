import { createReadStream } from "node:fs";

import { fileError, isErrorCode } from "../../errors";
import { notUtf8 } from "../../text-file";

/**
 * The text of a file of any length, piece by piece, without its byte order mark.
 * @throws ColophonError, exit code 2, where it is not UTF-8
 */
export async function* textIn(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
      if (bytes.includes(0)) throw notUtf8(path);
      yield decoder.decode(bytes, { stream: true });
    }
    yield decoder.decode();
  } catch (cause) {
    if (isErrorCode(cause, "ERR_ENCODING_INVALID_ENCODED_DATA")) throw notUtf8(path, undefined, cause);
    throw isErrorCode(cause, "EIO") ? fileError(path, cause) : cause;
  }
}
