import { Readable } from "node:stream";

import type { SourceFormat, SourceRow } from "../../../../lib/batch/source/source";
import { openSource } from "../../../../lib/batch/source/source";

/** What an async iterable gives, all at once. */
export async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The rows of a file or a folder. */
export async function rowsOfPath(from: string, format?: SourceFormat): Promise<SourceRow[]> {
  return allOf((await openSource({ from, format, cwd: "/" })).rows());
}

/** The rows of a text on stdin, in parts as they would arrive. */
export async function rowsOfStdin(parts: readonly (string | Buffer)[], format?: SourceFormat): Promise<SourceRow[]> {
  const stdin = Readable.from(parts.map((part) => Buffer.from(part)));
  return allOf((await openSource({ from: "-", format, stdin, cwd: "/" })).rows());
}
