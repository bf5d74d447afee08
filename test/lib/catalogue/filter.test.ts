import { basename } from "node:path";

import { expect } from "chai";

import { Catalogue } from "../../../lib/catalogue/catalogue";
import { idsOf, type WorkFilter } from "../../../lib/catalogue/filter";
import { type CataloguedWork, listWorks, WORK_ORDERS, WORK_STATES } from "../../../lib/catalogue/query";
import { Seen, shelfName } from "../../../lib/catalogue/seen";
import { someHash } from "../../shared/fixture";
import { AURORA } from "../batch/shared/batches";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";
import { type Said, shelfIn, writeBatch, writeMetadata, writeRecord } from "./some-home";

const NOW = 1_000;
const ALL = { limit: 100, offset: 0 } as const;
/** From gathering whatever fits to going through all works. */
const LIMITS = [
  { few: 1_000_000, glance: 0 },
  { few: 4, glance: 3 },
  { few: 0, glance: 1_000_000 },
  { few: 0, glance: 0 },
];

describe("filters of works", () => {
  let folder: TemporaryFolder;
  let home: string;
  let catalogue: Catalogue;
  let batch: string;

  const said = (title: string, author: string): Said => ({
    title,
    author,
    path: `${title}.txt`,
    contentHash: someHash(),
  });

  before(async () => {
    folder = await temporaryFolder();
    home = folder.at("home");
    const works = ["版权登记办法", "Tide table", "版权", "Le phare", "登记", "潮汐表", "Le phare"].map((title, index) =>
      said(title, index % 2 === 0 ? "国家版权局" : "Lin"),
    );
    await writeBatch(home, works, 500);
    batch = basename(await writeBatch(home, [...works.slice(2, 4), said("版权 Phare", "Lin")], 600));
    await writeBatch(home, [said("Unsent", "Lin")], undefined);
    for (const work of works.slice(3, 5)) await writeRecord(home, work, 890);
    await writeRecord(home, said("版权 of today", "Lin"), 950);
    const [held = said("", "")] = works;
    const metadataHash = await writeMetadata(home, { ...held, title: "Another" });
    const title = { events: 1, hasMoved: false, owner: AURORA.address, registeredAt: 450, finalAt: 550 } as const;
    const seen = await Seen.open(home);
    seen.noteTitles(shelfIn(home), [
      {
        contentHash: held.contentHash,
        block: 510,
        title: { ...title, changedAtBlock: 501, status: "held" },
        metadataHash,
      },
    ]);
    seen.close();
    catalogue = await Catalogue.open(home);
  });
  after(async () => {
    catalogue.close();
    await folder.remove();
  });

  function found(filter: WorkFilter, order: (typeof WORK_ORDERS)[number]): CataloguedWork[] {
    return listWorks(catalogue, shelfIn(home), filter, { order, ...ALL }, NOW);
  }

  /** Each alone, and each two of different kinds. */
  function filters(): WorkFilter[] {
    const single: WorkFilter[] = [
      ...["版权", "登", "phare", "Le phare", "none"].map((search) => ({ search })),
      ...WORK_STATES.map((state) => ({ state })),
      ...[0, 600, 900].map((since) => ({ since })),
      ...[{ author: "lin" }, { batch: batch.slice(0, 12) }],
    ];
    const keyOf = (filter: WorkFilter): string => Object.keys(filter).join();
    const pairs = single.flatMap((one, index) =>
      single
        .slice(index + 1)
        .filter((other) => keyOf(other) !== keyOf(one))
        .map((other) => ({ ...one, ...other })),
    );
    return [{}, ...single, ...pairs];
  }

  it("find the same works in the same order, however many there are, with every page", () => {
    const question = { shelf: shelfName(shelfIn(home)), now: NOW };
    const differing: object[] = [];
    for (const order of WORK_ORDERS) {
      for (const filter of filters()) {
        const pages = [ALL, { limit: 2, offset: 0 }, { limit: 2, offset: 1 }];
        const [all = [], ...others] = LIMITS.map((limits) =>
          pages.map((page) => idsOf(catalogue.database, { ...question, filter }, { order, ...page }, limits)),
        );
        const isSame = others.every((other) => JSON.stringify(other) === JSON.stringify(all));
        const isPart = JSON.stringify(all[2]) === JSON.stringify(all[0]?.slice(1, 3));
        if (!isSame || !isPart) differing.push({ order, filter });
      }
    }
    expect(differing).to.deep.equal([]);
  });

  it("leave those works out that do not fit, and no other", () => {
    for (const order of WORK_ORDERS) {
      const all = found({}, order);
      expect(all).to.have.length(10);
      for (const state of WORK_STATES) {
        expect(found({ state }, order)).to.deep.equal(all.filter((work) => work.state === state));
      }
      const late = all.filter(({ since }) => since !== undefined && since >= 600);
      expect(found({ since: 600 }, order)).to.deep.equal(late);
      // One that has been amended is found by its words of before as well.
      const words = all.filter(({ title }) => title === "Another" || title?.includes("版权") === true);
      expect(found({ search: "版权" }, order)).to.include.deep.members(words);
    }
  });

  it("put works in order by what is shown of them, and what has none of it at the end", () => {
    const titles = found({}, "title").map(({ title }) => title);
    expect(titles).to.deep.equal([...titles].sort());
    const paths = found({}, "path").map(({ path }) => path);
    expect(paths).to.deep.equal([...paths].sort());
    const sizes = found({}, "size").map(({ size }) => size ?? 0);
    expect(sizes).to.deep.equal([...sizes].sort((a, b) => b - a));
  });
});
