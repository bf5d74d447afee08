import type { BatchPurpose } from "./identity";

/** What a batch is registered as. */
export interface BatchTarget extends BatchPurpose {
  readonly source: string;
  readonly worksPerCall: number;
}

/** A row whose file is to be hashed. */
export interface UnhashedRow {
  readonly id: number;
  readonly line: number;
  readonly name: string;
  /** In bytes, when it was checked. */
  readonly size: number;
}

/** A row whose content is known. */
export interface Content {
  readonly id: number;
  readonly line: number;
  readonly name: string;
  /** 64 hex digits. */
  readonly hash: string;
}

/** The same with the hash of its metadata. */
export interface Described extends Content {
  /** 64 hex digits. */
  readonly metadataHash: string;
}

/** A row as it would be registered. */
export interface StagedWork {
  readonly id: number;
  readonly line: number;
  readonly name: string;
  /** 0x and 64 hex digits. */
  readonly contentHash: string;
  /** Canonical JSON (RFC 8785). */
  readonly metadata: string;
}
