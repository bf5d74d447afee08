import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { expect } from "chai";

import { Catalogue, catalogueFolder } from "../../../lib/catalogue/catalogue";
import { batchesWith, countStates, findWorks, listWorks, type WorkFilter } from "../../../lib/catalogue/query";
import { Seen, seenPath, type Sighting } from "../../../lib/catalogue/seen";
import { someHash } from "../../shared/fixture";
import { Random, testSeed } from "../../shared/random";
import { AURORA, BOREALIS } from "../batch/shared/batches";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";
import { allOf } from "./all-of";
import {
  litter,
  noteAnchor,
  removeTree,
  type Said,
  shelfIn,
  writeBatch,
  writeMetadata,
  writeRecord,
} from "./some-home";

const PAGE = { order: "newest", limit: 100, offset: 0 } as const;
const NOW = 1_000;
/** Titles as the chain may have them. */
const HELD = {
  events: 1,
  hasMoved: false,
  owner: BOREALIS.address,
  registeredAt: 450,
  finalAt: 550,
  changedAtBlock: 501,
  status: "held",
} as const;
const IN_FORCE = { ...HELD, owner: AURORA.address, registeredAt: 500, status: "in force" } as const;

describe("Catalogue", () => {
  let folder: TemporaryFolder;
  let home: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    home = folder.at("home");
  });
  afterEach(() => folder.remove());

  function said(title: string, changes: Partial<Said> = {}): Said {
    return { title, path: `${title}.txt`, contentHash: someHash(), ...changes };
  }

  async function withCatalogue<R>(use: (catalogue: Catalogue) => R): Promise<R> {
    const catalogue = await Catalogue.open(home);
    try {
      return use(catalogue);
    } finally {
      catalogue.close();
    }
  }

  /** The titles that are listed. */
  async function titles(filter: WorkFilter = {}, page: Partial<typeof PAGE> = {}): Promise<(string | undefined)[]> {
    return withCatalogue((catalogue) =>
      listWorks(catalogue, shelfIn(home), filter, { ...PAGE, ...page }, NOW).map(({ title }) => title),
    );
  }

  async function see(...sightings: Sighting[]): Promise<void> {
    const seen = await Seen.open(home);
    seen.noteTitles(shelfIn(home), sightings);
    seen.close();
  }

  async function expectAsRebuilt(): Promise<void> {
    const kept = await withCatalogue(allOf);
    removeTree(catalogueFolder(home));
    expect(kept).to.deep.equal(await withCatalogue(allOf));
  }

  describe("what it has", () => {
    it("is every work of batch files and records, with what its metadata say", async () => {
      const earlier = "0".repeat(64);
      const more = { version: "2", isBasedOn: `ni:///sha-256;${Buffer.alloc(32).toString("base64url")}` };
      const anchored = said("潮汐表", { author: "Lin", published: "2026-03-14", language: "zh-CN", more });
      const titled = said("Le phare");
      const batch = await writeBatch(home, [anchored], 500);
      await writeRecord(home, titled, 600);

      const found = await withCatalogue((catalogue) =>
        findWorks(catalogue, shelfIn(home), [titled.contentHash, anchored.contentHash, someHash()], NOW),
      );

      expect(found.map(({ title, state, since, path }) => [title, state, since, path])).to.deep.equal([
        ["Le phare", "final", 600, "Le phare.txt"],
        ["潮汐表", "anchored", 500, "潮汐表.txt"],
      ]);
      const { author, published, language, version, basedOn, owner } = found[1] ?? {};
      expect({ author, published, language, version, basedOn, owner }).to.deep.equal({
        ...{ author: "Lin", published: "2026-03-14", language: "zh-CN", version: "2" },
        ...{ basedOn: `0x${earlier}`, owner: AURORA.address },
      });
      expect(found[1]?.batch).to.equal(batch.slice(home.length + 1));
    });

    it("is one work where several batches and a record know it: the title, or the earliest anchor", async () => {
      const twice = said("Twice");
      const thrice = said("Thrice");
      const later = await writeBatch(home, [twice, said("x")], 300);
      const earliest = await writeBatch(home, [thrice, twice, said("y")], 200);
      await writeRecord(home, thrice, 400);

      const [first, second] = await withCatalogue((catalogue) =>
        findWorks(catalogue, shelfIn(home), [twice.contentHash, thrice.contentHash], NOW),
      );

      expect([first?.state, first?.since]).to.deep.equal(["anchored", 200]);
      expect([second?.state, second?.since, basename(second?.batch ?? "")]).to.deep.equal([
        "final",
        400,
        basename(earliest),
      ]);
      const batches = await withCatalogue((catalogue) => batchesWith(catalogue, shelfIn(home), [twice.contentHash]));
      expect(batches.get(twice.contentHash)).to.deep.equal([earliest, later]);
    });

    it("is not known to be on chain where a batch was not anchored yet, and is once it was", async () => {
      const path = await writeBatch(home, [said("Late")], undefined);
      expect(await titles({ state: "unknown" })).to.deep.equal(["Late"]);

      noteAnchor(path, 300);

      expect(await titles({ state: "anchored" })).to.deep.equal(["Late"]);
    });

    it("names a source that is damaged, passes over what is none, and lists the others", async () => {
      await writeRecord(home, said("Whole"), 500);
      const damaged = await writeRecord(home, said("Damaged"), 600);
      writeFileSync(join(damaged, "record.json"), "{}");
      litter(home);

      expect(await titles()).to.deep.equal(["Whole"]);
      const [problem, ...others] = await withCatalogue(({ unreadable }) => unreadable);
      expect(problem?.path).to.equal(damaged.slice(home.length + 1));
      expect(problem?.problem).to.match(/record\.json is not a record/);
      expect(others).to.deep.equal([]);
    });
  });

  describe("what was seen on chain", () => {
    it("counts before what sources say, until they tell of a later block", async () => {
      const work = said("Held");
      await writeRecord(home, work, 500);
      await see({ contentHash: work.contentHash, block: 510, title: HELD });

      const find = (): Promise<unknown> =>
        withCatalogue((catalogue) => {
          const [found] = findWorks(catalogue, shelfIn(home), [work.contentHash], NOW);
          return [found?.title, found?.state, found?.owner, found?.since, found?.seenAt];
        });
      expect(await find()).to.deep.equal(["Held", "held", BOREALIS.address, 450, 510]);

      await writeRecord(home, work, 520);
      expect(await find()).to.deep.equal(["Held", "final", AURORA.address, 520, undefined]);
    });

    it("names the metadata that describe the work", async () => {
      const work = said("Before");
      await writeRecord(home, work, 500);
      const metadataHash = await writeMetadata(home, { ...work, title: "After" });
      expect(await titles()).to.deep.equal(["Before"]);

      await see({ contentHash: work.contentHash, block: 510, title: IN_FORCE, metadataHash });

      expect(await titles()).to.deep.equal(["After"]);
      expect(await titles({ search: "before" })).to.deep.equal(["After"]);
    });

    it("brings a work into the catalogue of which nothing else tells", async () => {
      await see({ contentHash: someHash(), block: 510, title: IN_FORCE });

      expect(await titles({ state: "final" })).to.deep.equal([undefined]);
    });
  });

  describe("listing", () => {
    beforeEach(async () => {
      await writeBatch(
        home,
        [
          said("中华人民共和国版权登记办法", { author: "国家版权局" }),
          said("L’Été du phare", { author: "Anne Kérbrat" }),
          said("Tide table", { author: "Lin", path: "2026/été/table-7.pdf" }),
        ],
        500,
      );
      await writeRecord(home, said("Newest", { author: "Phare" }), 990);
    });

    it("finds Chinese words of two characters, also within a sentence, and one character", async () => {
      for (const search of ["版权", "权登记", "法", "共和国 登记", "国家"]) {
        expect(await titles({ search }), search).to.deep.equal(["中华人民共和国版权登记办法"]);
      }
      for (const search of ["华民", "权版", "记登"]) expect(await titles({ search }), search).to.deep.equal([]);
    });

    it("finds words without regard to accents and capitals, in titles, authors and paths", async () => {
      expect(await titles({ search: "ete PHARE" })).to.deep.equal(["L’Été du phare"]);
      expect(await titles({ search: "table 7" })).to.deep.equal(["Tide table"]);
      expect(await titles({ search: "tabl" })).to.deep.equal([]);
      expect(await titles({ search: "?!" })).to.deep.equal([]);
    });

    it("tells an author from a title", async () => {
      expect(await titles({ search: "phare" })).to.deep.equal(["Newest", "L’Été du phare"]);
      expect(await titles({ author: "phare" })).to.deep.equal(["Newest"]);
      expect(await titles({ author: "kerbrat", search: "ete" })).to.deep.equal(["L’Été du phare"]);
    });

    it("filters by date, state and batch, and sorts and pages", async () => {
      const [batch] = await withCatalogue((catalogue) =>
        listWorks(catalogue, shelfIn(home), { search: "tide" }, PAGE, NOW),
      );
      expect(await titles({ since: 501 })).to.deep.equal(["Newest"]);
      expect(await titles({ state: "provisional" })).to.deep.equal(["Newest"]);
      expect(await titles({ batch: basename(batch?.batch ?? "").slice(0, 10), search: "tide" })).to.deep.equal([
        "Tide table",
      ]);
      expect(await titles({ batch: "none" })).to.deep.equal([]);
      const byTitle = ["L’Été du phare", "Newest", "Tide table", "中华人民共和国版权登记办法"];
      expect(await withOrder("title", 0)).to.deep.equal(byTitle);
      expect(await withOrder("title", 2)).to.deep.equal(byTitle.slice(2));
      expect(await withCatalogue((catalogue) => [...countStates(catalogue, shelfIn(home), NOW)])).to.deep.equal([
        ["anchored", 3],
        ["provisional", 1],
      ]);
    });

    async function withOrder(order: "title", offset: number): Promise<(string | undefined)[]> {
      return withCatalogue((catalogue) =>
        listWorks(catalogue, shelfIn(home), {}, { order, offset, limit: 100 }, NOW).map(({ title }) => title),
      );
    }
  });

  describe("being up to date", () => {
    it("is made anew where it is damaged", async () => {
      await writeRecord(home, said("Kept"), 500);
      await titles();
      const [file = ""] = readdirSync(catalogueFolder(home)).filter((name) => /^\d+\.sqlite$/.test(name));
      for (const suffix of ["-wal", "-shm"]) rmSync(join(catalogueFolder(home), file + suffix), { force: true });
      writeFileSync(join(catalogueFolder(home), file), "no database at all".repeat(300));

      expect(await titles()).to.deep.equal(["Kept"]);
      expect(readdirSync(catalogueFolder(home)).filter((name) => name.startsWith(file))).to.deep.equal([]);
    });

    it("is made anew where most of it would be new, and brought up to date where little is", async () => {
      await writeRecord(home, said("First"), 500);
      await titles();
      const many = (name: string, count: number): Said[] =>
        Array.from({ length: count }, (_, index) => said(`${name} ${index}`));
      const files = (): string[] => readdirSync(catalogueFolder(home)).filter((name) => /^\d+\.sqlite$/.test(name));
      expect(files()).to.deep.equal(["1.sqlite"]);

      await writeBatch(home, many("Few", 2), 600);
      expect(await titles()).to.have.length(3);
      expect(files()).to.deep.equal(["1.sqlite"]);

      await writeBatch(home, many("Many", 1_000), 700);
      expect(await titles({ search: "many 999" })).to.deep.equal(["Many 999"]);
      expect(files()).to.deep.equal(["2.sqlite"]);
    });

    it("forgets what was seen where that file is damaged, and asks for it no more than for the rest", async () => {
      const work = said("Held");
      await writeRecord(home, work, 500);
      await see({ contentHash: work.contentHash, block: 510, title: HELD });
      expect(await titles({ state: "held" })).to.deep.equal(["Held"]);

      writeFileSync(seenPath(home), "no database at all".repeat(300));

      expect(await titles({ state: "final" })).to.deep.equal(["Held"]);
      await expectAsRebuilt();
    });

    it("sees a record that was written again, whatever time the file says", async () => {
      const work = said("One");
      await writeRecord(home, work, 500);
      expect(await titles()).to.deep.equal(["One"]);
      const other = await writeRecord(home, { ...work, title: "Two" }, 500);
      utimesSync(join(other, "record.json"), new Date(1), new Date(1));

      expect(await titles({ search: "two" })).to.deep.equal(["Two"]);
    });

    const seed = testSeed();
    it(`is what it would be if it were made anew, whatever happened before (seed ${seed})`, async () => {
      const random = new Random(seed);
      const works = Array.from({ length: 12 }, (_, index) => said(`Work ${index}`, { author: `Author ${index % 3}` }));
      const batches: string[] = [];
      let time = 100;
      const some = (): Said[] => works.filter(() => random.chance(0.4));
      const steps: (() => Promise<void>)[] = [
        async () => {
          const chosen = [...some(), said(`Only ${time}`)];
          batches.push(await writeBatch(home, chosen, random.chance(0.5) ? time : undefined));
        },
        async () => void (await writeRecord(home, random.pick(works), time)),
        async () => void (await writeMetadata(home, { ...random.pick(works), title: `Amended ${time}` })),
        async () => {
          if (batches.length > 0) noteAnchor(random.pick(batches), time);
        },
        async () => {
          const path = batches.pop();
          if (path !== undefined) rmSync(path);
        },
        async () =>
          removeTree(join(home, "works", "embedded", shelfIn(home).registry, random.pick(works).contentHash.slice(2))),
        async () => {
          const { contentHash } = random.pick(works);
          const status = random.pick(["in force", "held", "annulled"] as const);
          const title = {
            owner: BOREALIS.address,
            registeredAt: time,
            finalAt: time + 9,
            changedAtBlock: time,
            events: 1,
            hasMoved: false,
            status,
          };
          const metadataHash = random.chance(0.5)
            ? await writeMetadata(home, { ...random.pick(works), contentHash })
            : undefined;
          await see({ contentHash, block: time, title: random.chance(0.8) ? title : undefined, metadataHash });
        },
        async () => {
          const seen = await Seen.open(home);
          seen.noteBlocks(shelfIn(home), new Map([[time, time + 1]]), 5);
          seen.close();
        },
      ];
      mkdirSync(home, { recursive: true });
      for (let step = 0; step < 60; step++) {
        time += 1;
        await random.pick(steps)();
        if (random.chance(0.5)) await titles();
        if (step % 20 === 19) await expectAsRebuilt();
      }
    });
  });
});
