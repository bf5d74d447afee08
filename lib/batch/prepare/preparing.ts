import { ColophonError } from "../../errors";
import type { OnProgress } from "../../progress";
import type { HashCache } from "../file/hash-cache";
import type { BatchTarget, Staging } from "../file/staging";
import type { OpenedSource } from "../source/source";
import type { Pool } from "./pool";
import type { Redaction } from "./redact";
import type { BadRow } from "./row";
import type { Known, SetAside } from "./set-aside";
import type { UnchangedFiles } from "./unchanged";

/** Tasks handed out at a time, for each thread: no thread waits for the next one, and memory stays small. */
export const TASKS_IN_FLIGHT = 2;

/** What a batch file is to be made of. */
export interface Preparation {
  readonly source: OpenedSource;
  readonly target: BatchTarget;
  /** The folder of the batch files; the caller has its lock. */
  readonly folder: string;
  /** The folder where the hashes of files are kept for later runs; default: that of the batch files. */
  readonly hashFolder?: string;
  /** From before any file was looked at, in Unix milliseconds; where it is not given, no hash is kept for later runs. */
  readonly startedAt?: number | undefined;
  /** Whether every file is hashed, also one that is as it was when it was hashed before. */
  readonly rehash?: boolean | undefined;
  /** Whether rows with something wrong are left out; else they stop everything. */
  readonly skipBad: boolean;
  /** Whether what the files say of themselves fills in what the rows do not. */
  readonly fromFiles?: boolean;
  /** Which fields of the metadata become digests; default: none. */
  readonly redaction?: Redaction | undefined;
  /** What is known from before; default: nothing. */
  readonly known?: Known;
  readonly onProgress: OnProgress;
  /** Aborted: it ends at once, and nothing is left behind but hashes. */
  readonly signal: AbortSignal;
}

/** The same while it is under way. */
export interface Preparing extends Preparation {
  readonly staging: Staging;
  readonly pool: Pool;
  readonly hashes: HashCache;
  readonly aside: SetAside;
  readonly unchanged: UnchangedFiles;
  readonly bad: BadRow[];
  readonly unused: BadRow[];
}

/** @throws ColophonError where it is aborted */
export function stopIfAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new ColophonError("Stopped before anything was sent", {
    code: "StoppedBeforeSending",
    advice: "Run the same command again.",
  });
}
