import { relative, sep } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { type FSWatcher, watch } from "chokidar";

/** A file to which nothing happened for so long is whole, in milliseconds. */
const STILL_MS = 2_000;

/** What happens in a folder and the folders inside. */
export class FolderWatch {
  readonly #watcher: FSWatcher;
  /** When something last happened to a path, by the clock that only goes on. */
  readonly #touched = new Map<string, number>();
  /** Systems watch so many files and no more. */
  #isBlind = false;

  private constructor(folder: string, watcher: FSWatcher) {
    this.#watcher = watcher;
    watcher
      .on("all", (_, path) => void this.#touched.set(relative(folder, path).replaceAll(sep, "/"), performance.now()))
      .on("error", () => {
        this.#isBlind = true;
      });
  }

  /** Begins to watch. @param folder absolute path */
  static async begin(folder: string): Promise<FolderWatch> {
    const watcher = watch(folder, { ignoreInitial: true, followSymlinks: false });
    const folderWatch = new FolderWatch(folder, watcher);
    await new Promise<void>((resolve) => void watcher.once("ready", resolve));
    return folderWatch;
  }

  /** Whether anything happened since it was last taken, or may have: the system does not tell all. */
  get isTouched(): boolean {
    return this.#isBlind || this.#touched.size > 0;
  }

  /** Takes note of all that happened. @returns the paths to which something happened just now: they stay as touched as they are */
  take(): ReadonlySet<string> {
    const still = performance.now() - STILL_MS;
    for (const [path, at] of this.#touched) if (at <= still) this.#touched.delete(path);
    return new Set(this.#touched.keys());
  }

  async close(): Promise<void> {
    await this.#watcher.close();
  }
}

/**
 * Goes through a folder now, and after each period in which something happened in it, until it is told to stop.
 * @param period in milliseconds
 * @param run is given the paths, relative to the folder, of the files that are perhaps still being written. Returns whether all
 * is done; else it is asked again after a period
 */
export async function goThroughAgain(
  folder: string,
  period: number,
  signal: AbortSignal,
  run: (moving: ReadonlySet<string>) => Promise<boolean>,
): Promise<void> {
  const watcher = await FolderWatch.begin(folder);
  try {
    // Whatever is being written shows itself meanwhile.
    await pause(STILL_MS, signal);
    for (let isDue = true; !signal.aborted; ) {
      if (isDue) isDue = !(await run(watcher.take()));
      await pause(period, signal);
      isDue ||= watcher.isTouched;
    }
  } finally {
    await watcher.close();
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  // It rejects where the signal ends it, which is no error here.
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
