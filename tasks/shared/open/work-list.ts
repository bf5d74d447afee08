import { resolve } from "node:path";

import { ColophonError } from "../../../lib/errors";
import { hashFile } from "../../../lib/hashing/hash-file";
import { formatWorkId } from "../../../lib/hashing/work-id";
import { readText } from "../../../lib/text-file";
import type { WorkArgs } from "../command/params";
import { assertThere, type NamedWork, workNamed } from "./work-args";

/** Of a list: a million paths. */
const MOST_LIST_BYTES = 256 * 1024 * 1024;
const WORK_ID = /^0x[0-9a-f]{64}$/i;
const ID_IN = /0x[0-9a-f]{64}/;

/** How a task is told which works it is about: one, or a list. */
export interface WorksArgs extends WorkArgs {
  readonly from?: string;
}

/** Works that are named, whose files are not read yet. */
export interface WorksNamed {
  /** Their ids, which takes as long as their files are large. */
  readonly ids: () => Promise<bigint[]>;
  /** A sentence about one of them, after the place where a list names its file: the id alone would tell nobody which file it is. */
  readonly placed: (sentence: string) => string;
  /** What the work gives; a refusal says of each work where it is named. */
  readonly withPlaces: <R>(work: () => Promise<R>) => Promise<R>;
}

/**
 * The works that the parameters mean, before a file of them is read: whatever else may be refused can be asked first.
 * @throws ColophonError, exit code 2, where both one and a list are named, none is, or a file is not there
 */
export async function worksNamed(args: WorksArgs): Promise<WorksNamed> {
  const named = await namedIn(args);
  for (const one of named) {
    if ("file" in one)
      await retold(
        (message) => one.place + message,
        async () => assertThere(one.file),
      );
  }
  const places = new Map<string, string>();
  const ids = async (): Promise<bigint[]> => {
    const found: bigint[] = [];
    for (const one of named) {
      const id = "id" in one ? one.id : await idOf(one);
      if ("file" in one) places.set(formatWorkId(id), one.place);
      found.push(id);
    }
    return found;
  };
  const placed = (sentence: string): string => (places.get(ID_IN.exec(sentence)?.[0] ?? "") ?? "") + sentence;
  const withPlaces = async <R>(work: () => Promise<R>): Promise<R> =>
    retold((message) => message.split("\n").map(placed).join("\n"), work);
  return { ids, placed, withPlaces };
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
  return retold(
    (message) => place + message,
    async () => BigInt((await hashFile(file)).contentHash),
  );
}

/** What the work gives; its refusal is told in other words. */
async function retold<R>(tell: (message: string) => string, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    const { code, message, advice, exitCode } = error;
    const told = tell(message);
    throw told === message ? error : new ColophonError(told, { code, advice, exitCode, cause: error });
  }
}
