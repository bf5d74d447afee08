import { allRows, type Database } from "../batch/file/database";
import { isUpToDate } from "./progress";
import { type Source, sourcesOf } from "./sources";

/** What there is to be done so that a catalogue says what its home has. */
export interface Changes {
  /** The ids of the sources that are gone or have changed. */
  readonly stale: readonly number[];
  /** Those that are new or have changed. */
  readonly fresh: readonly Source[];
  /** Whether something was seen on chain since. */
  readonly seen: boolean;
}

/** Compares a catalogue with the files of its home. */
export function changesOf(database: Database, home: string): Changes {
  const known = new Map(
    allRows<{ id: number; path: string; stamp: string }>(database, "SELECT id, path, stamp FROM sources").map(
      ({ id, path, stamp }) => [path, { id, stamp }],
    ),
  );
  const fresh: Source[] = [];
  for (const source of sourcesOf(home)) {
    if (known.get(source.path)?.stamp === source.stamp) known.delete(source.path);
    else fresh.push(source);
  }
  return {
    stale: [...known.values()].map(({ id }) => id),
    fresh,
    seen: !isUpToDate(database),
  };
}

/** Whether a catalogue must be brought up to date. */
export function isAnything({ stale, fresh, seen }: Changes): boolean {
  return stale.length > 0 || fresh.length > 0 || seen;
}

/**
 * Whether a catalogue is sooner made anew than brought up to date: into a new one works are taken in many times as fast. A batch
 * file takes about as much room as the catalogue does for its works.
 * @param bytes the length of the catalogue
 */
export function isMost({ fresh }: Changes, bytes: number): boolean {
  return fresh.reduce((sum, source) => sum + source.bytes, 0) > bytes / 2;
}
