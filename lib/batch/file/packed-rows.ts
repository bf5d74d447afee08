import { HASH_BYTES } from "../tree/merkle-tree";

/** A row that is fit to be registered, but perhaps not hashed yet. */
export interface StagedRow {
  readonly line: number;
  readonly name: string;
  /** In bytes; undefined where only the hash is given. */
  readonly size: number | undefined;
  readonly contentHash: string | undefined;
  readonly metadata: string;
  readonly metadataHash: string;
}

/** Rows in two pieces of memory, which go from thread to thread and into SQLite as they are, without an object for each. */
export interface PackedRows {
  readonly count: number;
  /** The length of the files that are yet to be hashed. */
  readonly unhashedBytes: number;
  /** Of each row, in decimal digits and spaces, the numbers of ENTRY, then its hashes; in memory that may have room for more. */
  readonly index: Uint8Array<ArrayBuffer>;
  /** Of each row its name and its metadata. Likewise. */
  readonly data: Uint8Array<ArrayBuffer>;
}

/** The numbers of a row in the index, and how many digits there are for each. */
export const ENTRY = {
  line: 10,
  /** Blank where only the hash is given. */
  size: 16,
  /** Where the row's data begin, from 1. */
  at: 10,
  /** 0 where the file is yet to be hashed. */
  isHashed: 1,
  nameLength: 10,
  metadataLength: 10,
} as const;

export type Field = keyof typeof ENTRY;

export const FIELDS = Object.keys(ENTRY) as Field[]; // the keys of that object
const WIDTHS: readonly number[] = FIELDS.map((field) => ENTRY[field]);
const HEAD_BYTES = BigUint64Array.BYTES_PER_ELEMENT;
/** Where the content hash of a row is in its entry, and after it the metadata hash: where numbers of 64 bits can be read. */
export const HASHES_AT = Math.ceil(WIDTHS.reduce((sum, width) => sum + width, 0) / HEAD_BYTES) * HEAD_BYTES;
export const ENTRY_BYTES = HASHES_AT + 2 * HASH_BYTES;
const SPACE = 0x20;
const ZERO = 0x30;
const BASE = 10;

/** Bytes of UTF-8 that a UTF-16 unit takes at most. */
const MAX_UTF8 = 3;

/** As much as the rows of one task need, as a rule; where they need more it grows. */
const ROWS = 2_048;
const DATA_BYTES = 768 * 1024;

/** Packs rows one after the other. */
export class RowPacker {
  #count = 0;
  #unhashedBytes = 0;
  #length = 0;
  #index: Buffer<ArrayBuffer>;
  #data: Buffer<ArrayBuffer>;

  /** @param used rows that nobody needs any more, whose memory is used again */
  constructor(used?: PackedRows) {
    this.#index = used === undefined ? Buffer.allocUnsafeSlow(ROWS * ENTRY_BYTES) : Buffer.from(used.index.buffer);
    this.#data = used === undefined ? Buffer.allocUnsafeSlow(DATA_BYTES) : Buffer.from(used.data.buffer);
  }

  add({ line, name, size, contentHash, metadata, metadataHash }: StagedRow): void {
    this.#data = withRoom(this.#data, this.#length + MAX_UTF8 * (name.length + metadata.length));
    this.#index = withRoom(this.#index, (this.#count + 1) * ENTRY_BYTES);
    const hashesAt = this.#count * ENTRY_BYTES + HASHES_AT;
    if (contentHash === undefined) this.#unhashedBytes += size ?? 0;
    else this.#index.write(contentHash.slice(2), hashesAt, "hex");
    this.#index.write(metadataHash.slice(2), hashesAt + HASH_BYTES, "hex");
    const at = this.#length;
    const [nameLength, metadataLength] = [this.put(name), this.put(metadata)];
    this.enter([line, size, at + 1, contentHash === undefined ? 0 : 1, nameLength, metadataLength]);
  }

  /** The rows that were added. No other may be added after it. */
  take(): PackedRows {
    // No more than there is: SQLite is given a copy of it.
    const [index, data] = [this.#index.subarray(0, this.#count * ENTRY_BYTES), this.#data.subarray(0, this.#length)];
    return { count: this.#count, unhashedBytes: this.#unhashedBytes, index, data };
  }

  /** @returns how many bytes it is */
  private put(text: string): number {
    const bytes = this.#data.write(text, this.#length);
    this.#length += bytes;
    return bytes;
  }

  /** @param numbers in the order of ENTRY */
  private enter(numbers: readonly (number | undefined)[]): void {
    let end = this.#count * ENTRY_BYTES;
    this.#index.fill(SPACE, end, end + HASHES_AT);
    for (let place = 0; place < WIDTHS.length; place++) {
      end += WIDTHS[place] ?? 0;
      writeDigits(this.#index, end, numbers[place]);
    }
    this.#count += 1;
  }
}

/** @param end where the last digit ends */
function writeDigits(index: Uint8Array, end: number, number: number | undefined): void {
  if (number === undefined) return;
  let at = end;
  let rest = number;
  do {
    index[--at] = ZERO + (rest % BASE);
    rest = Math.floor(rest / BASE);
  } while (rest > 0);
}

export function packRows(rows: readonly StagedRow[]): PackedRows {
  const packer = new RowPacker();
  for (const row of rows) packer.add(row);
  return packer.take();
}

function withRoom(buffer: Buffer<ArrayBuffer>, bytes: number): Buffer<ArrayBuffer> {
  if (bytes <= buffer.length) return buffer;
  const larger = Buffer.allocUnsafeSlow(Math.max(bytes, 2 * buffer.length));
  larger.set(buffer);
  return larger;
}

/** The first eight bytes of the content hashes that are known, as numbers in the order of this machine's bytes. */
export function headsIn({ count, index }: PackedRows): BigUint64Array {
  const words = new BigUint64Array(index.buffer);
  const heads = new BigUint64Array(count);
  const hashedAt = startOf("isHashed");
  let hashed = 0;
  for (let row = 0; row < count; row++) {
    const entry = row * ENTRY_BYTES;
    if (index[entry + hashedAt] !== ZERO) heads[hashed++] = words[(entry + HASHES_AT) / HEAD_BYTES] ?? 0n;
  }
  return heads.subarray(0, hashed);
}

/** The same of one hash. */
export function headOf(hash: Uint8Array): BigUint64Array {
  return new BigUint64Array(Uint8Array.from(hash).buffer, 0, 1);
}

/** Where the digits of a number begin in an entry. */
export function startOf(field: Field): number {
  return FIELDS.slice(0, FIELDS.indexOf(field)).reduce((sum, other) => sum + ENTRY[other], 0);
}
