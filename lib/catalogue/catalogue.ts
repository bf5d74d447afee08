import { rmSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import {
  atomically,
  createScratchDatabase,
  type Database,
  isBusy,
  isDamaged,
  isUnwritable,
  numberOf,
  openShared,
  prepared,
} from "../batch/file/database";
import { holdLock } from "../batch/file/lock";
import { notWritten } from "../errors";
import { makeFolder, namesIn } from "../store/folder";
import { publish } from "../store/publish";
import { changesOf, isAnything, isMost } from "./changes";
import { CATALOGUE_VERSION, TABLES } from "./format";
import { apply, fill } from "./load";
import { Seen, seenPath } from "./seen";

const OWNER_ONLY = 0o700;
/** A catalogue that is made anew gets a name of its own: what others have open stays whole. */
const FILE = /^(\d+)\.sqlite$/;
/** Between two looks at whether another process has ended its work, in milliseconds. */
const POLL_MS = 100;

/** A source that could not be read, and why. */
export interface Unreadable {
  readonly path: string;
  readonly problem: string;
}

/**
 * The catalogue of a home: every work that its records and batch files know, to be listed and searched. It is made from them
 * and brought up to date whenever it is used, and made anew where it is missing, damaged or of another version. Several
 * processes may use it at once.
 */
export class Catalogue {
  private constructor(
    readonly home: string,
    readonly database: Database,
  ) {}

  /**
   * Opens a home's catalogue, up to date.
   * @throws ColophonError where it cannot be written
   */
  static open(home: string): Promise<Catalogue> {
    return Catalogue.#made(home, async () => (await openKept(home, "give up")) ?? (await build(home, false)));
  }

  /** Makes a home's catalogue anew, whatever there is. @throws as `open` */
  static rebuild(home: string): Promise<Catalogue> {
    return Catalogue.#made(home, () => build(home, true));
  }

  static async #made(home: string, make: () => Promise<Database>): Promise<Catalogue> {
    try {
      return new Catalogue(home, await make());
    } catch (error) {
      if (isUnwritable(error)) throw notWritten(catalogueFolder(home), error);
      throw error;
    }
  }

  /** The sources that could not be read; their works are missing. */
  get unreadable(): Unreadable[] {
    const rows = prepared(this.database, "SELECT path, problem FROM sources WHERE problem IS NOT NULL ORDER BY path");
    return rows.all([]) as Unreadable[]; // as the query has it
  }

  /** How many works it has, of all registries. */
  get size(): number {
    return numberOf(this.database, "SELECT count(*) FROM works");
  }

  close(): void {
    this.database.close();
  }
}

/** The folder of a home's catalogue. It can be deleted at any time. */
export function catalogueFolder(home: string): string {
  return join(home, "catalogue");
}

/**
 * The newest catalogue of a home, brought up to date; undefined where there is none, or it is damaged or of another version.
 * @param most what to do where most of it would be new: bring it up to date as well, or give it up
 */
async function openKept(home: string, most: "take in" | "give up"): Promise<Database | undefined> {
  const newest = (await filesOf(home)).at(-1);
  if (newest === undefined) return undefined;
  let database: Database | undefined;
  try {
    (await Seen.open(home)).close();
    database = openShared(newest.path);
    if (numberOf(database, "SELECT user_version FROM pragma_user_version") !== CATALOGUE_VERSION) throw new Unfit();
    attachSeen(database, home);
    const changes = changesOf(database, home);
    if (most === "give up" && isMost(changes, statSync(newest.path).size)) throw new Unfit();
    if (isAnything(changes)) await bringUpToDate(database, home);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof Unfit || isDamaged(error)) return undefined;
    throw error;
  }
}

/** What makes a file no catalogue to go on with. */
class Unfit extends Error {}

async function bringUpToDate(database: Database, home: string): Promise<void> {
  await patiently(() => {
    atomically(database, () => {
      // Another process may have done it meanwhile.
      const changes = changesOf(database, home);
      if (isAnything(changes)) apply(database, home, changes);
    });
  });
}

/**
 * Makes a catalogue, all of it or none: it gets its name when it is complete and on the disk.
 * @param always also where another process has just made one
 */
async function build(home: string, always: boolean): Promise<Database> {
  const folder = catalogueFolder(home);
  await makeFolder(folder, OWNER_ONLY);
  const unlock = await patiently(() => holdLock(join(folder, "lock.sqlite")));
  try {
    const kept = always ? undefined : await openKept(home, "give up");
    if (kept !== undefined) return kept;
    const before = await filesOf(home);
    const path = join(folder, `${(before.at(-1)?.number ?? 0) + 1}.sqlite`);
    const unfinished = join(folder, "new.sqlite");
    await rm(unfinished, { force: true });
    (await Seen.open(home)).close();
    const database = createScratchDatabase(unfinished);
    try {
      database.exec(TABLES);
      attachSeen(database, home);
      atomically(database, () => {
        fill(database, home);
      });
    } finally {
      database.close();
    }
    await publish(unfinished, path);
    for (const old of before) removeFile(old.path);
  } finally {
    unlock();
  }
  const made = await openKept(home, "take in");
  if (made === undefined) throw new Error(`the catalogue in ${folder} is damaged as soon as it is made`);
  return made;
}

/** SQLite's files beside a file have its name. */
function removeFile(path: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(path + suffix, { force: true });
}

function attachSeen(database: Database, home: string): void {
  database.prepare("ATTACH DATABASE ? AS seen").run([seenPath(home)]);
}

async function filesOf(home: string): Promise<{ number: number; path: string }[]> {
  const folder = catalogueFolder(home);
  return (await namesIn(folder))
    .flatMap((name) => {
      const number = FILE.exec(name)?.[1];
      return number === undefined ? [] : [{ number: Number(number), path: join(folder, name) }];
    })
    .sort((a, b) => a.number - b.number);
}

/** Does what another process may keep from being done, once that has ended: it may have a million works to take in. */
async function patiently<R>(work: () => R): Promise<R> {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      await delay(POLL_MS);
    }
  }
}
