import { expect } from "chai";

import type { SourceRow } from "../../../../lib/batch/source/source";
import { refusalOf } from "../../shared/refusal";
import { rowsOfStdin } from "../shared/rows";

const COLUMNS = "file, contentHash, title, author, published, language, kind, metadata";
const QUOTES = 'Put a cell that holds a comma, a quote or a line break in quotes, and write a quote inside it as "".';
const SAVE = "Save the table as CSV in UTF-8 (in a spreadsheet: CSV UTF-8).";

const MIB = 1024 * 1024;

function rowsOf(...parts: (string | Buffer)[]): Promise<SourceRow[]> {
  return rowsOfStdin(parts, "csv");
}

describe("a CSV file as source", () => {
  describe("when the header is wrong", () => {
    const first = "The first record of a CSV file names its columns; correct it.";
    const headers: [situation: string, header: string, problems: string, advice?: string][] = [
      ["an unknown column", "file,titel", '"titel" is not a column'],
      ["columns in another case", "File,title", '"File" is not a column, a column "file" or "contentHash" is missing'],
      ["an empty name", "file,,title", '"" is not a column'],
      ["a column given twice", "file,title,title,title", '"title" is given twice'],
      ["no column that names a work", "title,author", 'a column "file" or "contentHash" is missing'],
      [
        "several faults",
        "titel,author,author",
        '"titel" is not a column, "author" is given twice, a column "file" or "contentHash" is missing',
      ],
      [
        "semicolons",
        "file;title",
        '"file;title" is not a column, a column "file" or "contentHash" is missing',
        "Separate the columns with commas.",
      ],
    ];
    for (const [situation, header, problems, advice] of headers) {
      it(`refuses ${situation}, names it, and lists the columns`, async () => {
        const refusal = await refusalOf(() => rowsOf(`${header}\na.txt,A\n`));

        expect(refusal.message).to.equal(`stdin:1: ${problems}; the columns are ${COLUMNS}`);
        expect(refusal.advice).to.equal(advice ?? first);
        expect(refusal.exitCode).to.equal(2);
      });
    }
  });

  describe("when the file is not CSV", () => {
    const texts: [situation: string, text: string, problem: string][] = [
      [
        "a quote that is never closed",
        'file,title\na.txt,A\nb.txt,"B\nc.txt,C\n',
        "3: a quote is opened in the record that begins here, and never closed",
      ],
      [
        "text after a closing quote",
        'file,title\r\n"a\r\nb",A\r\nb.txt,"B"B\r\n',
        "4: in the record that begins here, something follows the quote that ends a cell",
      ],
      [
        "a quote inside a bare cell",
        'file,title\na.txt,A "quoted" word\n',
        "2: in the record that begins here, a quote stands inside a cell that does not begin with one",
      ],
      [
        "a record of more than 1 MiB",
        `file,title\na.txt,A\nb.txt,"${"x\n".repeat(MIB)}"\n`,
        `3: the record that begins here is longer than ${MIB} bytes; perhaps a quote is not closed`,
      ],
    ];
    for (const [situation, text, problem] of texts) {
      it(`refuses ${situation}, and names the line where the record begins`, async () => {
        const refusal = await refusalOf(() => rowsOf(text));

        expect(refusal.message).to.equal(`stdin:${problem}`);
        expect(refusal.advice).to.equal(QUOTES);
        expect(refusal.exitCode).to.equal(2);
      });
    }

    it("refuses a line of more than 1 MiB", async () => {
      const refusal = await refusalOf(() => rowsOf("file\na.txt\n", "x".repeat(MIB + 1), "\nb.txt\n"));

      expect(refusal.message).to.equal(`stdin:3: the line is longer than ${MIB} bytes`);
      expect(refusal.advice).to.equal(SAVE);
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses bytes that are not UTF-8, and names their line", async () => {
      const latin1 = Buffer.from("file,title\na.txt,A\nb.txt,Caf\u00e9\nc.txt,C\n", "latin1");

      const refusal = await refusalOf(() => rowsOf(latin1));

      expect(refusal.message).to.equal("stdin:3: the line is not UTF-8 text");
      expect(refusal.advice).to.equal(SAVE);
      expect(refusal.exitCode).to.equal(2);
    });
  });

  it("gives each cell under the name of its column, and leaves out the empty ones", async () => {
    const hash = `0x${"ab".repeat(32)}`;

    expect(
      await rowsOf(
        "contentHash,file,title,author,published,language,kind,metadata\n",
        `${hash},,A,Lin,2026-03-14,en,article,\n`,
        ",b.txt,,,,,,b.json\n",
      ),
    ).to.deep.equal([
      {
        line: 2,
        fields: {
          contentHash: hash,
          title: "A",
          author: "Lin",
          published: "2026-03-14",
          language: "en",
          kind: "article",
        },
      },
      { line: 3, fields: { file: "b.txt", metadata: "b.json" } },
    ]);
  });

  it("reads quoted cells with commas, quotes and line breaks, and counts the lines that they take", async () => {
    expect(
      await rowsOf(
        "file,title\r\n",
        '"a,1.txt","The ""tide""\r\ntables"\r\n',
        'b.txt,"\n\n"\r\n',
        '"c.txt","C"\r\n',
        "d.txt,D",
      ),
    ).to.deep.equal([
      { line: 2, fields: { file: "a,1.txt", title: 'The "tide"\r\ntables' } },
      { line: 4, fields: { file: "b.txt", title: "\n\n" } },
      { line: 7, fields: { file: "c.txt", title: "C" } },
      { line: 8, fields: { file: "d.txt", title: "D" } },
    ]);
  });

  it("reads lines that end in \\n among lines that end in \\r\\n", async () => {
    expect(await rowsOf("file,title\na.txt,A\r\nb.txt,B\n")).to.deep.equal([
      { line: 2, fields: { file: "a.txt", title: "A" } },
      { line: 3, fields: { file: "b.txt", title: "B" } },
    ]);
  });

  it("skips a byte order mark, blank lines, and records of nothing but empty cells", async () => {
    expect(await rowsOf("\uFEFFfile,title\n\na.txt,A\n,\n\r\nb.txt,B\n\n")).to.deep.equal([
      { line: 3, fields: { file: "a.txt", title: "A" } },
      { line: 6, fields: { file: "b.txt", title: "B" } },
    ]);
  });

  it("skips a byte order mark before a quoted name", async () => {
    expect(await rowsOf('\uFEFF"file"\n"a.txt"\n')).to.deep.equal([{ line: 2, fields: { file: "a.txt" } }]);
  });

  it("allows spaces around the names of columns, and keeps them in cells", async () => {
    expect(await rowsOf(" file , title\n a.txt , A\n")).to.deep.equal([
      { line: 2, fields: { file: " a.txt ", title: " A" } },
    ]);
  });

  it("takes a record with too many or too few cells for a row with a problem, and goes on", async () => {
    expect(await rowsOf("file,title\na.txt\nb.txt,B,\nc.txt,C\n")).to.deep.equal([
      { line: 2, fields: {}, problem: "the record has 1 cell and the header 2 columns" },
      { line: 3, fields: {}, problem: "the record has 3 cells and the header 2 columns" },
      { line: 4, fields: { file: "c.txt", title: "C" } },
    ]);
  });

  it("reads Chinese, French in both forms, and emoji, wherever the bytes are divided", async () => {
    const names = ["潮汐表.txt", "\u00e9t\u00e9.txt", "e\u0301te\u0301.txt", "🎵.txt"];
    const bytes = Buffer.from(`file\n${names.join("\n")}\n`);

    const rows = await rowsOf(...Array.from(bytes, (byte) => Buffer.from([byte])));

    expect(rows.map(({ fields }) => fields["file"])).to.deep.equal(names);
  });

  it("reads many records in order, each with its line", async () => {
    const records = Array.from({ length: 20_000 }, (_, i) => `${i}.txt,"Volume\n${i}"\n`);

    const rows = await rowsOf("file,title\n", ...records);

    // As one text: chai takes seconds to compare so many objects.
    const expected = records.map((_, i) => ({
      line: 2 + 2 * i,
      fields: { file: `${i}.txt`, title: `Volume\n${i}` },
    }));
    expect(JSON.stringify(rows) === JSON.stringify(expected)).to.equal(true);
  });
});
