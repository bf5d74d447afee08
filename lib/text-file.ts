import { createReadStream, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";

import { ColophonError, fileError } from "./errors";

const SAVE_AS_UTF8 = "Save it as UTF-8.";

/**
 * The text of a file that a person or another program may have written. One byte order mark at the start is no part of it.
 * @param advice what to do where it is no text
 * @throws ColophonError, exit code 2: it is not there, may not be read, or is not UTF-8 text; 1 when the disk fails
 */
export async function readText(path: string, advice?: string): Promise<string> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw fileError(path, cause);
  });
  return withoutMark(decodeText(bytes, path, advice));
}

/**
 * The bytes of a file up to a number of them, and one more where there are more: what a stranger wrote may be of any size.
 * @throws ColophonError, exit code 2: it is not there or may not be read
 */
export async function readUpTo(path: string, most: number): Promise<Uint8Array> {
  return buffer(createReadStream(path, { end: most })).catch((cause: unknown) => {
    throw fileError(path, cause);
  });
}

/** The text that the bytes of a file are, without its byte order mark. @throws ColophonError, exit code 2, where they are none */
export function plainText(bytes: Uint8Array, path: string): string {
  return withoutMark(decodeText(bytes, path));
}

/** As readText at once, for what is read before anything else can go on. */
export function readTextSync(path: string, advice?: string): string {
  let bytes;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw fileError(path, cause);
  }
  return withoutMark(decodeText(bytes, path, advice));
}

/**
 * The text that the bytes of a file are, with its byte order mark if it has one. UTF-16 without a mark would be UTF-8 by its bytes: it is known by
 * the NUL characters, which no text has.
 */
export function decodeText(bytes: Uint8Array, path: string, advice = SAVE_AS_UTF8): string {
  if (bytes.includes(0)) throw notUtf8(path, advice);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw notUtf8(path, advice, cause);
  }
}

function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** What there is to say of a file that is no text. */
export function notUtf8(path: string, advice = SAVE_AS_UTF8, cause?: unknown): ColophonError {
  return new ColophonError(`${path} is not UTF-8 text`, { code: "NotUtf8", advice, exitCode: 2, cause });
}
