import { join } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";

import type { Looks } from "../file/stamps";

/** What a thread that looks at files is asked: the files of some lists of names below a folder, as `lookAt` takes them. */
export interface Asked {
  readonly base: string;
  readonly lists: readonly string[];
}

interface Waiting {
  readonly resolve: (looks: Looks[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** A thread, and whoever waits for its answers, which come in the order of the questions. */
interface Thread {
  readonly worker: Worker;
  readonly waiting: Waiting[];
}

/**
 * Threads that look at files and do nothing else, each of which starts with the first call that finds no other one idle. A
 * thread is handed its next task before it has answered: what asks is busy with files of its own, and would let it wait.
 */
export class LookingThreads {
  #threads: readonly Thread[] = [];
  readonly #most: number;
  readonly #file: string;
  readonly #options: WorkerOptions;
  #isEnded = false;

  /** @param most of threads, from 1 up  @param extension of the file that they run  @param options how they are started */
  constructor(most: number, extension: string, options: WorkerOptions) {
    this.#most = most;
    this.#file = join(__dirname, `look-worker${extension}`);
    this.#options = options;
  }

  /** What `lookAt` finds of each of some lists of names. */
  async lookAt(base: string, lists: readonly string[]): Promise<Looks[]> {
    if (this.#isEnded) throw ended();
    const { worker, waiting } = this.#idlest();
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      worker.postMessage({ base, lists } satisfies Asked);
    });
  }

  /** Ends the threads, for good; calls that have no answer yet are rejected. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await Promise.all(this.#threads.map(async ({ worker }) => worker.terminate()));
  }

  #idlest(): Thread {
    const [first, ...others] = this.#threads;
    if (first === undefined) return this.#start();
    const idlest = others.reduce((best, other) => (other.waiting.length < best.waiting.length ? other : best), first);
    return idlest.waiting.length > 0 && this.#threads.length < this.#most ? this.#start() : idlest;
  }

  #start(): Thread {
    const worker = new Worker(this.#file, this.#options);
    const thread: Thread = { worker, waiting: [] };
    const leave = (reason: unknown): void => {
      this.#threads = this.#threads.filter((other) => other !== thread);
      for (const { reject } of thread.waiting.splice(0)) reject(reason);
    };
    worker
      .on("message", (looks: Looks[]) => thread.waiting.shift()?.resolve(looks))
      .on("error", leave)
      .on("exit", () => {
        leave(ended());
      });
    this.#threads = [...this.#threads, thread];
    return thread;
  }
}

function ended(): Error {
  return new Error("the threads that look at files have ended");
}
