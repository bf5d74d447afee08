import type { Folder } from "../page/folder";
import type { ExportFiles } from "./export-files";

/** The files of an export in a folder that was dropped or chosen. */
export function filesIn(folder: Folder): ExportFiles {
  const text = async (path: string): Promise<string> => (await folder.file(path)).text();
  return { read: async (path) => JSON.parse(await text(path)) as unknown, text, isForbidden: false };
}
