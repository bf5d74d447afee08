import { broken } from "./pdf-error";

/** What browsers and Node have, and TypeScript knows by the types of neither alone. */
interface Inflating {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: { getWriter(): { write(bytes: Uint8Array<ArrayBuffer>): Promise<void>; close(): Promise<void> } };
}

/**
 * Inflates what is in the zlib format (RFC 1950).
 * @param most the most bytes that it may become: what follows is not inflated
 * @throws PdfError where it becomes more, or is not of that format
 */
export async function inflate(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  const { readable, writable }: Inflating = new DecompressionStream("deflate");
  const writer = writable.getWriter();
  // What goes wrong here is seen by the reader as well.
  writer.write(new Uint8Array(bytes)).catch(() => undefined);
  writer.close().catch(() => undefined);
  const reader = readable.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw broken("a stream in it cannot be inflated", cause);
    });
    if (done) return joined(chunks, size);
    chunks.push(value);
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw broken(`a stream in it is larger than ${most} bytes`);
    }
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
