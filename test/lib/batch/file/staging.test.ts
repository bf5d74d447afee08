import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

import { expect } from "chai";

import { BatchFile } from "../../../../lib/batch/file/batch-file";
import { packRows } from "../../../../lib/batch/file/packed-rows";
import { type BatchTarget, type StagedRow, Staging } from "../../../../lib/batch/file/staging";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { BOREALIS, sealBatch, SOME_TARGET, someRow, someRows, worksOf } from "../shared/batches";

const OTHER_REGISTRY = "0x2222222222222222222222222222222222222222";

describe("Staging", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  const begin = (mode: BatchTarget["mode"] = "anchor"): Promise<Staging> => Staging.begin(folder.at(""), mode);
  const seal = (rows: readonly StagedRow[], changes: Partial<BatchTarget> = {}): Promise<string> =>
    sealBatch(folder.at(""), rows, changes);

  function saltsOf(path: string): (string | undefined)[] {
    const batch = BatchFile.open(path, "read");
    const salts = [...batch.works()].map(({ salt }) => salt);
    batch.close();
    return salts;
  }

  describe("seal", () => {
    it("makes a batch file of every row, and leaves nothing else", async () => {
      const rows = someRows(3);

      const path = await seal(rows);

      expect(readdirSync(folder.at(""))).to.deep.equal([basename(path)]);
      expect(basename(path)).to.match(/^[0-9a-f]{32}\.sqlite$/);
      const batch = BatchFile.open(path, "read");
      expect(worksOf(batch)).to.deep.equal(
        rows.map(({ line, name, contentHash, metadata }) => ({ line, name, contentHash, metadata })),
      );
      batch.close();
    });

    it("draws another salt for every work, and none in direct mode", async () => {
      const salts = saltsOf(await seal(someRows(50)));
      const direct = saltsOf(await seal(someRows(3), { mode: "direct" }));

      for (const salt of salts) expect(salt).to.match(/^0x[0-9a-f]{64}$/);
      expect(new Set(salts).size).to.equal(50);
      expect(direct).to.deep.equal([undefined, undefined, undefined]);
    });

    it("leaves the file of the same works as it is, to the byte", async () => {
      const rows = someRows(3);
      const path = await seal(rows);
      const before = readFileSync(path);

      // Where the works lie and how many fit into a call may have changed.
      const again = await seal(
        rows.map((row) => ({ ...row, line: row.line + 10, name: `other/${row.name}` })),
        { source: "elsewhere", worksPerCall: 7 },
      );

      expect(again).to.equal(path);
      expect(readFileSync(path).equals(before)).to.equal(true);
      expect(readdirSync(folder.at(""))).to.deep.equal([basename(path)]);
    });

    it("makes another file where anything that is registered differs", async () => {
      const rows = someRows(3);
      const [first, second, third] = rows;
      if (first === undefined || second === undefined || third === undefined) throw new Error("there are three rows");
      const others = [
        await seal(rows, { mode: "direct" }),
        await seal(rows, { chainId: 1337 }),
        await seal(rows, { registry: OTHER_REGISTRY }),
        await seal(rows, { owner: BOREALIS.address }),
        await seal([first, second]),
        await seal([...rows, someRow(4)]),
        await seal([second, first, third]),
        await seal([first, second, { ...third, contentHash: someRow(1).contentHash }]),
        await seal([first, second, { ...third, metadataHash: first.metadataHash }]),
      ];

      expect(new Set([await seal(rows), ...others]).size).to.equal(others.length + 1);
    });

    it("throws away what a killed run left", async () => {
      writeFileSync(folder.at("staging.sqlite"), "half a batch file");

      const path = await seal(someRows(1));

      expect(readdirSync(folder.at(""))).to.deep.equal([basename(path)]);
      expect(saltsOf(path)).to.have.length(1);
    });
  });

  it("hands out the rows that are to be hashed, and takes their hashes", async () => {
    const staging = await begin();
    const hashed = someRow(2);
    const { contentHash = "" } = someRow(1);
    const unhashed = { contentHash: undefined, size: 100 };
    staging.add(packRows([someRow(1, unhashed), hashed, someRow(3, unhashed), someRow(4, unhashed)]));

    expect(staging.size).to.equal(4);
    expect(staging.unhashedBytes).to.equal(300);
    expect(staging.unhashed(0, 2)).to.deep.equal([
      { id: 1, line: 1, name: "work-1.txt", size: 100 },
      { id: 3, line: 3, name: "work-3.txt", size: 100 },
    ]);
    expect(staging.unhashed(3, 2).map(({ id }) => id)).to.deep.equal([4]);

    staging.setHash(1, contentHash, 101);
    staging.remove(3);
    staging.remove(4);
    const batch = BatchFile.open(await staging.seal(SOME_TARGET), "read");
    expect([...batch.works()].map(({ claim, size }) => [claim.contentHash, size])).to.deep.equal([
      [contentHash, 101],
      [hashed.contentHash, hashed.size],
    ]);
    batch.close();
  });

  it("names every row whose content an earlier row has, with the first of them", async () => {
    const staging = await begin();
    const [one, two] = [someRow(1), someRow(2)];
    const copies = [
      { ...one, line: 3 },
      { ...two, line: 4 },
      { ...one, line: 5 },
    ];
    staging.add(packRows([one, two, ...copies, someRow(6)]));

    expect(staging.duplicates().map(({ id, line, first }) => ({ id, line, first: first.line }))).to.deep.equal([
      { id: 3, line: 3, first: 1 },
      { id: 4, line: 4, first: 2 },
      { id: 5, line: 5, first: 1 },
    ]);
    await staging.discard();
  });

  it("is thrown away without a trace", async () => {
    const staging = await begin();
    staging.add(packRows(someRows(3)));
    expect(existsSync(folder.at("staging.sqlite"))).to.equal(true);

    await staging.discard();

    expect(readdirSync(folder.at(""))).to.deep.equal([]);
  });
});
