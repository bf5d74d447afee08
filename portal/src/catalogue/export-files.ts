import type { ReadFile } from "../../../lib/catalogue/export/exported-catalogue";

/** The files of an export, wherever it is. Paths are from its folder on. */
export interface ExportFiles {
  /** Reads one as JSON. */
  readonly read: ReadFile;
  /** Reads one as it is. */
  readonly text: (path: string) => Promise<string>;
  /** Whether browsers forbid the page to read there. */
  readonly isForbidden: boolean;
}
