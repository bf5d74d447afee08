import type { FailedBecause, Said } from "./messages";
import HashingWorker from "./worker?worker&inline";

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

/** A file that has no hash. */
export class NotHashed extends Error {
  constructor(readonly reason: FailedBecause) {
    super(reason);
  }
}

/**
 * The SHA-256 of a file of any size, in a thread of its own and in constant memory. Its bytes stay in the browser.
 * @throws NotHashed where it is empty or cannot be read; the signal's reason
 */
export async function hashInWorker(file: Blob, { onProgress, signal }: HashOptions = {}): Promise<HashedContent> {
  signal?.throwIfAborted();
  const worker = new HashingWorker();
  try {
    return await new Promise<HashedContent>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      worker.addEventListener("error", () => reject(new NotHashed("unreadable")));
      worker.addEventListener("message", ({ data: said }: MessageEvent<Said>) => {
        if (said.kind === "progress") onProgress?.(said.bytes);
        else if (said.kind === "failed") reject(new NotHashed(said.reason));
        else resolve({ contentHash: said.contentHash, size: said.size });
      });
      worker.postMessage(file);
    });
  } finally {
    worker.terminate();
  }
}
