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
  /** Of each row, in decimal digits and spaces, the numbers of ENTRY. There may be more memory than rows. */
  readonly index: Uint8Array<ArrayBuffer>;
  /** Of each row its content hash, its metadata hash, its name and its metadata. There may be more, too. */
  readonly data: Uint8Array<ArrayBuffer>;
}

/** The numbers of a row in the index, and how many digits there are for each. */
const ENTRY = {
  line: 10,
  /** Blank where only the hash is given. */
  size: 16,
  /** Where the row's data begin, from 1. */
  at: 10,
  /** 0 where the file is yet to be hashed. */
  contentLength: 2,
  nameLength: 10,
  metadataLength: 10,
} as const;

type Field = keyof typeof ENTRY;

const FIELDS = Object.keys(ENTRY) as Field[]; // the keys of that object
const WIDTHS: readonly number[] = FIELDS.map((field) => ENTRY[field]);
const ENTRY_BYTES = WIDTHS.reduce((sum, width) => sum + width, 0);
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
  #length = 0;
  #index: Buffer<ArrayBuffer>;
  #data: Buffer<ArrayBuffer>;

  /** @param used rows that nobody needs any more, whose memory is used again */
  constructor(used?: PackedRows) {
    this.#index = used === undefined ? Buffer.allocUnsafeSlow(ROWS * ENTRY_BYTES) : Buffer.from(used.index.buffer);
    this.#data = used === undefined ? Buffer.allocUnsafeSlow(DATA_BYTES) : Buffer.from(used.data.buffer);
  }

  add({ line, name, size, contentHash, metadata, metadataHash }: StagedRow): void {
    this.#data = withRoom(this.#data, this.#length + 2 * HASH_BYTES + MAX_UTF8 * (name.length + metadata.length));
    this.#index = withRoom(this.#index, (this.#count + 1) * ENTRY_BYTES);
    const at = this.#length;
    const contentLength = contentHash === undefined ? 0 : this.put(contentHash.slice(2), "hex");
    this.put(metadataHash.slice(2), "hex");
    const nameLength = this.put(name, "utf8");
    this.enter([line, size, at + 1, contentLength, nameLength, this.put(metadata, "utf8")]);
  }

  /** The rows that were added. No other may be added after it. */
  take(): PackedRows {
    return { count: this.#count, index: this.#index, data: this.#data };
  }

  /** @returns how many bytes it is */
  private put(text: string, encoding: "hex" | "utf8"): number {
    const bytes = this.#data.write(text, this.#length, encoding);
    this.#length += bytes;
    return bytes;
  }

  /** @param numbers in the order of ENTRY */
  private enter(numbers: readonly (number | undefined)[]): void {
    let end = this.#count * ENTRY_BYTES;
    this.#index.fill(SPACE, end, end + ENTRY_BYTES);
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

/** The text of a number in the index of row i, which is ?1. */
function textOf(field: Field): string {
  const before = FIELDS.slice(0, FIELDS.indexOf(field)).reduce((sum, other) => sum + ENTRY[other], 0);
  return `CAST(substr(?1, i * ${ENTRY_BYTES} + ${before + 1}, ${ENTRY[field]}) AS TEXT)`;
}

/** Takes all of them into the table of works: ?1 index, ?2 data, ?3 salts of HASH_BYTES each or NULL, ?4 count, at least 1. */
export const INSERT_PACKED = `
  INSERT INTO works (line, name, size, content_hash, metadata_hash, salt, metadata)
  WITH RECURSIVE
    rows (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM rows WHERE i + 1 < ?4),
    entries AS MATERIALIZED (
      SELECT i, nullif(trim(${textOf("size")}), '') AS size,
        ${FIELDS.filter((field) => field !== "size")
          .map((field) => `CAST(${textOf(field)} AS INTEGER) AS ${field}`)
          .join(", ")}
      FROM rows
    )
  SELECT line,
    CAST(substr(?2, at + contentLength + ${HASH_BYTES}, nameLength) AS TEXT),
    size,
    iif(contentLength = 0, NULL, substr(?2, at, contentLength)),
    substr(?2, at + contentLength, ${HASH_BYTES}),
    substr(?3, i * ${HASH_BYTES} + 1, ${HASH_BYTES}),
    CAST(substr(?2, at + contentLength + ${HASH_BYTES} + nameLength, metadataLength) AS TEXT)
  FROM entries`;
