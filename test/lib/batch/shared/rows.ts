import { Readable } from "node:stream";

import type { OpenedSource, SourceFormat, SourceRow } from "../../../../lib/batch/source/source";
import { openSource, rowsIn } from "../../../../lib/batch/source/source";

/** What an async iterable gives, all at once. */
export async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The rows of a source, one after the other. */
export async function* rowsOf(source: OpenedSource): AsyncGenerator<SourceRow> {
  let isEmpty = true;
  for await (const part of source.parts()) {
    for (const row of rowsIn(part)) {
      isEmpty = false;
      yield row;
    }
  }
  if (isEmpty) throw source.noRow();
}

/** The rows of a file or a folder. */
export async function rowsOfPath(from: string, format?: SourceFormat): Promise<SourceRow[]> {
  return allOf(rowsOf(await openSource({ from, format, cwd: "/" })));
}

/** The rows of a text on stdin, in parts as they would arrive. */
export async function rowsOfStdin(parts: readonly (string | Buffer)[], format?: SourceFormat): Promise<SourceRow[]> {
  const stdin = Readable.from(parts.map((part) => Buffer.from(part)));
  return allOf(rowsOf(await openSource({ from: "-", format, stdin, cwd: "/" })));
}
