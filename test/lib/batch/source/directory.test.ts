import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";

import { expect } from "chai";

import { openSource } from "../../../../lib/batch/source/source";
import { refusalOf } from "../../shared/refusal";
import type { TemporaryFolder } from "../../shared/temporary-folder";
import { temporaryFolder } from "../../shared/temporary-folder";
import { asUnprivileged } from "../../shared/unprivileged";
import { allOf, rowsOf, rowsOfPath } from "../shared/rows";

describe("a directory as source", () => {
  let folder: TemporaryFolder;

  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  afterEach(() => folder.remove());

  function write(...names: string[]): void {
    for (const name of names) {
      const path = folder.at(name);
      mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
      writeFileSync(path, name);
    }
  }

  async function filesFound(): Promise<unknown[]> {
    return (await rowsOfPath(folder.at("."))).map(({ fields, problem }) => problem ?? fields["file"]);
  }

  it("names every file below it by its relative path, in the order of the names by code unit", async () => {
    write("b.txt", "a/2.txt", "a/10.txt", "a/deep/er/x.txt", "B.txt", "é.txt", "a.txt", "🎵.txt", "\uFF21.txt");

    expect(await rowsOfPath(folder.at("."))).to.deep.equal(
      ["B.txt", "a/10.txt", "a/2.txt", "a/deep/er/x.txt", "a.txt", "b.txt", "é.txt", "🎵.txt", "\uFF21.txt"].map(
        (file, index) => ({ line: index + 1, fields: { file } }),
      ),
    );
  });

  it("keeps the bytes of a name: composed and decomposed letters are two files", async () => {
    write("\u00e9t\u00e9.txt", "e\u0301te\u0301.txt", "潮汐表.txt");

    expect(await filesFound()).to.deep.equal(["e\u0301te\u0301.txt", "\u00e9t\u00e9.txt", "潮汐表.txt"]);
  });

  it("leaves a work for another time while its file or its metadata are still being written, and counts it nowhere", async () => {
    write("a/poem.txt", "a/song.txt", "a/song.txt.metadata.json", "b.metadata.json", "c.txt");
    const moving = new Set(["a", "a/poem.txt", "a/song.txt.metadata.json", "b.metadata.json"]);

    const source = await openSource({ from: folder.at("."), selection: { moving }, cwd: "/" });

    expect((await allOf(rowsOf(source))).map(({ fields }) => fields["file"])).to.deep.equal(["c.txt"]);
    expect(source.leftOut).to.deep.equal({ system: 0, links: 0, excluded: 0 });
  });

  it("leaves out hidden names, and what is in a hidden folder", async () => {
    write(".DS_Store", ".git/config", "a.txt", "b/.hidden");

    expect(await filesFound()).to.deep.equal(["a.txt"]);
  });

  it("leaves out the metadata beside a work, and refuses those of none", async () => {
    write("a.txt", "a.txt.metadata.json", "c/a.txt.metadata.json", "metadata.json");

    expect(await filesFound()).to.deep.equal([
      "a.txt",
      "c/a.txt.metadata.json looks like metadata, and there is no a.txt: the metadata of a work are called as its file, with .metadata.json behind it",
      "metadata.json",
    ]);
  });

  it("takes what the selection means, and counts what it passes over", async () => {
    write("a.txt", "b.bak", "Thumbs.db", "~$a.docx", "__MACOSX/p", ".git/config", "drafts/c.txt", "e/f.txt");
    symlinkSync(folder.at("a.txt"), folder.at("link.txt"));
    const selection = { include: ["*.txt"], exclude: ["drafts"] };

    const source = await openSource({ from: folder.at("."), cwd: "/", selection });

    expect((await allOf(rowsOf(source))).map(({ fields }) => fields["file"])).to.deep.equal(["a.txt", "e/f.txt"]);
    expect(source.leftOut).to.deep.equal({ system: 4, links: 1, excluded: 2 });
  });

  it("refuses a selection where there is no folder", async () => {
    write("works.csv");

    const refusal = await refusalOf(() =>
      openSource({ from: folder.at("works.csv"), cwd: "/", selection: { include: ["*"] } }),
    );

    expect(refusal.message).to.match(/ is a file, and --include and --exclude choose among the files of a folder$/);
    expect(refusal.exitCode).to.equal(2);
  });

  it("does not follow symbolic links, and leaves out pipes", async () => {
    write("a.txt", "b/c.txt");
    symlinkSync(folder.at("a.txt"), folder.at("link.txt"));
    symlinkSync(folder.at("."), folder.at("b/circle"));
    execFileSync("mkfifo", [folder.at("pipe.txt")]);

    expect(await filesFound()).to.deep.equal(["a.txt", "b/c.txt"]);
  });

  it("is itself found through a symbolic link", async () => {
    write("works/a.txt");
    symlinkSync(folder.at("works"), folder.at("link"));

    expect(await rowsOfPath(folder.at("link"))).to.deep.equal([{ line: 1, fields: { file: "a.txt" } }]);
  });

  it("says which folder inside cannot be read, and goes on", async () => {
    write("a/1.txt", "b/2.txt", "c/3.txt");
    chmodSync(folder.at("."), 0o755);
    chmodSync(folder.at("b"), 0o000);

    const found = await asUnprivileged(filesFound);

    expect(found).to.deep.equal(["a/1.txt", `${folder.at("b")} may not be read by this user`, "c/3.txt"]);
  });

  it("says which name is not UTF-8", async () => {
    write("a.txt");
    writeFileSync(Buffer.concat([Buffer.from(folder.at("caf")), Buffer.from([0xe9])]), "latin-1");

    expect(await filesFound()).to.deep.equal([
      "a.txt",
      `${folder.at("caf\uFFFD")} has a name that is not UTF-8, so it cannot be opened`,
    ]);
  });

  it("opens a name that does hold a replacement character", async () => {
    write("caf\uFFFD.txt");

    expect(await filesFound()).to.deep.equal(["caf\uFFFD.txt"]);
  });
});
