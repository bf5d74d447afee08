import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join } from "node:path";

import { fileError, isErrorCode } from "../errors";

const HASH_DIGITS = 64;
const WORK_FOLDER = new RegExp(`^[0-9a-f]{${HASH_DIGITS}}$`);
const BATCH_FILE = /^[0-9a-f]{32}\.sqlite$/;
const RECORD = "record.json";

/** Where SQLite counts the changes of a file, which tells two of one tick of the clock apart. In bytes. */
const CHANGE_COUNTER_AT = 24;
const CHANGE_COUNTER_BYTES = 4;

/** A file or folder that the catalogue is made from. */
export interface Source {
  readonly kind: "batch" | "record";
  /** network/registry */
  readonly shelf: string;
  /** Below the home: a batch file, or the folder of one work. */
  readonly path: string;
  /** Of what it is now; another one once it has changed. */
  readonly stamp: string;
  /** The length of a batch file; 0 of a record. */
  readonly bytes: number;
}

/** The batch files and the folders of works that a home has now. What is neither is passed over. */
export function sourcesOf(home: string): Source[] {
  return [
    ...shelvesIn(home, "batches").flatMap((shelf) =>
      namesIn(join(home, "batches", shelf))
        .filter((name) => BATCH_FILE.test(name))
        .flatMap((name) => batchSource(home, shelf, join("batches", shelf, name))),
    ),
    ...shelvesIn(home, "works").flatMap((shelf) =>
      namesIn(join(home, "works", shelf))
        .filter((name) => WORK_FOLDER.test(name))
        .flatMap((name) => recordSource(home, shelf, join("works", shelf, name))),
    ),
  ];
}

function shelvesIn(home: string, kind: "batches" | "works"): string[] {
  return namesIn(join(home, kind)).flatMap((network) =>
    namesIn(join(home, kind, network)).map((registry) => `${network}/${registry}`),
  );
}

/** The names in a folder, in their order; none where it is no folder, or is just going away. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (isErrorCode(error, "ENOENT") || isErrorCode(error, "ENOTDIR")) return [];
    throw fileError(folder, error);
  }
}

function batchSource(home: string, shelf: string, path: string): Source[] {
  const stats = statsOf(join(home, path));
  if (stats === undefined) return [];
  const stamp = `${stats.stamp}|${changeCounter(join(home, path))}`;
  return [{ kind: "batch", shelf, path, stamp, bytes: stats.bytes }];
}

/** A record and the metadata beside it: both get new names in the folder, and the record may be edited in its place. */
function recordSource(home: string, shelf: string, path: string): Source[] {
  const folder = statsOf(join(home, path))?.stamp;
  if (folder === undefined) return [];
  const record = statsOf(join(home, path, RECORD))?.stamp ?? "none";
  return [{ kind: "record", shelf, path, stamp: `${folder}|${record}`, bytes: 0 }];
}

function statsOf(path: string): { readonly stamp: string; readonly bytes: number } | undefined {
  try {
    const { ino, size, mtimeNs } = statSync(path, { bigint: true });
    return { stamp: `${ino}|${size}|${mtimeNs}`, bytes: Number(size) };
  } catch (error) {
    // It may just be going away, or be a link that leads nowhere.
    if (isErrorCode(error, "ENOENT") || isErrorCode(error, "ENOTDIR")) return undefined;
    return { stamp: "unreadable", bytes: 0 };
  }
}

function changeCounter(path: string): string {
  try {
    const file = openSync(path, "r");
    try {
      const counter = Buffer.alloc(CHANGE_COUNTER_BYTES);
      readSync(file, counter, 0, CHANGE_COUNTER_BYTES, CHANGE_COUNTER_AT);
      return String(counter.readUInt32BE());
    } finally {
      closeSync(file);
    }
  } catch {
    // Whoever reads it next is told why it cannot be read.
    return "unreadable";
  }
}
