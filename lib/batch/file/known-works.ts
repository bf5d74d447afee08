/** A work that a batch file dates. */
export interface Dated {
  /** The path of the batch file. */
  readonly batch: string;
  /** Whether it is known to have a title. */
  readonly isTitled: boolean;
  /** All that its owner is known to have said of it. */
  readonly said: readonly Said[];
}

/** What was said of a work by the metadata that it was registered with, or that it was given later. */
export interface Said {
  /** 64 hex digits. */
  readonly metadataHash: string;
  /** The content that it is a version of, 64 hex digits; null where it is none. */
  readonly basedOn: string | null;
  /** What they call its version; null where they do not. */
  readonly version: string | null;
}

/** What was at a place in a source before. */
export interface Earlier {
  /** The content hash, 64 hex digits. */
  readonly hash: string;
  /** What its metadata call its version; null where they do not. */
  readonly version: string | null;
}
