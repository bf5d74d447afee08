/** A work that a batch file dates. */
export interface Dated {
  /** The path of the batch file. */
  readonly batch: string;
  /** Whether it is known to have a title. */
  readonly isTitled: boolean;
}

/** What was at a place in a source before. */
export interface Earlier {
  /** The content hash, 64 hex digits. */
  readonly hash: string;
  /** What its metadata call its version; null where they do not. */
  readonly version: string | null;
}
