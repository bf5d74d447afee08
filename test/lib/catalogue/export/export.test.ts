import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "chai";

import { Catalogue } from "../../../../lib/catalogue/catalogue";
import { ExportedCatalogue, NotAnExport, type ReadFile } from "../../../../lib/catalogue/export/exported-catalogue";
import { certificatePath, EXPORT_INDEX, type ExportedWork } from "../../../../lib/catalogue/export/format";
import { exportFiles, type ExportOf, publicWorks } from "../../../../lib/catalogue/export/make";
import { writeExport } from "../../../../lib/catalogue/export/write";
import { eachWork, listWorks } from "../../../../lib/catalogue/query";
import { someHash } from "../../../shared/fixture";
import { Random, testSeed } from "../../../shared/random";
import { refusalOf } from "../../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { REGISTRY, type Said, shelfIn, writeBatch, writeRecord } from "../some-home";

const NOW = 1_000;
const OF: ExportOf = { chainId: 31_337, registry: REGISTRY, asOf: NOW };
/** So many that their shards have names of one digit. */
const WORKS = 700;
const QUESTIONS = 60;
const LIMIT = 1_000;

/** Few characters, so that many titles share words, and some have them in another order. */
const PARTS = [
  "版",
  "权",
  "登",
  "记",
  "潮",
  "汐",
  " ",
  "Le phare",
  "l'été",
  "tide",
  "don't",
  "ＡＢ",
  "constructor",
  "2026",
];

function textOf(random: Random, most: number): string {
  const text = Array.from({ length: 1 + random.below(most) }, () => random.pick(PARTS)).join("");
  return text.trim() === "" ? "Lin" : text;
}

/** What is in the files of an export, by their paths. */
function madeOf(works: readonly ExportedWork[]): ReadonlyMap<string, string> {
  return new Map([...exportFiles(works, OF)].map((file) => [file.path, "content" in file ? file.content : ""]));
}

