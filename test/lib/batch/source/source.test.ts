import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { Readable } from "node:stream";

import { expect } from "chai";

import type { SourceFormat } from "../../../../lib/batch/source/source";
import { openSource } from "../../../../lib/batch/source/source";
import { refusalOf } from "../../shared/refusal";
import type { TemporaryFolder } from "../../shared/temporary-folder";
import { temporaryFolder } from "../../shared/temporary-folder";
import { allOf, rowsOf, rowsOfPath, rowsOfStdin } from "../shared/rows";

describe("openSource", () => {
  let folder: TemporaryFolder;

  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  afterEach(() => folder.remove());

  describe("when the path is not a source", () => {
    it("refuses a path that does not exist", async () => {
      const from = folder.at("works.csv");

      const refusal = await refusalOf(() => openSource({ from, cwd: "/" }));

      expect(refusal.message).to.equal(`${from} does not exist`);
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses a pipe", async () => {
      const from = folder.at("works.csv");
      execFileSync("mkfifo", [from]);

      const refusal = await refusalOf(() => openSource({ from, cwd: "/" }));

      expect(refusal.message).to.equal(`${from} is not a regular file but a pipe, a socket or a device`);
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses a file whose extension tells nothing, and names --format", async () => {
      const from = folder.at("works.xlsx");
      writeFileSync(from, "a.txt\n");

      const refusal = await refusalOf(() => openSource({ from, cwd: "/" }));

      const extensions = ".csv, .ndjson, .jsonl, .txt";
      expect(refusal.message).to.equal(`${from}: its format does not show, as its name ends in none of ${extensions}`);
      expect(refusal.advice).to.equal("Give its format with --format: csv, ndjson, list.");
      expect(refusal.exitCode).to.equal(2);
    });

    it("says of a JSON file how its list is read", async () => {
      const from = folder.at("works.json");
      writeFileSync(from, '[{"file":"a.txt"}]\n');

      const refusal = await refusalOf(() => openSource({ from, cwd: "/" }));

      expect(refusal.code).to.equal("SourceFormatUnknown");
      expect(refusal.advice).to.equal(
        "JSON is read as NDJSON: write one object on each line, without brackets around them, into a file that ends in .ndjson.",
      );
    });

    it("refuses a folder as a file and a file as a folder", async () => {
      const from = folder.at("works.csv");
      writeFileSync(from, "file\na.txt\n");

      const folderAsCsv = await refusalOf(() => openSource({ from: folder.at("."), format: "csv", cwd: "/" }));
      const fileAsFolder = await refusalOf(() => openSource({ from, format: "directory", cwd: "/" }));

      expect(folderAsCsv.message).to.equal(`${folder.at(".")} is a folder, which cannot be read as csv`);
      expect(folderAsCsv.advice).to.equal("Leave out --format, or give one that fits: directory.");
      expect(fileAsFolder.message).to.equal(`${from} is a file, which cannot be read as directory`);
      expect(fileAsFolder.exitCode).to.equal(2);
    });

    it("refuses stdin as a folder, and stdin that is not there", async () => {
      const stdin = Readable.from([]);

      const asFolder = await refusalOf(() => openSource({ from: "-", format: "directory", stdin, cwd: "/" }));
      const absent = await refusalOf(() => openSource({ from: "-", cwd: "/" }));

      expect(asFolder.message).to.equal("stdin is text, which cannot be read as directory");
      expect(absent.message).to.equal("- is stdin, and there is none");
    });
  });

  describe("when there is no row", () => {
    const empty: [name: string, text: string][] = [
      ["nothing.txt", ""],
      ["blank.txt", "\uFEFF\n \r\n\n"],
      ["blank.ndjson", "\n\n"],
      ["nothing.csv", ""],
      ["header.csv", "file,title\r\n"],
    ];
    for (const [name, text] of empty) {
      it(`refuses ${name}`, async () => {
        writeFileSync(folder.at(name), text);

        const refusal = await refusalOf(() => rowsOfPath(folder.at(name)));

        expect(refusal.message).to.equal(`${folder.at(name)} holds no row`);
        expect(refusal.exitCode).to.equal(2);
      });
    }

    it("refuses a folder without files and an empty stdin", async () => {
      mkdirSync(folder.at("inside"));

      const ofFolder = await refusalOf(() => rowsOfPath(folder.at(".")));
      const ofStdin = await refusalOf(() => rowsOfStdin([]));

      expect(ofFolder.message).to.equal(`${folder.at(".")} holds no file`);
      expect(ofStdin.message).to.equal("stdin holds no row");
    });

    it("says of a folder of which --include or --exclude leave nothing how patterns are written", async () => {
      mkdirSync(folder.at("works"));
      writeFileSync(folder.at("works/a.txt"), "a");
      const from = folder.at("works");

      for (const selection of [{ include: ["other/**"] }, { exclude: ["*.txt"] }]) {
        const source = await openSource({ from, cwd: "/", selection });

        const refusal = await refusalOf(() => allOf(rowsOf(source)));

        expect(refusal.message).to.equal(`${from} holds no file that --include and --exclude leave`);
        expect(refusal.advice).to.equal(
          "Patterns are of paths below the folder, as works/**; quote them, or the shell puts names in their place.",
        );
      }
    });

    it("refuses --include and --exclude for what is no folder", async () => {
      const from = folder.at("works.txt");
      writeFileSync(from, "a.txt\n");

      for (const selection of [{ include: ["*.txt"] }, { exclude: ["*.txt"] }]) {
        const ofFile = await refusalOf(() => openSource({ from, cwd: "/", selection }));
        const ofStdin = await refusalOf(() => openSource({ from: "-", stdin: Readable.from([]), cwd: "/", selection }));

        const rule = "and --include and --exclude choose among the files of a folder";
        expect([ofFile.message, ofStdin.message]).to.deep.equal([
          `${from} is a file, ${rule}`,
          `stdin is text, ${rule}`,
        ]);
        expect([ofFile.exitCode, ofStdin.exitCode]).to.deep.equal([2, 2]);
      }
    });
  });

  describe("when the format is not given", () => {
    const files: [name: string, text: string, format: SourceFormat][] = [
      ["works.csv", "file\na.txt\n", "csv"],
      ["WORKS.CSV", "file\na.txt\n", "csv"],
      ["works.ndjson", '{"file":"a.txt"}\n', "ndjson"],
      ["works.jsonl", '{"file":"a.txt"}\n', "ndjson"],
      ["works.txt", "a.txt\n", "list"],
    ];
    for (const [name, text, format] of files) {
      it(`takes ${name} for ${format}`, async () => {
        writeFileSync(folder.at(name), text);

        const source = await openSource({ from: name, cwd: folder.at(".") });

        expect(source.format).to.equal(format);
        expect(source.base).to.equal(folder.at("").replace(/\/$/, ""));
        expect((await allOf(rowsOf(source))).map(({ fields }) => fields)).to.deep.equal([{ file: "a.txt" }]);
      });
    }

    it("takes a folder for a directory, and for the base of its files", async () => {
      mkdirSync(folder.at("songs"));
      writeFileSync(folder.at("songs/a.txt"), "a");

      const source = await openSource({ from: "songs", cwd: folder.at(".") });

      expect(source.format).to.equal("directory");
      expect(source.base).to.equal(folder.at("songs"));
      expect(await allOf(rowsOf(source))).to.deep.equal([{ line: 1, fields: { file: "a.txt" } }]);
    });

    const texts: [situation: string, parts: string[], format: SourceFormat, file: string][] = [
      ["a brace", ['{"file":"a.txt"}'], "ndjson", "a.txt"],
      ["a brace after blank lines", ["\n", " \r\n", ' {"file":"a.txt"}\n'], "ndjson", "a.txt"],
      ["a brace after a byte order mark", ["\uFEFF", '{"file":"a.txt"}\n'], "ndjson", "a.txt"],
      ["a letter", ["a", ".txt"], "list", "a.txt"],
      ["a character of several bytes", ["\n潮.txt"], "list", "潮.txt"],
    ];
    for (const [situation, parts, format, file] of texts) {
      it(`takes stdin that begins with ${situation} for ${format}`, async () => {
        const stdin = Readable.from(parts.map((part) => Buffer.from(part)));

        const source = await openSource({ from: "-", stdin, cwd: "/songs" });

        expect(source.format).to.equal(format);
        expect(source.base).to.equal("/songs");
        expect((await allOf(rowsOf(source))).map(({ fields }) => fields)).to.deep.equal([{ file }]);
      });
    }
  });

  describe("when the format is given", () => {
    it("believes it rather than the extension", async () => {
      writeFileSync(folder.at("works.csv"), "a.txt\n");

      expect(await rowsOfPath(folder.at("works.csv"), "list")).to.deep.equal([{ line: 1, fields: { file: "a.txt" } }]);
    });

    it("reads CSV from stdin", async () => {
      expect(await rowsOfStdin(["file,ti", "tle\na.txt,A\n"], "csv")).to.deep.equal([
        { line: 2, fields: { file: "a.txt", title: "A" } },
      ]);
    });
  });

  it("says so when the source fails while it is read", async () => {
    const stdin = new Readable({
      read() {
        this.destroy(new Error("the wire broke"));
      },
    });

    const refusal = await refusalOf(() => openSource({ from: "-", stdin, cwd: "/" }));

    expect(refusal.message).to.equal("stdin cannot be read: the wire broke");
    expect(refusal.exitCode).to.equal(1);
  });

  it("reads no more of the source than its rows are asked for", async () => {
    let given = 0;
    const stdin = Readable.from(
      (function* () {
        for (;;) yield Buffer.from(`${given++}.txt\n`);
      })(),
    );
    const source = await openSource({ from: "-", stdin, cwd: "/" });

    for await (const { line } of rowsOf(source)) {
      if (line === 100) break;
    }

    expect(given).to.be.lessThan(200);
    expect(stdin.destroyed).to.equal(true);
  });
});
