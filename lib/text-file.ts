import { createReadStream, readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { buffer } from "node:stream/consumers";

import { ColophonError, fileError } from "./errors";
import { MOST_BYTES } from "./most-bytes";

const SAVE_AS_UTF8 = "Save it as UTF-8.";

/** How a text is read. */
interface Reading {
  /** What to do where it is no text. */
  readonly advice?: string;
  /** The most bytes that it may have. */
  readonly most?: number;
}

/**
 * The text of a file that a person or another program may have written. One byte order mark at the start is no part of it.
 * @throws ColophonError, exit code 2: it is not there, may not be read, is larger than any such text or is not UTF-8; 1 when
 * the disk fails
 */
export async function readText(path: string, { advice, most }: Reading = {}): Promise<string> {
  return withoutMark(decodeText(await readModest(path, most), path, advice));
}

/**
 * The bytes of a file that somebody handed over.
 * @param most so many at most
 * @throws ColophonError, exit code 2, where it is not there, may not be read or is larger
 */
export async function readModest(path: string, most = MOST_BYTES): Promise<Uint8Array> {
  // Most are known to be too large before a byte is read; of a pipe, or a file that grows, nobody knows.
  const size = await sizeOf(path);
  const bytes = size > most ? undefined : await readUpTo(path, most);
  if (bytes !== undefined && bytes.length <= most) return bytes;
  throw new ColophonError(`${path} is larger than ${most} bytes`, {
    code: "FileTooLarge",
    advice: "No file that is asked for here is: name another one.",
    exitCode: 2,
  });
}

/** In bytes. */
async function sizeOf(path: string): Promise<number> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw fileError(path, cause);
  });
  return size;
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
