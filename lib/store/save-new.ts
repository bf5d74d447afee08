import { stat } from "node:fs/promises";
import { dirname } from "node:path";

import { ColophonError, fileError, isErrorCode, notWritten } from "../errors";
import { clearUnfinished, publishOver } from "./publish";
import { requireReadable } from "./readable";

const INDENT = 2;
const OWNER_ONLY = 0o600;
/** The mode of a file that says nothing that is anybody's own. */
export const FOR_ALL = 0o644;

/**
 * Writes a document to a file that is not there yet; a crash leaves the whole file or none.
 * @param mode who may read it; default: its owner alone
 * @throws ColophonError, exit code 2, where there is one: nobody's work is overwritten; 3 where nobody could read it again
 */
export async function saveNew(path: string, document: object, mode = OWNER_ONLY): Promise<void> {
  const text = `${JSON.stringify(document, null, INDENT)}\n`;
  requireReadable(path, text);
  await saveNewFile(path, text, mode);
}

/** @throws ColophonError, exit code 2, where there is a file */
export async function requireNew(path: string): Promise<void> {
  if ((await stat(path).catch(() => undefined)) === undefined) return;
  throw new ColophonError(`${path} is there already`, {
    code: "FileExists",
    advice: "Name another file: nothing is overwritten.",
    exitCode: 2,
  });
}

/** As saveNew, for what is no document. What killed runs have left of the file goes. */
export async function saveNewFile(path: string, content: string | Buffer, mode = OWNER_ONLY): Promise<void> {
  await requireNew(path);
  await saveOver(path, content, mode);
  await clearUnfinished(path);
}

/** The same in the place of what may be there. */
export async function saveOver(path: string, content: string | Buffer, mode = OWNER_ONLY): Promise<void> {
  try {
    await publishOver(path, content, mode);
  } catch (cause) {
    throw isErrorCode(cause, "ENOENT") ? fileError(dirname(path), cause) : notWritten(path, cause);
  }
}
