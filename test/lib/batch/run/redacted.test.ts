import { mkdirSync, rmSync, writeFileSync } from "node:fs";

import { expect } from "chai";
import { sha256 } from "ethers";

import { BatchFile } from "../../../../lib/batch/file/batch-file";
import { batchFolder, listBatchFiles } from "../../../../lib/batch/file/shelf";
import { type BulkOrder, type BulkResult, registerBulk } from "../../../../lib/batch/run/bulk";
import { planBulk } from "../../../../lib/batch/run/plan";
import { openSource } from "../../../../lib/batch/source/source";
import { digestOf, digestsIn, withDisclosed } from "../../../../lib/metadata/redactable";
import { keptDisclosures } from "../../../../lib/store/disclosures";
import { type Shelf, workFolder } from "../../../../lib/store/records";
import { shelfOf } from "../../../../lib/works/home/shelf";
import { refusalOf } from "../../shared/refusal";
import { setStage, type Stage } from "../../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { AURORA } from "../shared/batches";

const WORKS = ["one", "two", "three"];
const REDACTABLE = { redactable: ["author"] };

describe("registerBulk, with fields that can be withheld", () => {
  let folder: TemporaryFolder;
  let stage: Stage;
  let shelf: Shelf;
  beforeEach(async () => {
    folder = await temporaryFolder();
    stage = await setStage();
    shelf = shelfOf(stage.colophon, folder.at("home"));
    mkdirSync(folder.at("works"));
    for (const name of WORKS) write(name);
  });
  afterEach(() => folder.remove());

  function write(name: string, text = name): string {
    writeFileSync(folder.at(`works/${name}`), text);
    return sha256(Buffer.from(text));
  }

  /** Registers a table of works, of which each but those without one has an author. */
  async function orderOf(changes: Partial<BulkOrder>, without: readonly string[] = []): Promise<BulkOrder> {
    const rows = WORKS.map((name) => `works/${name},${name},${without.includes(name) ? "" : `Lin ${name}`}`);
    writeFileSync(folder.at("works.csv"), ["file,title,author", ...rows].join("\n"));
    const source = await openSource({ from: "works.csv", cwd: folder.at("") });
    const { signal } = new AbortController();
    const order = { source, mode: "anchor", shelf, skipBad: false, signal, onProgress: () => undefined } as const;
    return { ...order, ...REDACTABLE, ...changes };
  }

  async function register(changes: Partial<BulkOrder> = {}, without?: readonly string[]): Promise<BulkResult> {
    return registerBulk(stage.colophon, AURORA, await orderOf(changes, without));
  }

  /** What a batch says of a work, and what the home can disclose of it. */
  async function said(path: string, contentHash: string): Promise<{ metadata: string; disclosures: string[] }> {
    const batch = BatchFile.open(path, "read");
    const { metadata = "" } = batch.find(contentHash) ?? {};
    batch.close();
    return { metadata, disclosures: await keptDisclosures(workFolder(shelf, contentHash)) };
  }

  const hashOf = (name: string): string => sha256(Buffer.from(name));

  for (const mode of ["anchor", "direct"] as const) {
    it(`has digests in their place, and keeps what discloses them with each work: ${mode}`, async () => {
      const { batch } = await register({ mode });

      const digests = new Set<string>();
      for (const name of WORKS) {
        const { metadata, disclosures } = await said(batch, hashOf(name));
        expect(metadata).to.contain(`"name":"${name}"`).and.not.to.contain("Lin ");
        expect(disclosures.map(digestOf)).to.deep.equal(digestsIn(JSON.parse(metadata) as object as never));
        expect(withDisclosed(metadata, disclosures)).to.contain(`Lin ${name}`);
        for (const each of disclosures) digests.add(digestOf(each));
      }
      expect(digests.size).to.equal(WORKS.length);
    });

    it(`registers nothing twice when it is run again: ${mode}`, async () => {
      const first = await register({ mode });
      const block = await stage.colophon.provider.getBlockNumber();

      const again = await register({ mode });

      expect(again).to.include({ batch: first.batch, isNew: false });
      expect(await stage.colophon.provider.getBlockNumber()).to.equal(block);
      expect(await listBatchFiles(shelf)).to.deep.equal([first.batch]);
    });

    it(`says the same again where a run was killed before its batch file was there: ${mode}`, async () => {
      const first = await register({ mode });
      const before = await Promise.all(WORKS.map(async (name) => said(first.batch, hashOf(name))));
      stage = await setStage();
      rmSync(batchFolder(shelf), { recursive: true });

      const again = await register({ mode });

      expect(again.batch).to.equal(first.batch);
      expect(await Promise.all(WORKS.map(async (name) => said(again.batch, hashOf(name))))).to.deep.equal(before);
    });
  }

  it("goes on with a direct batch that was stopped", async () => {
    const stop = new AbortController();
    const onProgress: BulkOrder["onProgress"] = ({ stage: step }) => {
      if (step === "Registering") stop.abort();
    };
    const refusal = await refusalOf(() =>
      register({ mode: "direct", worksPerCall: 1, signal: stop.signal, onProgress }),
    );
    expect(refusal.code).to.equal("BatchStopped");

    const { registered, rejected } = await register({ mode: "direct", worksPerCall: 1 });

    expect({ registered, rejected }).to.deep.equal({ registered: WORKS.length, rejected: 0 });
    expect(await listBatchFiles(shelf)).to.have.length(1);
  });

  it("has them in a new version too, whose digests are others", async () => {
    const first = await register();
    const old = await said(first.batch, hashOf("one"));
    const changed = write("one", "one, again");

    const second = await register();

    expect(second).to.include({ works: 1, known: 2, versions: 1 });
    const { metadata, disclosures } = await said(second.batch, changed);
    expect(withDisclosed(metadata, disclosures)).to.contain("isBasedOn").and.to.contain("Lin one");
    expect(digestsIn(JSON.parse(metadata) as object as never)).to.have.length(1);
    expect(disclosures).not.to.deep.equal(old.disclosures);
  });

  it("registers a work that lacks the field as it is", async () => {
    const { batch, works } = await register({}, ["two"]);

    expect(works).to.equal(WORKS.length);
    const { metadata, disclosures } = await said(batch, hashOf("two"));
    expect(metadata).to.contain('"name":"two"').and.not.to.contain("_sd");
    expect(disclosures).to.deep.equal([]);
    expect((await said(batch, hashOf("three"))).metadata).to.contain("_sd");
  });

  it("refuses a field that no work has, or that is always seen, and keeps nothing", async () => {
    for (const field of ["autor", "name"]) {
      const refusal = await refusalOf(() => register({ redactable: ["author", field] }));
      expect(refusal).to.include({ code: "FieldNotRedactable", exitCode: 2 });
      expect(refusal.message).to.contain(`"${field}"`);
    }
    expect(await keptDisclosures(workFolder(shelf, hashOf("one")))).to.deep.equal([]);
    expect(await listBatchFiles(shelf)).to.deep.equal([]);
  });

  it("keeps nothing where it is only planned, or where works are passed over", async () => {
    const plan = await planBulk(stage.colophon, AURORA.address, await orderOf({}));
    expect(plan.works.map(({ metadata }) => metadata).join())
      .to.contain("_sd")
      .and.not.to.contain("Lin ");
    await register({ redactable: [] });
    await register();

    for (const name of WORKS) expect(await keptDisclosures(workFolder(shelf, hashOf(name)))).to.deep.equal([]);
  });
});
