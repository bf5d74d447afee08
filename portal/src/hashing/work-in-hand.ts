import type { DroppedWork, Likeness } from "../judging/dropped";
import type { Reading } from "../views/intake-view";
import { hashInWorker, NotHashed } from "./hash-in-worker";

/** The work that was dropped last, and how far it has been read. */
export class WorkInHand {
  #now: { readonly name: string; readonly reading: Reading; readonly stop: AbortController } | undefined;
  #likeness: Likeness | undefined;

  /** @param onChange called where another work is here, or has another state; not with each progress */
  constructor(private readonly onChange: () => void) {}

  get name(): string | undefined {
    return this.#now?.name;
  }

  get reading(): Reading | undefined {
    return this.#now?.reading;
  }

  /** The SHA-256 of what has been read. */
  get contentHash(): string | undefined {
    return this.reading?.state === "read" ? this.reading.contentHash : undefined;
  }

  /** What else it could be. */
  get likeness(): Likeness | undefined {
    return this.#likeness;
  }

  /** Reads a work in the place of the one before, until it is read, stopped or replaced. */
  async read({ file, name, likeness }: DroppedWork): Promise<void> {
    this.stop();
    this.#likeness = likeness;
    const stop = this.set(name, { state: "reading", bytes: 0, of: file.size });
    const isCurrent = (): boolean => this.#now?.stop === stop;
    try {
      const onProgress = (bytes: number): void => {
        const bar = document.getElementById("progress");
        if (isCurrent() && bar instanceof HTMLProgressElement) bar.value = bytes;
      };
      const { contentHash } = await hashInWorker(file, { onProgress, signal: stop.signal });
      if (isCurrent()) this.set(name, { state: "read", contentHash });
    } catch (error) {
      if (!isCurrent()) return;
      const state = error instanceof NotHashed ? error.reason : stop.signal.aborted ? "stopped" : "unreadable";
      this.set(name, { state });
    }
  }

  /** Has a work whose state is known. */
  set(name: string, reading: Reading): AbortController {
    const stop = new AbortController();
    this.#now = { name, reading, stop };
    this.onChange();
    return stop;
  }

  stop(): void {
    this.#now?.stop.abort();
  }

  remove(): void {
    this.stop();
    this.#now = undefined;
    this.onChange();
  }
}