describe("exports of a catalogue", () => {
  const seed = testSeed();
  const random = new Random(seed);
  let folder: TemporaryFolder;
  let catalogue: Catalogue;
  let works: readonly ExportedWork[];
  let exported: ExportedCatalogue;
  const registered: Said = { title: "Registered", path: "secret/path.bin", contentHash: someHash() };

  const readIn =
    (at: string): ReadFile =>
    async (path) =>
      JSON.parse(await readFile(join(at, path), "utf8")) as unknown;

  before(async () => {
    folder = await temporaryFolder();
    const home = folder.at("home");
    const many = Array.from({ length: WORKS }, (_, number) => ({
      ...{ title: textOf(random, 6), author: textOf(random, 2), path: `zz${number}.zz` },
      contentHash: someHash(),
    }));
    await writeBatch(home, many, 500);
    await writeRecord(home, registered, 950);
    catalogue = await Catalogue.open(home);
    works = publicWorks(eachWork(catalogue, shelfIn(home), {}, "newest", NOW), true);
    await writeExport(folder.at("export"), exportFiles(works, OF));
    exported = await ExportedCatalogue.open(readIn(folder.at("export")));
  });
  after(async () => {
    catalogue.close();
    await folder.remove();
  });

  it(`finds what the catalogue finds, in its order (seed ${seed})`, async () => {
    for (let asked = 0; asked < QUESTIONS; asked++) {
      const search = textOf(random, 3);
      const page = { order: "newest", limit: LIMIT, offset: 0 } as const;
      const expected = listWorks(catalogue, shelfIn(folder.at("home")), { search }, page, NOW);
      const found = await exported.search(search, 0, LIMIT);
      expect(
        found.works.map(({ id }) => id),
        search,
      ).to.deep.equal(expected.map(({ contentHash }) => contentHash));
    }
  });

  it("goes on where a page of found works ended", async () => {
    const all = (await exported.search("版", 0, LIMIT)).works;
    const paged: ExportedWork[] = [];
    for (let from: number | undefined = 0; from !== undefined; ) {
      const found = await exported.search("版", from, 7);
      paged.push(...found.works);
      from = found.next;
    }
    expect(paged).to.deep.equal(all).and.not.to.deep.equal([]);
  });

  it("finds each work by its id, and none that it does not have", async () => {
    for (const work of works) expect(await exported.find(work.id)).to.deep.equal(work);
    expect(await exported.find(someHash())).to.equal(undefined);
  });

  it("says of a work what is public, and nothing of the disk that it is on", async () => {
    const work = await exported.find(registered.contentHash);
    expect(work).to.include({ title: "Registered", state: "provisional", since: 950, finalAt: 1_050 });
    expect(JSON.stringify(works)).not.to.match(/secret|\.zz|sqlite/);
  });

  it("leaves out what only an anchor has, unless it is meant, and then whose it is", () => {
    const all = (): ReturnType<typeof eachWork> => eachWork(catalogue, shelfIn(folder.at("home")), {}, "newest", NOW);
    expect(publicWorks(all(), false).map(({ id }) => id)).to.deep.equal([registered.contentHash]);
    const anchored = works.filter(({ state }) => state === "anchored");
    expect(anchored).to.have.length(WORKS);
    expect(anchored.filter((work) => "owner" in work)).to.deep.equal([]);
  });

  it("reads few small files for a question, whatever the number of works", async () => {
    const read: string[] = [];
    const counted = await ExportedCatalogue.open((path) => {
      read.push(path);
      return readIn(folder.at("export"))(path);
    });
    await counted.find(registered.contentHash);
    expect(read.map((path) => path.split("/")[0])).to.deep.equal([EXPORT_INDEX, "ids", "works"]);
    for (const path of read) expect((await stat(folder.at(`export/${path}`))).size).to.be.lessThan(50_000);
  });

  it("takes the place of an earlier export, and of nothing else", async () => {
    const to = folder.at("replaced");
    await mkdir(to);
    await writeExport(to, exportFiles(works, OF));
    await writeExport(to, exportFiles(works.slice(0, 1), OF));
    expect(await readdir(join(to, "works"))).to.deep.equal(["0.json"]);
    expect((await readdir(folder.at("."))).filter((name) => name.startsWith("replaced"))).to.deep.equal(["replaced"]);

    const own = folder.at("own");
    await mkdir(own);
    await writeFile(join(own, "thesis.txt"), "mine");
    for (const taken of [own, join(own, "thesis.txt")]) {
      const refusal = await refusalOf(() => writeExport(taken, exportFiles(works, OF)));
      expect(refusal).to.include({ code: "FolderNotFree", exitCode: 2 });
    }
    expect(await readFile(join(own, "thesis.txt"), "utf8")).to.equal("mine");
  });

  it("has the certificates of works beside them, and none of a work that has no title", async () => {
    const all = eachWork(catalogue, shelfIn(folder.at("home")), {}, "newest", NOW);
    const certified = publicWorks(all, true, new Set(works.map(({ id }) => id)));
    const withThem = certified.filter(({ certificate }) => certificate);
    expect(withThem.map(({ id }) => id)).to.deep.equal([registered.contentHash]);
    await writeFile(folder.at("one.json"), "{}\n");
    const written = await writeExport(
      folder.at("certified"),
      exportFiles(withThem, OF, () => folder.at("one.json")),
    );

    const path = certificatePath(registered.contentHash);
    expect(await readFile(folder.at(`certified/${path}`), "utf8")).to.equal("{}\n");
    expect(written.files).to.equal(5);
    const read = await ExportedCatalogue.open(readIn(folder.at("certified")));
    expect(await read.find(registered.contentHash)).to.include({ certificate: true });
  });

  it("leaves nothing behind where it fails half way", async () => {
    const to = folder.at("failed");
    function* half(): ReturnType<typeof exportFiles> {
      yield { path: "works/0.json", content: "[]" };
      throw new Error("the disk is gone");
    }
    expect(await refusalOf(() => writeExport(to, half()))).to.include({ code: "FileNotWritten" });
    expect((await readdir(folder.at("."))).filter((name) => name.startsWith("failed"))).to.deep.equal([]);
  });

  it("leaves an earlier export as it was where it is stopped half way", async () => {
    const to = folder.at("stopped");
    await writeExport(to, exportFiles(works, OF));
    const before = await readFile(join(to, EXPORT_INDEX), "utf8");
    const stop = new AbortController();
    function* stopping(): ReturnType<typeof exportFiles> {
      for (const file of exportFiles(works.slice(0, 1), OF)) {
        yield file;
        stop.abort();
      }
    }

    const refusal = await refusalOf(() => writeExport(to, stopping(), stop.signal));

    expect(refusal).to.include({ code: "Stopped", exitCode: 1 });
    expect((await readdir(folder.at("."))).filter((name) => name.startsWith("stopped"))).to.deep.equal(["stopped"]);
    expect(await readFile(join(to, EXPORT_INDEX), "utf8")).to.equal(before);
  });

  it("refuses files that are none of an export's", async () => {
    const wrong: Readonly<Record<string, unknown>> = {
      [EXPORT_INDEX]: { ...exported.index, format: "colophon-catalogue-export/2" },
      "works/0.json": [{ ...works[0], title: { toString: "html" } }],
      "ids/all.json": { [registered.contentHash]: 0 },
      "words/all.json": [["registered", ["0"]]],
    };
    const small = madeOf(works.slice(0, 1));
    for (const [path, value] of Object.entries(wrong)) {
      const read: ReadFile = (asked) =>
        Promise.resolve(asked === path ? value : (JSON.parse(small.get(asked) ?? "null") as unknown));
      const ask = async (): Promise<unknown> => {
        const opened = await ExportedCatalogue.open(read);
        return [await opened.find(registered.contentHash), await opened.search("registered", 0, 1)];
      };
      const error = await ask().catch((cause: unknown) => cause);
      expect(error, path).to.be.instanceOf(NotAnExport).and.to.include({ path });
    }
  });

  it("has one shard where there are few works, and can be empty", async () => {
    const files = madeOf([]);
    expect([...files.keys()]).to.deep.equal(["ids/all.json", "words/all.json", EXPORT_INDEX]);
    const empty = await ExportedCatalogue.open((path) => Promise.resolve(JSON.parse(files.get(path) ?? "") as unknown));
    expect(await empty.search("", 0, 1)).to.deep.equal({ works: [], next: undefined });
  });
});
