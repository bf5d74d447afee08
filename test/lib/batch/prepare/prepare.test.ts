import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";

import { expect } from "chai";
import { sha256 } from "ethers";

import { BatchFile } from "../../../../lib/batch/file/batch-file";
import { HashCache } from "../../../../lib/batch/file/hash-cache";
import { stampOf } from "../../../../lib/batch/file/stamps";
import { toldOf } from "../../../../lib/batch/prepare/bad-rows";
import { prepareBatch, type Prepared } from "../../../../lib/batch/prepare/prepare";
import { openSource, type SourceFormat } from "../../../../lib/batch/source/source";
import { metadataFromFields, metadataHash } from "../../../../lib/metadata/metadata";
import type { OnProgress, Progress } from "../../../../lib/progress";
import { refusalOf } from "../../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { SOME_TARGET } from "../shared/batches";

const DATE = "a date that exists, such as 2026-03-14, or a time with its zone, such as 2026-03-14T09:30:00+08:00";
const CORRECT = "Correct them, or register the others with --skip-bad.";

interface Options {
  readonly from?: string;
  readonly format?: SourceFormat;
  /** What comes on stdin. */
  readonly stdin?: string;
  readonly skipBad?: boolean;
  readonly fromFiles?: boolean;
  readonly mode?: "anchor" | "direct";
  readonly startedAt?: number;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

const MIB = 1024 * 1024;
/** A run that began then finds no file that was written just before. */
const LONG_AFTER = Date.now() + 3_600_000;

describe("prepareBatch", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
    mkdirSync(folder.at("batches"));
    mkdirSync(folder.at("works"));
  });
  afterEach(() => folder.remove());

  function write(name: string, content: string | Buffer): string {
    const path = folder.at(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return sha256(Buffer.from(content));
  }

  async function prepare(options: Options = {}): Promise<Prepared> {
    const { from = "works", format, stdin, skipBad = false, fromFiles, mode = "anchor" } = options;
    const { onProgress = () => undefined, signal = new AbortController().signal } = options;
    const stream = stdin === undefined ? {} : { stdin: Readable.from([Buffer.from(stdin)]) };
    const source = await openSource({
      from,
      ...(format === undefined ? {} : { format }),
      ...stream,
      cwd: folder.at(""),
    });
    const target = { ...SOME_TARGET, mode };
    const { startedAt } = options;
    return prepareBatch({
      source,
      target,
      folder: folder.at("batches"),
      skipBad,
      fromFiles,
      startedAt,
      onProgress,
      signal,
    });
  }

  /** The works of a batch file: line, name, content and title of each. */
  function worksIn({ path }: Prepared): [line: number, name: string, contentHash: string, title: unknown][] {
    const batch = BatchFile.open(path, "read");
    const works = [...batch.works()];
    batch.close();
    return works.map(({ line, name, claim, metadata }) => {
      // What the preparation has written.
      const { name: title } = JSON.parse(metadata) as { name: string };
      return [line, name, claim.contentHash, title];
    });
  }

  function saltsIn({ path }: Prepared): (string | undefined)[] {
    const batch = BatchFile.open(path, "read");
    const salts = [...batch.works()].map(({ salt }) => salt);
    batch.close();
    return salts;
  }

  /** Beside the hashes, of which any run may keep some. */
  const left = (): string[] =>
    readdirSync(folder.at("batches"))
      .filter((name) => !name.startsWith("hashes.sqlite"))
      .sort();

  describe("of a folder", () => {
    it("takes every file in, whatever language its name is in, and leaves nothing but the batch file", async () => {
      const names = ["été.txt", "e\u0301te\u0301.txt", "潮汐表.txt", "🎵/歌 — n° 1.txt", "b c.txt"];
      const hashes = new Map(names.map((name) => [name, write(`works/${name}`, `of ${name}`)]));

      const prepared = await prepare();

      const works = worksIn(prepared);
      expect(new Map(works.map(([, name, hash]) => [name, hash]))).to.deep.equal(hashes);
      expect(works.map(([line]) => line)).to.deep.equal([1, 2, 3, 4, 5]);
      expect(works.map(([, name, , title]) => title === basename(name, ".txt"))).to.not.include(false);
      expect(prepared.bad).to.deep.equal([]);
      expect(left()).to.deep.equal([basename(prepared.path)]);
    });

    it("takes the metadata beside a file, of which the claim has the hash", async () => {
      const metadata = metadataFromFields({ title: "Le phare", author: "Anne Kerbrat", language: "fr" });
      const contentHash = write("works/poem.txt", "La mer allume ses feux.\n");
      write("works/poem.txt.metadata.json", JSON.stringify(metadata));

      const { path } = await prepare();

      const batch = BatchFile.open(path, "read");
      expect(batch.size).to.equal(1);
      expect(batch.find(contentHash)?.claim.metadataHash).to.equal(metadataHash(metadata));
      batch.close();
    });

    it("gives the same file with the same salts for the same works, and another for others", async () => {
      for (const name of ["a", "b", "c"]) write(`works/${name}.txt`, name);
      const first = await prepare();
      const salts = saltsIn(first);

      const again = await prepare();
      expect(again.path).to.equal(first.path);
      expect(saltsIn(again)).to.deep.equal(salts);
      expect(left()).to.deep.equal([basename(first.path)]);

      write("works/b.txt", "B");
      const changed = await prepare();
      write("works/b.txt", "b");
      write("works/b.txt.metadata.json", JSON.stringify(metadataFromFields({ title: "Other" })));
      const described = await prepare();
      const direct = await prepare({ mode: "direct" });

      const paths = [first, changed, described, direct].map(({ path }) => basename(path));
      expect(left()).to.deep.equal([...new Set(paths)].sort());
      expect(new Set(paths).size).to.equal(4);
      expect(saltsIn(changed)).to.not.include.members([salts[0]]);
    });
  });

  describe("of what the files say of themselves", () => {
    /** Files that programs in daily use have made. */
    const MADE = join(__dirname, "../../metadata/files/made");
    const made = (name: string, as = name): void => void write(as, readFileSync(join(MADE, name)));

    /** By the names of the works. */
    function documentsIn({ path }: Prepared): Record<string, Record<string, unknown>> {
      const batch = BatchFile.open(path, "read");
      const documents = [...batch.works()].map(({ name, metadata }) => [name, JSON.parse(metadata)] as const);
      batch.close();
      return Object.fromEntries(documents) as Record<string, Record<string, unknown>>; // what the preparation has written
    }

    it("fills in what nothing else says, with the file's name as the last resort", async () => {
      made("two-creators.epub", "works/a/two-creators.epub");
      made("books.onix", "works/b/books.onix");
      write("works/b/9783161484100.bin", "a book");
      write("works/nothing.bin", "x");

      const documents = documentsIn(await prepare({ fromFiles: true }));

      expect(documents["a/two-creators.epub"]).to.deep.include({
        "@type": "Book",
        name: "灯塔与海",
        author: ["林晓", "Yann Le Goff"],
      });
      expect(documents["b/9783161484100.bin"]).to.include({ name: "The Lighthouse & the Sea", copyrightYear: 2023 });
      expect(documents["nothing.bin"]).to.deep.equal(metadataFromFields({ title: "nothing" }));
    });

    it("lets a document beside a file count, and each column, before the file", async () => {
      made("two-creators.epub", "works/beside.epub");
      write("works/beside.epub.metadata.json", JSON.stringify(metadataFromFields({ title: "Beside" })));
      made("epub-2.epub", "works/column.epub");
      write("works/list.csv", "file,author,kind\nbeside.epub,,\ncolumn.epub,Somebody,story\n");

      const documents = documentsIn(await prepare({ from: "works/list.csv", fromFiles: true }));

      expect(documents["beside.epub"]).to.deep.equal(metadataFromFields({ title: "Beside" }));
      expect(documents["column.epub"]).to.include({ "@type": "ShortStory", author: "Somebody", name: "灯塔与海" });
    });

    it("goes on where a file is damaged, and names it", async () => {
      made("two-authors.docx", "works/sound.docx");
      write("works/damaged.epub", "no book");

      const prepared = await prepare({ fromFiles: true });

      expect(documentsIn(prepared)["sound.docx"]).to.include({ name: "Two hands" });
      expect(documentsIn(prepared)["damaged.epub"]).to.include({ "@type": "Book", name: "damaged" });
      expect(prepared.unused.map(({ line }) => line)).to.deep.equal([1]);
      expect(prepared.unused[0]?.problems[0]).to.match(/^its metadata cannot be read: End of central directory/);
    });

    it("still refuses a row whose title nothing says", async () => {
      write("works/a.bin", "a");
      write("works/list.csv", "file\na.bin\n");

      const refusal = await refusalOf(() => prepare({ from: "works/list.csv", fromFiles: true }));

      expect(refusal.message).to.contain("line 2, a.bin: title is missing, and the file does not say one");
    });

    it("gives the same batch for the same files", async () => {
      for (const name of ["two-creators.epub", "iptc-chinese.jpg", "two-artists.flac"]) made(name, `works/${name}`);

      const { path } = await prepare({ fromFiles: true });

      expect((await prepare({ fromFiles: true })).path).to.equal(path);
      expect((await prepare()).path).to.not.equal(path);
    });
  });

  describe("where rows are bad", () => {
    const rows = [
      "file,title,published",
      "works/good.txt,Good,",
      "works/missing.txt,Missing,",
      "works/good.txt,,",
      ",Nothing,",
      'works/good.txt,"Two\nlines",2026-02-30',
      "works/empty.txt,Empty,",
      "works/other.txt,Other,",
    ].join("\n");
    const problems = (): string[] => [
      `line 3: ${folder.at("works/missing.txt")} does not exist`,
      `line 4, works/good.txt: title and metadata are missing, and there is no good.txt.metadata.json beside the file`,
      `line 5: file and contentHash are missing; a row names its work by one of them`,
      `line 6, works/good.txt: published is "2026-02-30", not ${DATE}`,
      `line 8: ${folder.at("works/empty.txt")} is empty: every empty file has the same hash, so nobody can own it`,
    ];
    beforeEach(() => {
      write("works/good.txt", "good");
      write("works/other.txt", "other");
      write("works/empty.txt", "");
      write("works.csv", rows);
    });

    it("names every one of them with its line, and leaves nothing", async () => {
      const refusal = await refusalOf(() => prepare({ from: "works.csv" }));

      const [head, ...lines] = refusal.message.split("\n");
      expect(head).to.equal("5 of 7 rows cannot be registered; nothing was sent");
      expect(lines).to.deep.equal(problems());
      expect(refusal.advice).to.equal(CORRECT);
      expect(refusal.exitCode).to.equal(2);
      expect(left()).to.deep.equal([]);
    });

    it("leaves them out when it is told to, and says which", async () => {
      const prepared = await prepare({ from: "works.csv", skipBad: true });

      expect(worksIn(prepared).map(([line, name]) => [line, name])).to.deep.equal([
        [2, "works/good.txt"],
        [9, "works/other.txt"],
      ]);
      expect(
        prepared.bad.flatMap((row) => row.problems.map((problem) => toldOf({ ...row, problem }, "csv"))),
      ).to.deep.equal(problems());
      expect(left()).to.deep.equal([basename(prepared.path)]);
    });

    it("says that a list is a list where no line of it is a path", async () => {
      write("poem.txt", "Roses are red\nViolets are blue\n");

      const refusal = await refusalOf(() => prepare({ from: "poem.txt" }));

      expect(refusal.advice).to.equal(
        "Correct them. The source was read as a list of paths; one work is registered with: npx hardhat work register",
      );
    });

    it("refuses a source of which no row is left", async () => {
      write("works.csv", "file,title\nworks/missing.txt,Missing\n");

      const refusal = await refusalOf(() => prepare({ from: "works.csv", skipBad: true }));

      expect(refusal.message).to.equal(
        `1 of 1 row cannot be registered; nothing was sent\nline 2: ${folder.at("works/missing.txt")} does not exist`,
      );
      expect(refusal.advice).to.equal("Correct them.");
      expect(refusal.exitCode).to.equal(2);
      expect(left()).to.deep.equal([]);
    });
  });

  describe("of a large CSV file", () => {
    const hashOf = (row: number): string => `0x1${row.toString(16).padStart(63, "0")}`;
    const rows = (from: number, to: number): string =>
      Array.from({ length: to - from }, (_, index) => `${hashOf(from + index)},Title ${from + index}\n`).join("");

    it("keeps the order of the rows, though several threads check them", async () => {
      write("works.csv", `contentHash,title\n${rows(0, 10_000)}`);

      const works = worksIn(await prepare({ from: "works.csv" }));

      const found = works.map(([line, , contentHash, title]) => [line, contentHash, title]);
      const expected = Array.from({ length: 10_000 }, (_, row) => [row + 2, hashOf(row), `Title ${row}`]);
      // As one text: chai takes seconds to compare so many objects.
      expect(JSON.stringify(found) === JSON.stringify(expected)).to.equal(true);
    });

    it("names the first fault, though a thread comes to a later one before it", async () => {
      // The parts with faults are read twice, by csv-parse in the end; the first one has its fault late, a later one soon.
      const slow = `${rows(0, 3_000)}${hashOf(3_000)},Fault "one"\n`;
      const rest = `${hashOf(3_001)},Fault "two"\n${rows(3_002, 12_000)}${hashOf(12_000)},Fault "three"\n`;
      write("works.csv", `contentHash,title\n${slow}${rows(20_000, 23_000)}${rest}`);

      const refusal = await refusalOf(() => prepare({ from: "works.csv" }));

      expect(refusal.message).to.equal(
        "works.csv:3002: in the record that begins here, a quote stands inside a cell that does not begin with one",
      );
      expect(refusal.exitCode).to.equal(2);
      expect(left()).to.deep.equal([]);
    });

    it("refuses one that ends in a quote that is not closed, however many rows were good", async () => {
      write("works.csv", `contentHash,title\n${rows(0, 5_000)}${hashOf(5_000)},"Open\n${rows(5_001, 9_000)}`);

      const refusal = await refusalOf(() => prepare({ from: "works.csv", skipBad: true }));

      expect(refusal.message).to.equal(
        "works.csv:5002: a quote is opened in the record that begins here, and never closed",
      );
    });

    for (const [what, row] of [
      ["has a quote that is not closed", '"Open'],
      ["has a line that cannot be read", "x".repeat(2 * MIB)],
    ]) {
      it(`says that no row can be left out of one that ${what}, where that was asked for`, async () => {
        write("works.csv", `contentHash,title\n${rows(0, 3)}${hashOf(3)},${row}\n${rows(4, 6)}`);

        const skipping = await refusalOf(() => prepare({ from: "works.csv", skipBad: true }));
        const plain = await refusalOf(() => prepare({ from: "works.csv" }));

        expect(skipping.message).to.equal(plain.message);
        expect(skipping.advice).to.equal(
          `${plain.advice} --skip-bad does not help here: no row behind it can be read.`,
        );
      });
    }
  });

  const empty: [name: string, text: string][] = [
    ["works.csv", "contentHash,title\n\n,\n"],
    ["works.csv", ""],
    ["works.ndjson", "\n \n"],
  ];
  for (const [name, text] of empty) {
    it(`refuses ${name} with ${JSON.stringify(text)} in it, which has no row`, async () => {
      write(name, text);

      const refusal = await refusalOf(() => prepare({ from: name }));

      expect(refusal.message).to.equal(`${name} holds no row`);
      expect(refusal.advice).to.equal("Name at least one work.");
      expect(refusal.exitCode).to.equal(2);
      expect(left()).to.deep.equal([]);
    });
  }

  describe("where rows have the same content", () => {
    beforeEach(() => {
      for (const [name, text] of [
        ["a", "same"],
        ["b", "other"],
        ["c", "same"],
        ["d", "same"],
      ]) {
        write(`works/${name}.txt`, text ?? "");
      }
    });

    it("names every later one, with the first", async () => {
      const refusal = await refusalOf(() => prepare());

      expect(refusal.message.split("\n")).to.deep.equal([
        "2 of 4 rows cannot be registered; nothing was sent",
        "c.txt: has the same content as a.txt",
        "d.txt: has the same content as a.txt",
      ]);
      expect(refusal.exitCode).to.equal(2);
      expect(left()).to.deep.equal([]);
    });

    it("registers the first alone with --skip-bad", async () => {
      const prepared = await prepare({ skipBad: true });

      expect(worksIn(prepared).map(([, name]) => name)).to.deep.equal(["a.txt", "b.txt"]);
      expect(prepared.bad.map(({ line }) => line)).to.deep.equal([3, 4]);
    });
  });

  describe("of rows that give hashes", () => {
    const HASHES = ["ab", "cd"].map((byte) => `0x${byte.repeat(32)}`);

    it("takes them as they are and reads no file", async () => {
      write(
        "works.ndjson",
        HASHES.map((contentHash, index) => JSON.stringify({ contentHash, title: `诗 ${index}` })).join("\n"),
      );

      const prepared = await prepare({ from: "works.ndjson" });

      expect(worksIn(prepared)).to.deep.equal([
        [1, HASHES[0], HASHES[0], "诗 0"],
        [2, HASHES[1], HASHES[1], "诗 1"],
      ]);
    });

    it("finds a file that has the content of a hash", async () => {
      const contentHash = write("works/poem.txt", "La mer");
      write(
        "works.ndjson",
        [
          { contentHash, title: "One" },
          { file: "works/poem.txt", title: "Two" },
        ]
          .map((row) => JSON.stringify(row))
          .join("\n"),
      );

      const refusal = await refusalOf(() => prepare({ from: "works.ndjson" }));

      expect(refusal.message).to.contain(`\nline 2, works/poem.txt: has the same content as line 1, ${contentHash}`);
    });
  });

  it("reads a list of paths from stdin, relative to the folder that one is in", async () => {
    const hashes = ["été.txt", "🎵.txt"].map((name) => write(`works/${name}`, name));

    const prepared = await prepare({ from: "-", stdin: "works/été.txt\nworks/🎵.txt\n" });

    expect(worksIn(prepared)).to.deep.equal([
      [1, "works/été.txt", hashes[0], "été"],
      [2, "works/🎵.txt", hashes[1], "🎵"],
    ]);
  });

  describe("of a file that is gone when it is to be hashed", () => {
    /** Removes a file once every row was checked. */
    const removing = (name: string): OnProgress => {
      return ({ stage, done }) => {
        if (stage === "Hashing" && done === 0) rmSync(folder.at(name), { force: true });
      };
    };
    beforeEach(() => {
      for (const name of ["a", "b", "c"]) write(`works/${name}.txt`, name);
    });

    it("refuses, and leaves no batch file", async () => {
      const refusal = await refusalOf(() => prepare({ onProgress: removing("works/b.txt") }));

      expect(refusal.message.split("\n")).to.deep.equal([
        "1 of 3 rows cannot be registered; nothing was sent",
        `${folder.at("works/b.txt")} does not exist`,
      ]);
      expect(refusal.exitCode).to.equal(2);
      expect(left()).to.deep.equal([]);
    });

    it("goes on without it with --skip-bad", async () => {
      const prepared = await prepare({ onProgress: removing("works/b.txt"), skipBad: true });

      expect(worksIn(prepared).map(([, name]) => name)).to.deep.equal(["a.txt", "c.txt"]);
      expect(prepared.bad).to.deep.equal([
        { line: 2, name: "b.txt", problems: [`${folder.at("works/b.txt")} does not exist`] },
      ]);
    });
  });

  for (const [size, bytes] of [
    ["small", 100],
    ["large", 8 * MIB + 1],
  ] as const) {
    it(`does not read a ${size} file again after a run that failed`, async () => {
      const content = Buffer.alloc(bytes, 7);
      const hash = write("works/film.mp4", content);
      write("works/a.txt", "same");
      write("works/b.txt", "same");
      await refusalOf(() => prepare({ startedAt: LONG_AFTER }));
      expect(left()).to.deep.equal([]);
      // A reader would now find another hash; the cache still goes by the stamp of the file.
      const cache = new HashCache(join(folder.at("batches"), "hashes.sqlite"), LONG_AFTER);
      const stamp = stampOf(folder.at("works/film.mp4"));
      expect(cache.find([stamp])).to.deep.equal([{ contentHash: hash, size: bytes }]);
      const known = `0x${"ee".repeat(32)}`;
      if (stamp !== undefined) cache.keep([[stamp, { contentHash: known, size: bytes }]]);
      cache.close();
      rmSync(folder.at("works/b.txt"));

      const prepared = await prepare();

      expect(worksIn(prepared).map(([, name, found]) => [name, found])).to.deep.include(["film.mp4", known]);
    });
  }

  it("tells how far it is, up to the end", async () => {
    for (const name of ["a", "b", "c"]) write(`works/${name}.txt`, name);
    const told: Progress[] = [];

    await prepare({ onProgress: (progress) => told.push(progress) });

    expect(told).to.deep.equal([
      { stage: "Checking", done: 0, total: undefined, unit: "rows" },
      { stage: "Checking", done: 3, total: undefined, unit: "rows" },
      { stage: "Hashing", done: 0, total: 3, unit: "bytes" },
      { stage: "Hashing", done: 3, total: 3, unit: "bytes" },
    ]);
  });

  it("tells how far it is within a large file", async () => {
    const size = 20 * MIB;
    write("works/film.mp4", "");
    truncateSync(folder.at("works/film.mp4"), size);
    const told: Progress[] = [];

    await prepare({ onProgress: (progress) => told.push(progress) });

    const hashed = told.filter(({ stage }) => stage === "Hashing").map(({ done }) => done);
    expect(hashed).to.deep.equal(hashed.toSorted((a, b) => a - b));
    expect(hashed.filter((done) => done > 0 && done < size)).to.have.length.greaterThan(1);
    expect(hashed.at(-1)).to.equal(size);
  });

  it("stops in the middle of a large file when it is told to", async () => {
    write("works/film.mp4", "");
    // To read all of it takes longer than a test may.
    truncateSync(folder.at("works/film.mp4"), 512 * 1024 * MIB);
    const controller = new AbortController();

    const refusal = await refusalOf(() =>
      prepare({
        signal: controller.signal,
        onProgress: ({ stage, done }) => {
          if (stage === "Hashing" && done > 0) controller.abort();
        },
      }),
    );

    expect(refusal.message).to.equal("Stopped before anything was sent");
    expect(left()).to.deep.equal([]);
  });

  it("stops when it is told to, and leaves no batch file", async () => {
    for (const name of ["a", "b", "c"]) write(`works/${name}.txt`, name);
    const controller = new AbortController();

    const refusal = await refusalOf(() =>
      prepare({
        signal: controller.signal,
        onProgress: () => {
          controller.abort();
        },
      }),
    );

    expect(refusal.message).to.equal("Stopped before anything was sent");
    expect(refusal.advice).to.equal("Run the same command again.");
    expect(refusal.exitCode).to.equal(1);
    expect(left()).to.deep.equal([]);
  });
});
