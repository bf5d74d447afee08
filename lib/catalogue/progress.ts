import { isDeepStrictEqual } from "node:util";

import { type Database, firstRow, numberOf, prepared } from "../batch/file/database";

/** How much of what was seen on chain there is, or is in a catalogue. */
export interface Progress {
  /** Which file of what was seen. */
  readonly seen: string;
  /** The numbers of the newest rows of its tables. */
  readonly titles: number;
  readonly blocks: number;
}

/** How much was seen on chain: of the file that is attached. */
function seenSoFar(database: Database): Progress {
  const newest = (table: string): number =>
    numberOf(database, `coalesce((SELECT seq FROM seen.sqlite_sequence WHERE name = '${table}'), 0)`);
  return {
    seen: firstRow<{ id: string }>(database, "SELECT id FROM seen.about")?.id ?? "",
    titles: newest("titles"),
    blocks: newest("blocks"),
  };
}

/** How much of it a catalogue has: nothing, where it has come from another file than the one that is attached. */
export function progressOf(database: Database): Progress {
  const row = firstRow<Progress>(database, "SELECT seen, titles, blocks FROM progress");
  const { seen } = seenSoFar(database);
  // What libsql gives has more in it than the columns.
  return row?.seen === seen ? { seen, titles: row.titles, blocks: row.blocks } : { seen: "", titles: 0, blocks: 0 };
}

/** Whether a catalogue has all that was seen. */
export function isUpToDate(database: Database): boolean {
  return isDeepStrictEqual(progressOf(database), seenSoFar(database));
}

/** Notes that a catalogue has all that was seen. */
export function noteProgress(database: Database): void {
  const { seen, titles, blocks } = seenSoFar(database);
  database.exec("DELETE FROM progress");
  prepared(database, "INSERT INTO progress VALUES (?, ?, ?)").run([seen, titles, blocks]);
}
