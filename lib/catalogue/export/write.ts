import { randomUUID } from "node:crypto";
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

import { ColophonError, isErrorCode, notWritten } from "../../errors";
import { makeFolder, namesIn } from "../../store/folder";
import { EXPORT_FORMAT, EXPORT_INDEX } from "./format";
import type { ExportFile } from "./make";

/** What was written. */
export interface WrittenExport {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Writes an export: all of it or none. An earlier export is replaced; a folder with anything else in it is left as it is.
 * @param signal ends it before the next file
 * @throws ColophonError where the folder is not free, exit code 2, or cannot be written, or the signal stops it
 */
export async function writeExport(
  folder: string,
  files: Iterable<ExportFile>,
  signal?: AbortSignal,
): Promise<WrittenExport> {
  const whole = resolve(folder);
  const isThere = await requireOurs(whole);
  const [made, old] = [`${whole}.${randomUUID()}.new`, `${whole}.${randomUUID()}.old`];
  try {
    await makeFolder(dirname(whole));
    const written = await writeAll(made, files, signal);
    if (isThere) await rename(whole, old);
    await rename(made, whole);
    await rm(old, { recursive: true, force: true });
    return written;
  } catch (cause) {
    await rm(made, { recursive: true, force: true }).catch(() => undefined);
    throw cause instanceof ColophonError ? cause : notWritten(folder, cause);
  }
}

async function writeAll(folder: string, files: Iterable<ExportFile>, signal?: AbortSignal): Promise<WrittenExport> {
  const [known, written] = [new Set<string>(), { files: 0, bytes: 0 }];
  for (const file of files) {
    if (signal?.aborted === true) {
      throw new ColophonError("Stopped: nothing was exported, and an earlier export is as it was", {
        code: "Stopped",
        advice: "Run the command again.",
      });
    }
    const to = join(folder, file.path);
    if (!known.has(dirname(to))) await mkdir(dirname(to), { recursive: true });
    known.add(dirname(to));
    if ("from" in file) await copyFile(file.from, to);
    else await writeFile(to, file.content);
    written.files += 1;
    written.bytes += (await stat(to)).size;
  }
  return written;
}

/** @returns whether there is a folder already */
async function requireOurs(folder: string): Promise<boolean> {
  const found = await stat(folder).catch((cause: unknown) => {
    if (isErrorCode(cause, "ENOENT")) return undefined;
    throw notWritten(folder, cause);
  });
  if (found === undefined) return false;
  const isFree = found.isDirectory() && ((await namesIn(folder)).length === 0 || (await isExport(folder)));
  if (isFree) return true;
  throw new ColophonError(`${folder} is there already, and is no earlier export`, {
    code: "FolderNotFree",
    advice: "Name a new folder, an empty one, or one with an earlier export, which is replaced.",
    exitCode: 2,
  });
}

/** Whether a folder has an export, of whatever version. */
async function isExport(folder: string): Promise<boolean> {
  const index = await readFile(join(folder, EXPORT_INDEX), "utf8").catch(() => "");
  return index.startsWith(`{"format":"${EXPORT_FORMAT.slice(0, EXPORT_FORMAT.indexOf("/"))}`);
}
