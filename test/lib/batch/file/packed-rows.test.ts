import { isDeepStrictEqual } from "node:util";

import { expect } from "chai";

import { allRows, createScratchDatabase, type Database } from "../../../../lib/batch/file/database";
import { WORKS_TABLE } from "../../../../lib/batch/file/format";
import { type PackedRows, packRows, RowPacker, type StagedRow } from "../../../../lib/batch/file/packed-rows";
import { RowUnpacker } from "../../../../lib/batch/file/row-unpacker";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { someRow } from "../shared/batches";

const SALT_BYTES = 32;

describe("packRows", () => {
  let folder: TemporaryFolder;
  let database: Database;
  let unpacker: RowUnpacker;
  beforeEach(async () => {
    folder = await temporaryFolder();
    database = createScratchDatabase(folder.at("works.sqlite"));
    database.exec(WORKS_TABLE);
    unpacker = new RowUnpacker(database);
  });
  afterEach(async () => {
    database.close();
    await folder.remove();
  });

  /** What SQLite unpacks, as it was packed, with the type of each value. */
  function unpacked(rows: PackedRows): unknown[] {
    unpacker.insert(rows, Buffer.alloc(rows.count * SALT_BYTES, "salt"));
    const hex = (column: string): string => `'0x' || lower(hex(${column})) AS ${column}`;
    return allRows(
      database,
      `SELECT line, name, size, content_hash IS NULL AS unhashed, ${hex("content_hash")}, ${hex("metadata_hash")}, metadata,
         typeof(line) || typeof(name) || typeof(size) || typeof(content_hash) || typeof(salt) || typeof(metadata) AS types
       FROM works ORDER BY id`,
    );
  }

  function expected({ line, name, size, contentHash, metadata, metadataHash }: StagedRow): unknown {
    const [sizeType, hashType] = [size === undefined ? "null" : "integer", contentHash === undefined ? "null" : "blob"];
    return {
      ...{ line, name, metadata, size: size ?? null, metadata_hash: metadataHash },
      ...{ unhashed: contentHash === undefined ? 1 : 0, content_hash: contentHash ?? "0x" },
      types: `integertext${sizeType}${hashType}blobtext`,
    };
  }

  it("gives SQLite every row as it is, whatever its language, length and numbers", () => {
    const rows = [
      someRow(1),
      someRow(2, { name: "晚报/été 🎵.txt", size: undefined }),
      someRow(3, { contentHash: undefined, size: 0 }),
      someRow(4_000_000_000, { size: Number.MAX_SAFE_INTEGER }),
      someRow(5, { name: "x".repeat(1_000_000), metadata: `{"name":"${"é".repeat(500_000)}"}` }),
      someRow(6, { name: "" }),
    ];

    expect(unpacked(packRows(rows))).to.deep.equal(rows.map(expected));
  });

  it("packs many rows, and after them others in the same memory", () => {
    const [many, few] = [3_000, 2].map((count) => Array.from({ length: count }, (_, index) => someRow(index + 1)));
    if (many === undefined || few === undefined) throw new Error("there are two");
    const packed = packRows(many);
    const [found, wanted] = [unpacked(packed), many.map(expected)];
    const packer = new RowPacker(packed);
    for (const row of few) packer.add(row);

    const others = packer.take();

    expect(others.count).to.equal(2);
    expect(others.data.buffer).to.equal(packed.data.buffer);
    expect(found.filter((row, index) => !isDeepStrictEqual(row, wanted[index]))).to.deep.equal([]);
    expect(unpacked(others).slice(-2)).to.deep.equal(few.map(expected));
  });
});
