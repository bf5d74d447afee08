import { resolve } from "node:path";

import { ColophonError } from "../../../lib/errors";
import { hashFile } from "../../../lib/hashing/hash-file";
import { readText } from "../../../lib/text-file";
import type { WorkArgs } from "../command/params";
import { assertThere, type NamedWork, workNamed } from "./work-args";

/** Of a list: a million paths. */
const MOST_LIST_BYTES = 256 * 1024 * 1024;
const WORK_ID = /^0x[0-9a-f]{64}$/i;

/** How a task is told which works it is about: one, or a list. */
export interface WorksArgs extends WorkArgs {
  readonly from?: string;
}

/** The ids of works that are named, which takes as long as their files are large. */
type IdsOf = () => Promise<bigint[]>;

/**
 * The works that the parameters mean, before a file of them is read: whatever else may be refused can be asked first.
 * @throws ColophonError, exit code 2, where both one and a list are named, none is, or a file is not there
 */
export async function worksNamed(args: WorksArgs): Promise<IdsOf> {
  const named = await namedIn(args);
  for (const one of named) {
    if ("file" in one) await placed(one.place, async () => assertThere(one.file));
  }
  return async () => {
    const ids: bigint[] = [];
    for (const one of named) ids.push("id" in one ? one.id : await idOf(one));
    return ids;
  };
}

async function namedIn({ from, file, work }: WorksArgs): Promise<NamedWork[]> {
  if (from === undefined && file === undefined && work === undefined) {
    throw new ColophonError("Name the works by --file, --work or --from", {
      code: "WorkNotNamed",
      advice: "--file takes a file, --work an id, --from a list of them, one on each line.",
      exitCode: 2,
    });
  }
  if (from === undefined) return [workNamed({ file, work })];
  if ((file ?? work) !== undefined) {
    throw new ColophonError("Name either one work or --from", {
      code: "WorkNotNamed",
      advice: "Leave one of them out.",
      exitCode: 2,
    });
  }
  return worksIn(from);
}

/** The works that a list names, a path or a work's id on each line; paths start from the current folder. */
async function worksIn(list: string): Promise<NamedWork[]> {
  const lines = (await readText(list, { most: MOST_LIST_BYTES })).split(/\r?\n/);
  const works: NamedWork[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const place = `${list}, line ${index + 1}: `;
    works.push(WORK_ID.test(line.trim()) ? { id: BigInt(line.trim()) } : { file: resolve(line), place });
  }
  if (works.length === 0) {
    throw new ColophonError(`${list} names no work`, {
      code: "EmptyList",
      advice: "Write the path of a file or the id of a work on each line.",
      exitCode: 2,
    });
  }
  return works;
}

async function idOf({ file, place }: Extract<NamedWork, { file: string }>): Promise<bigint> {
  return placed(place, async () => BigInt((await hashFile(file)).contentHash));
}

/** Puts the place where a file is named before what is wrong with it. */
async function placed<R>(place: string, read: () => Promise<R>): Promise<R> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    const { code, message, advice, exitCode } = error;
    throw new ColophonError(`${place}${message}`, { code, advice, exitCode, cause: error });
  }
}
