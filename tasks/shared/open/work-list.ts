import { resolve } from "node:path";

import { ColophonError } from "../../../lib/errors";
import { hashFile } from "../../../lib/hashing/hash-file";
import { readText } from "../../../lib/text-file";
import type { WorkArgs } from "../command/params";
import { workIdOf } from "./work-args";

/** Of a list: a million paths. */
const MOST_LIST_BYTES = 256 * 1024 * 1024;
const WORK_ID = /^0x[0-9a-f]{64}$/i;

/** How a task is told which works it is about: one, or a list. */
export interface WorksArgs extends WorkArgs {
  readonly from?: string;
}

/** The ids of the works that the parameters mean. @throws ColophonError, exit code 2, where both one and a list are named */
export async function workIdsOf({ from, file, work }: WorksArgs): Promise<bigint[]> {
  if (from === undefined && file === undefined && work === undefined) {
    throw new ColophonError("Name the works by --file, --work or --from", { code: "WorkNotNamed", exitCode: 2 });
  }
  if (from === undefined) return [await workIdOf({ file, work })];
  if ((file ?? work) !== undefined) {
    throw new ColophonError("Name either one work or --from", { code: "WorkNotNamed", exitCode: 2 });
  }
  return worksIn(from);
}

/** The works that a list names, a path or a work's id on each line; paths start from the current folder. */
async function worksIn(list: string): Promise<bigint[]> {
  const lines = (await readText(list, { most: MOST_LIST_BYTES })).split(/\r?\n/);
  const workIds: bigint[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    workIds.push(WORK_ID.test(line.trim()) ? BigInt(line.trim()) : await idOf(line, `${list}, line ${index + 1}`));
  }
  if (workIds.length === 0) {
    throw new ColophonError(`${list} names no work`, {
      code: "EmptyList",
      advice: "Write the path of a file or the id of a work on each line.",
      exitCode: 2,
    });
  }
  return workIds;
}

async function idOf(file: string, place: string): Promise<bigint> {
  try {
    return BigInt((await hashFile(resolve(file))).contentHash);
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    const { code, message, advice, exitCode } = error;
    throw new ColophonError(`${place}: ${message}`, { code, advice, exitCode, cause: error });
  }
}
