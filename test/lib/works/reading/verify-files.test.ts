import { mkdirSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

import { expect } from "chai";
import { sha256 } from "ethers";

import { batchFolder } from "../../../../lib/batch/file/shelf";
import { openPool, type Pool } from "../../../../lib/batch/prepare/pool";
import { Catalogue } from "../../../../lib/catalogue/catalogue";
import { hashBytes } from "../../../../lib/hashing/hash-bytes";
import type { Shelf } from "../../../../lib/store/records";
import { shelfOf } from "../../../../lib/works/home/shelf";
import { type DescribedVerification, type NotVerified, verifyFiles } from "../../../../lib/works/reading/verify-files";
import { someHash } from "../../../shared/fixture";
import { batchOn, someRow, tamper } from "../../batch/shared/batches";
import { setStage, type Stage } from "../../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

describe("verifyFiles", () => {
  let folder: TemporaryFolder;
  let stage: Stage;
  let shelf: Shelf;
  let pool: Pool;
  before(() => {
    pool = openPool(1);
  });
  after(() => pool.close());
  beforeEach(async () => {
    folder = await temporaryFolder();
    stage = await setStage();
    shelf = shelfOf(stage.colophon, folder.at("home"));
    mkdirSync(folder.at("works"));
  });
  afterEach(() => folder.remove());

  function write(name: string): { path: string; contentHash: string } {
    const path = folder.at(`works/${name}`);
    writeFileSync(path, name);
    return { path, contentHash: sha256(Buffer.from(name)) };
  }

  async function verify(names: readonly string[]): Promise<(DescribedVerification | NotVerified)[]> {
    const catalogue = await Catalogue.open(shelf.home);
    try {
      const files = names.map((file) => ({ file, path: folder.at(`works/${file}`) }));
      const found: (DescribedVerification | NotVerified)[] = [];
      for await (const one of verifyFiles({ colophon: stage.colophon, catalogue, shelf }, files, pool)) found.push(one);
      return found;
    } finally {
      catalogue.close();
    }
  }

  it("says of each of many, in their order, what it would say of it alone", async () => {
    const names = Array.from({ length: 1_300 }, (_, index) => `${index}.txt`);
    const hashes = names.map((name) => write(name).contentHash);
    const rows = hashes.flatMap((contentHash, index) => (index % 2 === 0 ? [someRow(index, { contentHash })] : []));
    const batch = await batchOn(stage, batchFolder(shelf), rows);
    batch.close();
    await stage.registry.connect(stage.accounts.aurora).anchor(batch.head.root ?? "");
    const titled = { owner: stage.accounts.aurora.address, contentHash: hashes[7] ?? "", metadataHash: someHash() };
    await stage.registry.connect(stage.accounts.aurora).register(titled);

    const found = await verify([...names.slice(0, 70), "missing.txt", ...names.slice(70)]);

    const [missing] = found.splice(70, 1);
    expect(missing).to.deep.equal({ file: "missing.txt", problem: `${folder.at("works/missing.txt")} does not exist` });
    const told = found.map((one) => {
      if (!("verified" in one)) throw new Error(one.problem);
      const { file, contentHash, verified, anchored, title, description } = one;
      return { file, contentHash, verified, roots: anchored.map(({ root }) => root), owner: title?.owner, description };
    });
    const wanted = names.map((file, index) => {
      const [isAnchored, isTitled] = [index % 2 === 0, index === 7];
      return {
        ...{ file, contentHash: hashes[index], verified: isAnchored || isTitled },
        roots: isAnchored ? [batch.head.root] : [],
        owner: isTitled ? titled.owner : undefined,
        description: isAnchored ? { title: `Work ${index}`, author: undefined } : undefined,
      };
    });
    expect(told).to.have.length(wanted.length);
    expect(told.filter((one, index) => !isDeepStrictEqual(one, wanted[index]))).to.deep.equal([]);
  });

  it("does not end at a work whose row is damaged, nor at one whose metadata are no JSON", async () => {
    const hashes = ["a", "b", "c"].map((name) => write(name).contentHash);
    const [odd, sound] = ["no JSON", '{"name":"A work"}'];
    const rows = [odd, sound, sound].map((metadata, index) => {
      return someRow(index + 1, { contentHash: hashes[index], metadata, metadataHash: hashBytes(metadata) });
    });
    const batch = await batchOn(stage, batchFolder(shelf), rows);
    batch.close();
    await stage.registry.connect(stage.accounts.aurora).anchor(batch.head.root ?? "");
    await verify(["a"]);
    tamper(batch.path, "UPDATE works SET salt = x'00' WHERE id = 2");

    const found = await verify(["a", "b", "c"]);

    expect(found.map((one) => "verified" in one && one.verified)).to.deep.equal([true, false, true]);
    expect(found.map((one) => "description" in one && one.description?.title)).to.deep.equal([
      undefined,
      undefined,
      "A work",
    ]);
  });
});
