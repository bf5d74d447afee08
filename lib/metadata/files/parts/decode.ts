type Decoder = InstanceType<typeof TextDecoder>;

/** So far into a file its encoding is named, if it is. */
const HEAD_BYTES = 1024;

/**
 * What decodes a text file: by its byte order mark, else by what it says of itself, else as UTF-8. Bytes that are not of
 * that encoding make it throw.
 * @param head the first bytes of the file
 * @param named finds the name of the encoding in them
 * @throws RangeError: nobody knows an encoding of that name
 */
export function decoderFor(head: Uint8Array, named?: RegExp): Decoder {
  return new TextDecoder(encodingOf(head, named), { fatal: true });
}

function encodingOf(head: Uint8Array, named: RegExp | undefined): string {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const text = Buffer.from(head.subarray(0, HEAD_BYTES)).toString("latin1");
  const name = text.startsWith("\xef\xbb\xbf") ? undefined : named?.exec(text)?.[1];
  // It was just read byte by byte, so it is no UTF-16, whatever it says.
  return name === undefined || /^utf-?16/i.test(name) ? "utf-8" : name;
}

/** Decodes a stream, whose first piece decides. @throws TypeError, RangeError, as decoderFor */
export async function* decoded(bytes: AsyncIterable<Uint8Array>, named?: RegExp): AsyncGenerator<string> {
  let decoder: Decoder | undefined;
  for await (const piece of bytes) {
    decoder ??= decoderFor(piece, named);
    yield decoder.decode(piece, { stream: true });
  }
  const rest = decoder?.decode() ?? "";
  if (rest !== "") yield rest;
}
