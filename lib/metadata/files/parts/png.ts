import { isUtf8 } from "node:buffer";
import { type FileHandle, open } from "node:fs/promises";
import { inflateSync } from "node:zlib";

import { bytesAt } from "./bytes-at";

/** Of one text, as it is and unpacked. */
const MAX_TEXT = 64 * 1024;
/** Of one file: a picture of a gigabyte has no more. */
const MAX_CHUNKS = 200_000;
const SIGNATURE_BYTES = 8;
/** Length and type before the data of a chunk, the check sum behind it. */
const HEAD_BYTES = 8;
const CHECK_BYTES = 4;

/**
 * The texts of a PNG by their keywords, those in Unicode (iTXt) as well; of several with one keyword the first.
 * @returns undefined for one that is damaged, or unpacked larger than any title or notice
 */
export async function pngTexts(path: string): Promise<ReadonlyMap<string, string | undefined>> {
  const texts = new Map<string, string | undefined>();
  const file = await open(path);
  try {
    for await (const { type, data } of textChunks(file)) {
      const [keyword, rest] = atNul(data);
      const name = keyword.toString("latin1");
      if (!texts.has(name)) texts.set(name, textOf(type, rest));
    }
  } finally {
    await file.close();
  }
  return texts;
}

async function* textChunks(file: FileHandle): AsyncGenerator<{ type: string; data: Buffer }> {
  let position = SIGNATURE_BYTES;
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk++) {
    const head = await bytesAt(file, position, HEAD_BYTES);
    if (head.length < HEAD_BYTES) return;
    const length = head.readUInt32BE(0);
    const type = head.toString("latin1", 4);
    if (/^(?:tEXt|zTXt|iTXt)$/.test(type) && length <= MAX_TEXT) {
      yield { type, data: await bytesAt(file, position + HEAD_BYTES, length) };
    }
    position += HEAD_BYTES + length + CHECK_BYTES;
  }
}

function textOf(type: string, rest: Buffer): string | undefined {
  if (type === "tEXt") return plain(rest);
  if (type === "zTXt") return unpacked(rest.subarray(1), plain);
  const [, translated] = atNul(rest.subarray(2));
  const [, text] = atNul(translated);
  return rest[0] === 1 ? unpacked(text, utf8) : utf8(text);
}

/** The specification has Latin-1 there; ImageMagick and others write UTF-8, which no text in Latin-1 happens to be. */
function plain(bytes: Buffer): string {
  return utf8(bytes) ?? bytes.toString("latin1");
}

function utf8(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString() : undefined;
}

function unpacked(bytes: Buffer, decode: (bytes: Buffer) => string | undefined): string | undefined {
  try {
    return decode(inflateSync(bytes, { maxOutputLength: MAX_TEXT }));
  } catch {
    return undefined;
  }
}

/** What stands before the first NUL, and what behind it. */
function atNul(bytes: Buffer): [Buffer, Buffer] {
  const end = bytes.indexOf(0);
  return end < 0 ? [bytes, Buffer.alloc(0)] : [bytes.subarray(0, end), bytes.subarray(end + 1)];
}
