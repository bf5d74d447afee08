import { createSHA256 } from "hash-wasm";

import type { Said } from "./messages";

/** Two buffers of this size are all the memory that a file needs, however long it is. */
const PART_BYTES = 1024 * 1024;

/** This file runs in a thread of its own, which has fewer functions than a page. */
const thread = self as unknown as {
  postMessage: (said: Said) => void;
  addEventListener: (type: "message", listen: (event: MessageEvent<Blob>) => void) => void;
};

thread.addEventListener("message", ({ data }) => {
  void hash(data).then((said) => thread.postMessage(said));
});

/** SHA-256 (FIPS 180-4). */
async function hash(file: Blob): Promise<Said> {
  // All empty files have one hash, so none of them can be anybody's work.
  if (file.size === 0) return { kind: "failed", reason: "empty" };
  try {
    const hasher = await createSHA256();
    let bytes = 0;
    for await (const part of partsOf(file)) {
      hasher.update(part);
      bytes += part.length;
      thread.postMessage({ kind: "progress", bytes });
    }
    return { kind: "hashed", contentHash: `0x${hasher.digest("hex")}`, size: file.size };
  } catch {
    return { kind: "failed", reason: "unreadable" };
  }
}

/**
 * A file's bytes in their order, each part good until the next is asked for. All of them are read into two buffers: what is new for
 * each part is thrown away too late (Chromium 150: 200 MiB for a file of 2 GiB). A browser refuses a file that has changed since
 * it was chosen.
 */
async function* partsOf(file: Blob): AsyncGenerator<Uint8Array> {
  const stream = file.stream();
  let reader: ReadableStreamBYOBReader;
  try {
    reader = stream.getReader({ mode: "byob" });
  } catch {
    // Some browsers read no file into a buffer of ours.
    yield* stream as unknown as AsyncIterable<Uint8Array>;
    return;
  }
  const read = (buffer: ArrayBuffer): Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>>> =>
    reader.read(new Uint8Array(buffer));
  // One is read while the other is hashed.
  let next = read(new ArrayBuffer(PART_BYTES));
  for (let spare = new ArrayBuffer(PART_BYTES); ; ) {
    const { done, value } = await next;
    if (done) return;
    next = read(spare);
    yield value;
    spare = value.buffer;
  }
}
