import { resolve } from "node:path";

import { openSource, rowsIn } from "../../../lib/batch/source/source";
import { ColophonError } from "../../../lib/errors";
import type { FileToVerify } from "../../../lib/works/reading/verify-files";

const NAME_FILE = "Name this file itself with --file; a list of files ends in .txt.";

/** The files of a folder, of a list, or those that are named. @param from a path, "-" for stdin, or the files */
export async function* filesIn(from: string | readonly string[]): AsyncGenerator<FileToVerify> {
  if (typeof from !== "string") {
    yield* from.map((file) => ({ file, path: resolve(file) }));
    return;
  }
  const source = await openSource({ from, unknownAdvice: NAME_FILE, stdin: process.stdin, cwd: process.cwd() });
  let isEmpty = true;
  for await (const part of source.parts()) {
    for (const { line, fields, problem } of rowsIn(part)) {
      isEmpty = false;
      const { file } = fields;
      if (typeof file !== "string") {
        throw new ColophonError(`${listName(from)}, line ${line}: ${problem ?? "names no file"}`, {
          code: "BadRows",
          advice: "Name a folder, or a list with the path of a file on each line.",
          exitCode: 2,
        });
      }
      yield { file, path: resolve(source.base, file) };
    }
  }
  if (isEmpty) throw source.noRow();
}

function listName(from: string): string {
  return from === "-" ? "stdin" : from;
}
