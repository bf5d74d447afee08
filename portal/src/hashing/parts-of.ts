/** A file's bytes in their order. */
export interface Parts {
  /** The next part, read into the buffer where the browser can. @returns undefined where there are no more */
  readonly next: (buffer: ArrayBuffer) => Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** No more of them are wanted. */
  readonly stop: () => void;
}

/**
 * Reads a file part by part. What a browser makes anew for each part is thrown away too late (Chromium 150: 200 MiB for a file of
 * 2 GiB), so all are read into the buffers of the caller. A browser refuses a file that has changed since it was chosen.
 */
export function partsOf(file: Blob): Parts {
  const stream = file.stream();
  let read: (buffer: ArrayBuffer) => Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>>>;
  let reader: ReadableStreamBYOBReader | ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  try {
    const filling = (reader = stream.getReader({ mode: "byob" }));
    read = (buffer) => filling.read(new Uint8Array(buffer));
  } catch {
    // Some browsers read no file into a buffer of ours.
    const giving = (reader = stream.getReader());
    read = () => giving.read();
  }
  return {
    next: async (buffer) => {
      const { done, value } = await read(buffer);
      return done ? undefined : value;
    },
    // What goes wrong with it is nobody's concern any more.
    stop: () => void reader.cancel().catch(() => undefined),
  };
}
