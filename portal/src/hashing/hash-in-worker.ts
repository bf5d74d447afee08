import type { Said, Told } from "./messages";
import { partsOf } from "./parts-of";
import HashingWorker from "./worker?worker&inline";

/** So many buffers of this size are all the memory that a file needs, however long it is: one is hashed, the others wait for it. */
const BUFFERS = 4;
const PART_BYTES = 1024 * 1024;

/** A work as the registry knows it. */
export interface HashedContent {
  /** SHA-256 (FIPS 180-4) of the bytes: 0x and 64 lower-case hex digits. */
  readonly contentHash: string;
  /** Length in bytes. */
  readonly size: number;
}

interface HashOptions {
  /** Called with the number of bytes that are hashed so far. */
  readonly onProgress?: (bytes: number) => void;
  /** Stops it at once, with the signal's reason as the error. */
  readonly signal?: AbortSignal;
}

/** `unreadable`: it is gone, changed since it was chosen, or may not be read: a browser does not say which. */
type FailedBecause = "empty" | "unreadable";

/** A file that has no hash. */
export class NotHashed extends Error {
  constructor(readonly reason: FailedBecause) {
    super(reason);
  }
}

/**
 * The SHA-256 of a file of any size, in constant memory. A thread of its own hashes, and does nothing else: reading is done
 * here meanwhile (Chromium 150: it would cost the thread a fifteenth of its time). The file's bytes stay in the browser.
 * @throws NotHashed where it is empty or cannot be read; the signal's reason
 */
export async function hashInWorker(file: Blob, { onProgress, signal }: HashOptions = {}): Promise<HashedContent> {
  signal?.throwIfAborted();
  // All empty files have one hash, so none of them can be anybody's work.
  if (file.size === 0) throw new NotHashed("empty");
  const worker = new HashingWorker();
  const parts = partsOf(file);
  const tell = (told: Told): void => worker.postMessage(told, told === "end" ? [] : [told.buffer]);
  try {
    return await new Promise<HashedContent>((resolve, reject) => {
      const fail = (): void => reject(new NotHashed("unreadable"));
      // One read waits for the other, in their order; each part goes on to the worker, and its buffer comes back for another one.
      const fill = (buffer: ArrayBuffer): void => {
        parts.next(buffer).then((part) => {
          if (part !== undefined) return tell(part);
          if (!hasEnded) tell("end");
          hasEnded = true;
        }, fail);
      };
      let hasEnded = false;
      signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      worker.addEventListener("error", fail);
      worker.addEventListener("message", ({ data: said }: MessageEvent<Said>) => {
        if (said.kind === "hashed") return resolve({ contentHash: said.contentHash, size: file.size });
        onProgress?.(said.bytes);
        fill(said.buffer);
      });
      for (let buffer = 0; buffer < BUFFERS; buffer++) fill(new ArrayBuffer(PART_BYTES));
    });
  } finally {
    parts.stop();
    worker.terminate();
  }
}
