import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";

import { expect } from "chai";

import type { BadRow, CheckedRow } from "../../../../lib/batch/prepare/row";
import { checkRow } from "../../../../lib/batch/prepare/row";
import type { SourceRow } from "../../../../lib/batch/source/source";
import { metadataFromFields, metadataHash } from "../../../../lib/metadata/metadata";
import type { TemporaryFolder } from "../../shared/temporary-folder";
import { temporaryFolder } from "../../shared/temporary-folder";
import { asUnprivileged } from "../../shared/unprivileged";

const HASH = `0x${"ab".repeat(32)}`;
const FIELDS = "file, contentHash, title, author, published, language, kind, metadata";
const DOCUMENT = { name: "The tide tables", "@type": "Article", "@context": "https://schema.org" };
const CANONICAL = '{"@context":"https://schema.org","@type":"Article","name":"The tide tables"}';

describe("checkRow", () => {
  let folder: TemporaryFolder;

  beforeEach(async () => {
    folder = await temporaryFolder();
    writeFileSync(folder.at("a.txt"), "abc");
  });

  afterEach(() => folder.remove());

  async function check(fields: SourceRow["fields"], titleFromName = false): Promise<CheckedRow | BadRow> {
    return checkRow({ line: 7, fields }, folder.at("."), { titleFromName });
  }

  async function problemsOf(fields: SourceRow["fields"], titleFromName = false): Promise<readonly string[]> {
    return problemsIn(await check(fields, titleFromName));
  }

  function problemsIn(row: CheckedRow | BadRow): readonly string[] {
    if (!("problems" in row)) throw new Error("the row is not bad");
    expect(row.line).to.equal(7);
    return row.problems;
  }

  async function metadataOf(fields: SourceRow["fields"], titleFromName = false): Promise<string> {
    const row = await check(fields, titleFromName);
    if ("problems" in row) throw new Error(row.problems.join("\n"));
    return row.metadata;
  }

  it("passes on why a row could not be read", async () => {
    const row = { line: 3, fields: {}, problem: "the line is not UTF-8 text" };

    expect(checkRow(row, folder.at("."), { titleFromName: true })).to.deep.equal({
      line: 3,
      name: undefined,
      problems: ["the line is not UTF-8 text"],
    });
  });

  describe("the fields", () => {
    const cases: [situation: string, fields: SourceRow["fields"], problems: string[]][] = [
      ["a field that is unknown", { titel: "A" }, [`"titel" is not a field; the fields are ${FIELDS}`]],
      ["a field of Object's", { constructor: "A" }, [`"constructor" is not a field; the fields are ${FIELDS}`]],
      ["a title that is a number", { title: 5 }, ["title is 5, not a text"]],
      ["a title that is null", { title: null }, ["title is null, not a text"]],
      ["a list of authors", { author: ["Lin", "Wu"] }, ['author is ["Lin","Wu"], not a text']],
      ["a file that is an object", { file: { path: "a.txt" } }, ['file is {"path":"a.txt"}, not a text']],
      [
        "metadata that are a list",
        { metadata: [DOCUMENT] },
        [`metadata is ${JSON.stringify([DOCUMENT]).slice(0, 60)}…, not an object or the path of a JSON file`],
      ],
      ["a file without a name", { file: "", title: "A" }, ["file is empty"]],
      ["metadata without a name", { metadata: "" }, ["metadata is empty"]],
      ["several at once", { file: 1, kind: true }, ["file is 1, not a text", "kind is true, not a text"]],
    ];
    for (const [situation, fields, problems] of cases) {
      it(`refuses ${situation}`, async () => {
        expect(await problemsOf({ contentHash: HASH, ...fields })).to.deep.equal(problems);
      });
    }
  });

  describe("the work", () => {
    const neither = "a row names its work by one of them";

    it("is not zero, which is the hash of no work", async () => {
      const zero = `0x${"0".repeat(64)}`;
      expect(await problemsOf({ contentHash: zero, title: "A" })).to.deep.equal([
        "contentHash is zero, the hash of no work",
      ]);
    });

    it("is named by file or contentHash, not by both or neither", async () => {
      expect(await problemsOf({ title: "A" })).to.deep.equal([`file and contentHash are missing; ${neither}`]);
      expect(await problemsOf({})).to.deep.equal([`file and contentHash are missing; ${neither}`]);
      expect(await problemsOf({ file: "a.txt", contentHash: HASH, title: "A" })).to.deep.equal([
        `both file and contentHash are given; ${neither}`,
      ]);
    });

    for (const text of ["ab", HASH.slice(2), `${HASH}0`, HASH.replace("ab", "xy"), ` ${HASH}`]) {
      it(`is not named by the hash ${JSON.stringify(text)}`, async () => {
        const shown = JSON.stringify(text);
        expect(await problemsOf({ contentHash: text, title: "A" })).to.deep.equal([
          `contentHash is ${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}, not a hash (0x and 64 hex digits)`,
        ]);
      });
    }

    it("has a file that exists, is regular, and is not empty", async () => {
      mkdirSync(folder.at("b"));
      execFileSync("mkfifo", [folder.at("c")]);
      writeFileSync(folder.at("d"), "");
      const at = (name: string) => folder.at(name);

      expect(await problemsOf({ file: "x.txt", title: "A" })).to.deep.equal([`${at("x.txt")} does not exist`]);
      expect(await problemsOf({ file: "b", title: "A" })).to.deep.equal([`${at("b")} is a folder, not a file`]);
      expect(await problemsOf({ file: "c", title: "A" })).to.deep.equal([
        `${at("c")} is not a regular file but a pipe, a socket or a device`,
      ]);
      expect(await problemsOf({ file: "d", title: "A" })).to.deep.equal([
        `${at("d")} is empty: every empty file has the same hash, so nobody can own it`,
      ]);
      expect(await problemsOf({ file: "a\0.txt", title: "A" })).to.deep.equal([
        "file holds a NUL character, which no path does",
      ]);
    });

    it("has a file that may be read", async () => {
      chmodSync(folder.at("."), 0o755);
      chmodSync(folder.at("a.txt"), 0o000);

      const row = await asUnprivileged(() => check({ file: "a.txt", title: "A" }));

      expect(problemsIn(row)).to.deep.equal([`${folder.at("a.txt")} may not be read by this user`]);
    });

    it("is given with its path, its size and no hash when it is a file", async () => {
      const metadata = metadataFromFields({ title: "A" });

      expect(await check({ file: "./a.txt", title: "A" })).to.deep.equal({
        line: 7,
        name: "./a.txt",
        path: folder.at("a.txt"),
        size: 3,
        contentHash: undefined,
        metadata: '{"@context":"https://schema.org","@type":"CreativeWork","name":"A"}',
        metadataHash: metadataHash(metadata),
      });
    });

    it("is given with its hash in lower case when it is a hash", async () => {
      const row = await check({ contentHash: HASH.toUpperCase().replace("X", "x"), title: "A" });

      expect(row).to.include({ name: HASH, contentHash: HASH, path: undefined, size: undefined });
    });

    it("may have an absolute path", async () => {
      expect(await check({ file: folder.at("a.txt"), title: "A" })).to.include({
        name: folder.at("a.txt"),
        path: folder.at("a.txt"),
      });
    });

    for (const name of ["潮汐表.txt", "\u00e9t\u00e9.txt", "e\u0301te\u0301.txt", "🎵.txt", " a b .txt"]) {
      it(`may be named ${JSON.stringify(name)}, and keeps the name as it is`, async () => {
        writeFileSync(folder.at(name), "abc");

        expect(await check({ file: name }, true)).to.include({
          name,
          path: folder.at(name),
          metadata: `{"@context":"https://schema.org","@type":"CreativeWork","name":"${name.slice(0, -4).trim()}"}`,
        });
      });
    }

    it("is found where spaces stand around its name, or an accent is written the other way, and the name as given is none", async () => {
      for (const name of ["poem.txt", "caf\u00e9.txt", "cafe\u0301s.txt"]) writeFileSync(folder.at(name), name);

      for (const [given, name] of [
        ["poem.txt ", "poem.txt"],
        [" poem.txt", "poem.txt"],
        ["cafe\u0301.txt", "caf\u00e9.txt"],
        ["caf\u00e9s.txt ", "cafe\u0301s.txt"],
      ]) {
        expect(
          checkRow({ line: 1, fields: { file: given ?? "", title: "T" } }, folder.at("."), { titleFromName: false }),
        ).to.include({
          name,
        });
      }
      writeFileSync(folder.at("poem.txt "), "another");
      expect(
        checkRow({ line: 1, fields: { file: "poem.txt ", title: "T" } }, folder.at("."), { titleFromName: false }),
      ).to.include({
        name: "poem.txt ",
      });
    });

    it("does not hide what is wrong with the metadata", async () => {
      expect(await problemsOf({ file: "x.txt", title: " ", published: "soon" })).to.deep.equal([
        `${folder.at("x.txt")} does not exist`,
        "title is empty",
        'published is "soon", not a date written as 2026-03-14, 2026-03 or 2026, or a time with its zone, such as 2026-03-14T09:30:00+08:00',
      ]);
    });
  });

  describe("the metadata", () => {
    it("are made of the fields", async () => {
      const { title, ...others } = { title: "A", author: "Lin", published: "2026-03-14", language: "fr", kind: "book" };

      const row = await check({ contentHash: HASH, title, ...others });

      expect(row).to.include({
        metadata:
          '{"@context":"https://schema.org","@type":"Book","author":"Lin","datePublished":"2026-03-14","inLanguage":"fr","name":"A"}',
        metadataHash: metadataHash(metadataFromFields({ title, ...others })),
      });
    });

    it("need a title with the other fields", async () => {
      expect(await problemsOf({ contentHash: HASH, author: "Lin", kind: "book" })).to.deep.equal([
        "title is missing, and there is author, kind",
      ]);
    });

    it("may be an object in the row, and are given in canonical form", async () => {
      expect(await metadataOf({ contentHash: HASH, metadata: DOCUMENT })).to.equal(CANONICAL);
    });

    it("are refused as parseMetadata refuses them", async () => {
      const { name, ...nameless } = DOCUMENT;
      expect(name).to.be.a("string");

      expect(await problemsOf({ contentHash: HASH, metadata: { ...nameless, inLanguage: "english" } })).to.deep.equal([
        'metadata: title ("name") is missing',
        'metadata: "inLanguage" is "english", not a language tag such as zh-CN, en or fr (BCP 47)',
      ]);
    });

    it("may be in a JSON file beside the source", async () => {
      mkdirSync(folder.at("données"));
      writeFileSync(folder.at("données/a.json"), JSON.stringify(DOCUMENT, undefined, 2));

      expect(await metadataOf({ file: "a.txt", metadata: "données/a.json" })).to.equal(CANONICAL);
      expect(await problemsOf({ file: "a.txt", metadata: "b.json" })).to.deep.equal([
        `${folder.at("b.json")} does not exist`,
      ]);
      expect(await problemsOf({ file: "a.txt", metadata: "a.txt" })).to.deep.equal([
        `${folder.at("a.txt")}:1:1: not valid JSON`,
      ]);
    });

    it("come from one place", async () => {
      expect(await problemsOf({ file: "a.txt", metadata: DOCUMENT, title: "A", kind: "book" })).to.deep.equal([
        "the metadata come from the field metadata; leave out title, kind",
      ]);
    });

    it("are those beside the file when the row gives none", async () => {
      writeFileSync(folder.at("a.txt.metadata.json"), JSON.stringify(DOCUMENT));

      expect(await metadataOf({ file: "a.txt" })).to.equal(CANONICAL);
      expect(await metadataOf({ file: "a.txt" }, true)).to.equal(CANONICAL);
      expect(await metadataOf({ file: "a.txt", title: "A" })).to.contain('"name":"A"');
    });

    it("are the file's name without its extension, where that is allowed", async () => {
      writeFileSync(folder.at("the.tide.tables.txt"), "abc");

      expect(await metadataOf({ file: "the.tide.tables.txt" }, true)).to.contain('"name":"the.tide.tables"');
      expect(await problemsOf({ file: "the.tide.tables.txt" })).to.deep.equal([
        "title and metadata are missing, and there is no the.tide.tables.txt.metadata.json beside the file",
      ]);
      expect(await problemsOf({ contentHash: HASH }, true)).to.deep.equal(["title and metadata are missing"]);
    });

    it("are not missed when the file is", async () => {
      expect(await problemsOf({ file: "x.txt" })).to.deep.equal([`${folder.at("x.txt")} does not exist`]);
    });
  });
});
