import { expect } from "chai";

import { blocksOf } from "../../../../lib/batch/lists/blocks";
import type { SourceRow } from "../../../../lib/batch/source/source";
import { allOf, rowsOfStdin } from "../shared/rows";

const MIB = 1024 * 1024;

function rowsOf(...parts: (string | Buffer)[]): Promise<SourceRow[]> {
  return rowsOfStdin(parts, "list");
}

describe("a list of paths as source", () => {
  it("gives each line as a path, with the spaces that it has", async () => {
    expect(await rowsOf("a.txt\r\n/b/c d.txt \n e.txt")).to.deep.equal([
      { line: 1, fields: { file: "a.txt" } },
      { line: 2, fields: { file: "/b/c d.txt " } },
      { line: 3, fields: { file: " e.txt" } },
    ]);
  });

  it("skips blank lines and a byte order mark", async () => {
    expect(await rowsOf("\uFEFFa.txt\n\n \r\nb.txt\n\n")).to.deep.equal([
      { line: 1, fields: { file: "a.txt" } },
      { line: 4, fields: { file: "b.txt" } },
    ]);
  });

  it("keeps Chinese, French in both forms, and emoji as they are, wherever the bytes are divided", async () => {
    const names = ["潮汐表.txt", "\u00e9t\u00e9.txt", "e\u0301te\u0301.txt", "🎵.txt"];
    const bytes = Buffer.from(names.join("\n"));

    const rows = await rowsOf(...Array.from(bytes, (byte) => Buffer.from([byte])));

    expect(rows.map(({ fields }) => fields["file"])).to.deep.equal(names);
  });

  it("reads a long line that comes byte by byte, as fast as a pipe gives it", async () => {
    const name = "x".repeat(MIB / 4);

    const rows = await rowsOfStdin(
      Array.from(Buffer.from(name), (byte) => Buffer.from([byte])),
      "list",
    );

    expect(rows).to.deep.equal([{ line: 1, fields: { file: name } }]);
  });

  it("takes a line that is not UTF-8, or too long, for a row with a problem", async () => {
    const rows = await rowsOf(Buffer.from("caf\u00e9\n", "latin1"), "x".repeat(MIB + 1), "\na.txt\n");

    expect(rows).to.deep.equal([
      { line: 1, fields: {}, problem: "the line is not UTF-8 text" },
      { line: 2, fields: {}, problem: `the line is longer than ${MIB} bytes` },
      { line: 3, fields: { file: "a.txt" } },
    ]);
  });
});

describe("blocksOf", () => {
  it("gives whole lines, their first number, and every byte once", async () => {
    const blocks = await allOf(blocksOf(toStream(["a\nb", "b\n\nc\n", "", "d"])));

    expect(blocks.map(({ line, bytes }) => [line, bytes.toString()])).to.deep.equal([
      [1, "a\n"],
      [2, "bb\n\nc\n"],
      [5, "d"],
    ]);
  });

  it("gives lines after a line that is too long their own numbers", async () => {
    const blocks = await allOf(blocksOf(toStream(["a\n", "x".repeat(3 * MIB), "x\nb\nc\nd"])));

    expect(blocks.map(({ line, bytes, isTooLong }) => [line, bytes.toString(), isTooLong])).to.deep.equal([
      [1, "a\n", false],
      [2, "", true],
      [3, "b\nc\n", false],
      [5, "d", false],
    ]);
  });

  it("does not keep a line that is too long", async () => {
    const total = 512;
    let most = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (let part = 0; part < total; part++) {
        yield Buffer.alloc(MIB, "x");
        most = Math.max(most, process.memoryUsage().arrayBuffers);
      }
    }

    const blocks = await allOf(blocksOf(endless()));

    expect(blocks.map(({ isTooLong }) => isTooLong)).to.deep.equal([true]);
    expect(most).to.be.lessThan((total / 2) * MIB);
  });
});

async function* toStream(parts: readonly string[]): AsyncGenerator<string> {
  yield* parts;
}
