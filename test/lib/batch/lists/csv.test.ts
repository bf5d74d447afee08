import { Readable } from "node:stream";

import { expect } from "chai";

import { openSource, rowsIn, type SourceRow } from "../../../../lib/batch/source/source";
import { Random, testSeed } from "../../../shared/random";
import { refusalOf } from "../../shared/refusal";
import { allOf, rowsOfStdin } from "../shared/rows";

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
      ["a slip among semicolons", "file;titel", '"titel" is not a column'],
      [
        "another separator",
        "file|title",
        '"file|title" is not a column, a column "file" or "contentHash" is missing',
        "Separate the columns with commas, semicolons or tabs.",
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

  describe("when several things are wrong", () => {
    const lines = (count: number): string => "a.txt,A\n".repeat(count);
    const latin1 = Buffer.from("b.txt,Caf\u00e9\n", "latin1");
    const tooLong = Buffer.from(`${"x".repeat(MIB + 1)}\n`);
    const stray = Buffer.from('b.txt,A "word"\n');
    const open = Buffer.from('b.txt,"A\n');
    const cases: [what: string, parts: Buffer[], problem: RegExp][] = [
      ["a stray quote before bytes that are not UTF-8", [stray, latin1], /^stdin:12: .* a quote stands inside a cell/],
      ["a stray quote before a line that is too long", [stray, tooLong], /^stdin:12: .* a quote stands inside a cell/],
      ["bytes that are not UTF-8 before a stray quote", [latin1, stray], /^stdin:12: the line is not UTF-8 text$/],
      ["a stray quote among many lines before another", [stray, Buffer.from(lines(20_000)), stray], /^stdin:12: /],
      [
        "bytes that are not UTF-8 inside quotes",
        [open, latin1, Buffer.from('"\n')],
        /^stdin:13: the line is not UTF-8/,
      ],
      ["a line that is too long inside quotes", [open, tooLong, Buffer.from('"\n')], /^stdin:13: the line is longer/],
    ];
    for (const [what, parts, problem] of cases) {
      it(`names the first of them: ${what}`, async () => {
        const refusal = await refusalOf(() => rowsOf(`file,title\n${lines(10)}`, ...parts));

        expect(refusal.message).to.match(problem);
      });
    }
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

  it("takes empty cells at the end for none, in the header and in a record", async () => {
    const rows = [
      { line: 2, fields: { file: "a.txt", title: "A" } },
      { line: 3, fields: { file: "b.txt", title: "B" } },
    ];
    expect(await rowsOf("file,title,,\na.txt,A,,\nb.txt,B,,\n")).to.deep.equal(rows);
    expect(await rowsOf("file,title\na.txt,A,\nb.txt,B,,,\n")).to.deep.equal(rows);
  });

  for (const first of ["sep=,\n", "sep=,\r\n", "\uFEFFSEP=,\r\n"]) {
    it(`passes over ${JSON.stringify(first)}, which tells Excel of the separator`, async () => {
      expect(await rowsOf(`${first}file,title\na.txt,A\n`)).to.deep.equal([
        { line: 3, fields: { file: "a.txt", title: "A" } },
      ]);
    });
  }

  for (const separator of [";", "\t"]) {
    const rows = [
      { fields: { file: "a,1.txt", title: "A; or\tB" } },
      { fields: { file: "b.txt", title: 'The "tide"', author: "Lin" } },
    ];
    const [first, ...records] = [
      ["file", "title", "author", ""],
      ["a,1.txt", '"A; or\tB"', "", ""],
      ["b.txt", '"The ""tide"""', "Lin", ""],
    ].map((cells) => `${cells.join(separator)}\r\n`);
    const sep = `sep=${separator}\r\n`;
    const heads = ["", "\uFEFF", sep, `\uFEFF${sep.toUpperCase()}`];
    it(`is read with ${JSON.stringify(separator)} where its header has them, and says so`, async () => {
      for (const head of heads) {
        const text = [head, first ?? "", ...records];
        const from = { from: "-", format: "csv" as const, cwd: "/" };
        const source = await openSource({ ...from, stdin: Readable.from(text.map((part) => Buffer.from(part))) });

        expect(source.separator).to.equal(undefined);
        const found = (await allOf(source.parts())).flatMap(rowsIn);
        expect(
          found.map(({ fields }) => ({ fields })),
          head,
        ).to.deep.equal(rows);
        expect(source.separator).to.equal(separator);
      }
    });

    it(`reads a header in quotes with ${JSON.stringify(separator)}`, async () => {
      expect(await rowsOf(`"file"${separator}"title"\n"a.txt"${separator}"A,B"\n`)).to.deep.equal([
        { line: 2, fields: { file: "a.txt", title: "A,B" } },
      ]);
    });
  }

  it("says that a first line is wrong about the separator", async () => {
    const refusal = await refusalOf(() => rowsOf("sep=;\nfile,title\na.txt,A\n"));

    expect(refusal.message).to.contain('stdin:2: "file,title" is not a column');
  });

  it("reads a header of one column with commas, whatever is in its cells", async () => {
    expect(await rowsOf("file\na;b.txt\n")).to.deep.equal([{ line: 2, fields: { file: "a;b.txt" } }]);
  });

  it("takes a Ctrl-Z at its end for the end of the text, and for nothing else elsewhere", async () => {
    const row = { line: 2, fields: { file: "a.txt", title: "A" } };
    expect(await rowsOf("file,title\na.txt,A\x1a")).to.deep.equal([row]);
    expect(await rowsOf("file,title\na.txt,A\n\x1a")).to.deep.equal([row]);
    expect(await rowsOf("file,title\na.txt,A\x1aA\n")).to.deep.equal([
      { line: 2, fields: { file: "a.txt", title: "A\x1aA" } },
    ]);
  });

  it("takes a record with too many or too few cells for a row with a problem, and goes on", async () => {
    expect(await rowsOf("file,title\na.txt\nb.txt,B,b\nc.txt,C\n")).to.deep.equal([
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

  describe("when it is divided", () => {
    const seed = testSeed();

    it(`gives the same rows wherever the bytes arrive in parts (seed ${seed})`, async () => {
      const random = new Random(seed);
      const cells = ["晚报", "été 🎵", 'say ""tide""', "a,b", "two\r\nlines", "\n\n\n", "x".repeat(70_000), '""', "A"];
      for (let turn = 0; turn < 10; turn++) {
        const titles = Array.from({ length: 1 + random.below(400) }, () => random.pick(cells));
        const lineBreak = random.pick(["\n", "\r\n"]);
        const records = titles.map((title, index) => `${index}.txt,"${title}"`);
        const last = random.pick(["", lineBreak]);
        const bytes = Buffer.from(`\uFEFFfile,title${lineBreak}${records.join(lineBreak)}${last}`);
        const parts: Buffer[] = [];
        for (let at = 0; at < bytes.length; ) {
          const size = 1 + random.below(random.pick([5, 5_000, 100_000]));
          parts.push(bytes.subarray(at, at + size));
          at += size;
        }

        const rows = await rowsOf(...parts);

        let line = 2;
        const expected = titles.map((title, index) => {
          const row = { line, fields: { file: `${index}.txt`, title: title.replaceAll('""', '"') } };
          line += title.split("\n").length;
          return row;
        });
        // As one text: chai takes seconds to compare so many objects.
        expect(JSON.stringify(rows) === JSON.stringify(expected), `turn ${turn}`).to.equal(true);
      }
    });

    it("is divided after records only, and counts the lines before each part", async () => {
      const record = `a.txt,"${"line\r\n".repeat(2_000)}"\r\n`;
      const source = await openSource({
        from: "-",
        format: "csv",
        stdin: Readable.from([Buffer.from(`file,title\r\n${record.repeat(50)}`)]),
        cwd: "/",
      });

      const parts = await allOf(source.parts());

      expect(parts.length).to.be.greaterThan(5);
      const rows = parts.map((part) => rowsIn(part));
      expect(rows.flat().map(({ line }) => line)).to.deep.equal(Array.from({ length: 50 }, (_, i) => 2 + 2_001 * i));
    });
  });
});
