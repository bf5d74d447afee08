import { join } from "node:path";

import { type Ended, ROOT, type Settings, start } from "../cli/shared/processes";

/** The program. */
export const COLOPHON = join(ROOT, "bin", "colophon.cjs");

/** Runs a command line of `colophon` in a process of its own. */
export async function colophon(line: string, settings: Settings = {}): Promise<Ended> {
  const words = line === "" ? [] : line.split(" ");
  return start([COLOPHON, ...words], settings).ended;
}
