import type { FileMetadata } from "../parts/findings";

/** What a list says of one work. */
export interface ListEntry {
  /** The names or addresses of its files. */
  readonly files: readonly string[];
  /** What its file may be called, without an extension: an ISBN, a number of the house, the last word of an address. */
  readonly keys: readonly string[];
  readonly metadata: FileMetadata;
}

/** The last part of an address or a path. */
export function lastPart(address: string): string {
  const path = address.replace(/[?#].*$/s, "").replace(/\/+$/, "");
  const part = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
