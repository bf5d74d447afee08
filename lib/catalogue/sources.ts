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
  const stamp = stampOf(join(home, path));
  if (stamp === undefined) return [];
  return [{ kind: "batch", shelf, path, stamp: `${stamp}|${changeCounter(join(home, path))}` }];
}

/** A record and the metadata beside it: both get new names in the folder, and the record may be edited in its place. */
function recordSource(home: string, shelf: string, path: string): Source[] {
  const folder = stampOf(join(home, path));
  if (folder === undefined) return [];
  return [{ kind: "record", shelf, path, stamp: `${folder}|${stampOf(join(home, path, RECORD)) ?? "none"}` }];
}

function stampOf(path: string): string | undefined {
  try {
    const { ino, size, mtimeNs } = statSync(path, { bigint: true });
    return `${ino}|${size}|${mtimeNs}`;
  } catch (error) {
    // It may just be going away, or be a link that leads nowhere.
    if (isErrorCode(error, "ENOENT") || isErrorCode(error, "ENOTDIR")) return undefined;
    return "unreadable";
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
