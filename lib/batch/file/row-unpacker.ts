import { HASH_BYTES } from "../tree/merkle-tree";
import { type Database, prepared } from "./database";
import { ENTRY, ENTRY_BYTES, type Field, FIELDS, HASHES_AT, type PackedRows, startOf } from "./packed-rows";

/** Numbers that are made when there are too few: of more rows than most tasks have. */
const NUMBERS = 4096;

/** Has SQLite take packed rows apart: to bind each value takes several times as long. */
export class RowUnpacker {
  readonly #database: Database;
  /** How many numbers of rows there are, from 0 up: SQLite reads them faster than it counts. */
  #numbers = 0;

  constructor(database: Database) {
    this.#database = database;
    this.#database.exec("CREATE TEMP TABLE numbers (id INTEGER PRIMARY KEY)");
  }

  /** Takes rows into the table of works. @param salts of each row HASH_BYTES; null where it has none */
  insert({ count, index, data }: PackedRows, salts: Uint8Array | null): void {
    while (this.#numbers < count) {
      prepared(this.#database, INSERT_NUMBERS).run([this.#numbers]);
      this.#numbers += NUMBERS;
    }
    prepared(this.#database, INSERT_PACKED).run([index, data, salts, count]);
  }
}

const INSERT_NUMBERS = `
  INSERT INTO temp.numbers
  WITH RECURSIVE more (id) AS (SELECT ?1 UNION ALL SELECT id + 1 FROM more LIMIT ${NUMBERS}) SELECT id FROM more`;

/**
 * ?1 index, ?2 data, ?3 salts or NULL, ?4 count. It is for OFFSET that SQLite reads each number once: it would read it again
 * wherever the number is used.
 */
const INSERT_PACKED = `
  INSERT INTO works (line, name, size, content_hash, metadata_hash, salt, metadata)
  SELECT line,
    CAST(substr(?2, at, nameLength) AS TEXT),
    size,
    iif(isHashed, ${bytesAt(HASHES_AT, HASH_BYTES)}, NULL),
    ${bytesAt(HASHES_AT + HASH_BYTES, HASH_BYTES)},
    substr(?3, id * ${HASH_BYTES} + 1, ${HASH_BYTES}),
    CAST(substr(?2, at + nameLength, metadataLength) AS TEXT)
  FROM (
    SELECT id, ${FIELDS.map((field) => `${numberIn(field)} AS ${field}`).join(", ")}
    FROM temp.numbers WHERE id < ?4 ORDER BY id LIMIT -1 OFFSET 0
  )`;

/** What stands in the entry of the row whose number is `id`. */
function bytesAt(start: number, length: number): string {
  return `substr(?1, id * ${ENTRY_BYTES} + ${start + 1}, ${length})`;
}

function numberIn(field: Field): string {
  const bytes = bytesAt(startOf(field), ENTRY[field]);
  // Bytes count as the text that they are, and spaces before a number do not count.
  return field === "size" ? `nullif(trim(CAST(${bytes} AS TEXT)), '')` : `CAST(${bytes} AS INTEGER)`;
}
