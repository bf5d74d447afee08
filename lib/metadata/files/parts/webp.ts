import { open } from "node:fs/promises";

import { bytesAt } from "./bytes-at";

/** Of one part: XMP of pictures has some thousand bytes, with a history perhaps a hundred thousand. */
const MAX_PART = 4 * 1024 * 1024;
/** Of one file: an animation has a chunk for each picture. */
const MAX_CHUNKS = 200_000;
/** "RIFF", the length of the file, "WEBP". */
const HEAD_BYTES = 12;
/** The name of a chunk and its length. */
const CHUNK_BYTES = 8;

/** What describes a WebP picture. */
export interface WebpParts {
  readonly xmp?: string;
  /** EXIF, as a TIFF file has it. */
  readonly exif?: Buffer;
}

/** Reads the chunks of XMP and EXIF of a WebP picture (RFC 9649, 2.7.1.5). @throws Error: it is none */
export async function webpParts(path: string): Promise<WebpParts> {
  const file = await open(path);
  try {
    const head = await bytesAt(file, 0, HEAD_BYTES);
    if (!/^RIFF[\s\S]{4}WEBP$/.test(head.toString("latin1"))) throw new Error("it is no WebP picture");
    let parts: WebpParts = {};
    let position = HEAD_BYTES;
    for (let chunk = 0; chunk < MAX_CHUNKS; chunk++) {
      const start = await bytesAt(file, position, CHUNK_BYTES);
      if (start.length < CHUNK_BYTES) break;
      const [name, length] = [start.toString("latin1", 0, 4), start.readUInt32LE(4)];
      if (/^(?:XMP |EXIF)$/.test(name) && length <= MAX_PART) {
        const data = await bytesAt(file, position + CHUNK_BYTES, length);
        // Some write the head that EXIF has in a JPEG.
        parts = name === "EXIF" ? { ...parts, exif: withoutHead(data) } : { ...parts, xmp: data.toString() };
      }
      position += CHUNK_BYTES + length + (length % 2);
    }
    return parts;
  } finally {
    await file.close();
  }
}

function withoutHead(exif: Buffer): Buffer {
  return exif.toString("latin1", 0, 6) === "Exif\0\0" ? exif.subarray(6) : exif;
}
