import { type FileHandle, open } from "node:fs/promises";

import { bytesAt } from "./bytes-at";

/** The box that describes the items of a picture, and of one item. */
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_BOXES = 1_000;
/** Of all items: a picture in tiles has some hundreds. */
const MAX_EXTENTS = 100_000;

interface Box {
  readonly type: string;
  readonly data: Buffer;
}

/** The XMP of a HEIC or AVIF picture: an item of the type of RDF (ISO/IEC 23008-12, annex A.3); undefined where it has none. */
export async function xmpOfHeif(path: string): Promise<string | undefined> {
  const file = await open(path);
  try {
    const meta = await metaOf(file);
    if (meta === undefined) return undefined;
    const boxes = new Map(boxesIn(meta.subarray(4)).map(({ type, data }) => [type, data]));
    const [infos, places] = [boxes.get("iinf"), boxes.get("iloc")];
    const item = infos === undefined ? undefined : itemOfRdf(infos);
    if (item === undefined || places === undefined) return undefined;
    const pieces: Buffer[] = [];
    for (const { offset, length } of extentsOf(places, item)) pieces.push(await bytesAt(file, offset, length));
    return pieces.length === 0 ? undefined : Buffer.concat(pieces).toString();
  } finally {
    await file.close();
  }
}

/** The box "meta" of the file itself. */
async function metaOf(file: FileHandle): Promise<Buffer | undefined> {
  let position = 0;
  for (let box = 0; box < MAX_BOXES; box++) {
    const head = await bytesAt(file, position, 16);
    if (head.length < 8) return undefined;
    const short = head.readUInt32BE(0);
    const isLong = short === 1 && head.length === 16;
    const length = isLong ? Number(head.readBigUInt64BE(8)) : short;
    const start = isLong ? 16 : 8;
    if (length < start) return undefined;
    if (head.toString("latin1", 4, 8) === "meta" && length <= MAX_BYTES)
      return bytesAt(file, position + start, length - start);
    position += length;
  }
  return undefined;
}

function boxesIn(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (length < 8) break;
    boxes.push({ type: bytes.toString("latin1", at + 4, at + 8), data: bytes.subarray(at + 8, at + length) });
    at += length;
  }
  return boxes;
}

/** The number of the item whose type is that of RDF (ISO/IEC 14496-12, 8.11.6). */
function itemOfRdf(infos: Buffer): number | undefined {
  for (const { data } of boxesIn(infos.subarray(infos[0] === 0 ? 6 : 8))) {
    const fields = new Fields(data);
    const [version] = [fields.next(1), fields.next(3)];
    const id = fields.next(version === 2 ? 2 : 4);
    fields.next(2);
    const [type = "", contentType] = [
      data.toString("latin1", fields.position, fields.position + 4),
      fields.texts(4)[1],
    ];
    if (version >= 2 && type === "mime" && contentType === "application/rdf+xml") return id;
  }
  return undefined;
}

interface Extent {
  readonly offset: number;
  readonly length: number;
}

/** Where the bytes of an item are in the file (8.11.3); nothing where they are elsewhere. */
function extentsOf(places: Buffer, wanted: number): Extent[] {
  const fields = new Fields(places);
  const [version] = [fields.next(1), fields.next(3)];
  const [sizes, more] = [fields.next(1), fields.next(1)];
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 4, sizes & 15, more >> 4];
  const indexBytes = version === 0 ? 0 : more & 15;
  let seen = 0;
  for (let count = fields.next(version < 2 ? 2 : 4); count > 0; count--) {
    const id = fields.next(version < 2 ? 2 : 4);
    const isElsewhere = version > 0 && (fields.next(2) & 15) !== 0;
    fields.next(2);
    const base = fields.next(baseBytes);
    const extents: Extent[] = [];
    let total = 0;
    for (let extent = fields.next(2); extent > 0; extent--) {
      if (++seen > MAX_EXTENTS) throw new Error(`its items are in more than ${MAX_EXTENTS} places`);
      fields.next(indexBytes);
      const [offset, length] = [base + fields.next(offsetBytes), fields.next(lengthBytes)];
      total += length;
      if (id === wanted) extents.push({ offset, length });
    }
    if (id !== wanted) continue;
    if (total > MAX_BYTES) throw new Error(`its XMP is larger than ${MAX_BYTES} bytes`);
    return isElsewhere ? [] : extents;
  }
  return [];
}

/** Numbers of some bytes each, one after the other. */
class Fields {
  readonly #bytes: Buffer;
  position = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** A number of up to eight bytes; of none it is 0. @throws RangeError: the box ends before */
  next(bytes: number): number {
    let value = 0;
    for (let count = 0; count < bytes; count++) value = value * 256 + this.#bytes.readUInt8(this.position++);
    return value;
  }

  /** The texts behind so many bytes from here, each of which ends with a NUL. */
  texts(skipped: number): string[] {
    return this.#bytes.toString("latin1", this.position + skipped).split("\0");
  }
}
