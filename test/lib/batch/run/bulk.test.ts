import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

import { expect } from "chai";
import { sha256 } from "ethers";

import { BatchFile } from "../../../../lib/batch/file/batch-file";
import type { Dated } from "../../../../lib/batch/file/known-works";
import { lockFolder } from "../../../../lib/batch/file/lock";
import { batchFolder, listBatchFiles } from "../../../../lib/batch/file/shelf";
import { type BulkOrder, type BulkResult, registerBulk } from "../../../../lib/batch/run/bulk";
import { planBulk } from "../../../../lib/batch/run/plan";
import { stateOf } from "../../../../lib/batch/run/register";
import { openSource } from "../../../../lib/batch/source/source";
import { AnchoredWorks } from "../../../../lib/catalogue/anchored";
import { metadataFromFields } from "../../../../lib/metadata/metadata";
import type { Shelf } from "../../../../lib/store/records";
import { shelfOf } from "../../../../lib/works/home/shelf";
import { amendWork } from "../../../../lib/works/writing/amend";
import { ensureTitle } from "../../../../lib/works/writing/ensure-title";
import { someHash } from "../../../shared/fixture";
import { titleOf } from "../../../shared/records";
import { refusalOf } from "../../shared/refusal";
import { setStage, type Stage } from "../../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { AURORA, BOREALIS, tamper } from "../shared/batches";

describe("registerBulk", () => {
  let folder: TemporaryFolder;
  let stage: Stage;
  let shelf: Shelf;
  beforeEach(async () => {
    folder = await temporaryFolder();
    stage = await setStage();
    shelf = shelfOf(stage.colophon, folder.at("home"));
    mkdirSync(folder.at("works"));
  });
  afterEach(() => folder.remove());

  function write(name: string): string {
    writeFileSync(folder.at(`works/${name}`), name);
    return sha256(Buffer.from(name));
  }

  async function register(changes: Partial<BulkOrder> = {}): Promise<BulkResult> {
    const source = await openSource({ from: "works", cwd: folder.at("") });
    const { signal } = new AbortController();
    const order = { source, mode: "anchor", shelf, skipBad: false, signal } as const;
    return registerBulk(stage.colophon, AURORA, { ...order, onProgress: () => undefined, ...changes });
  }

  const names = (): string[] => {
    const files = readdirSync(batchFolder(shelf));
    return files.filter((name) => name.endsWith(".sqlite") && name !== "hashes.sqlite").sort();
  };

  it("registers a folder, keeps the batch file, and tells the whole story", async () => {
    for (const name of ["été.txt", "潮.txt", "🎵.txt"]) write(name);

    const result = await register();

    const [path, ...others] = await listBatchFiles(shelf);
    expect(others).to.deep.equal([]);
    const batch = BatchFile.open(path ?? "", "read");
    const { account, anchoredAt, blockNumber } = await stage.registry.anchorOf(batch.head.root ?? "");
    const found = await stage.colophon.provider.getBlock(Number(blockNumber));
    expect(result).to.deep.equal({
      isNew: true,
      batch: path,
      ...batch.head,
      ...stateOf(batch),
      transactions: found?.transactions,
      skipped: [],
      leftOut: { system: 0, links: 0, excluded: 0 },
      separator: undefined,
      unused: [],
      ...{ known: 0, untitled: [], versions: 0 },
      notTaken: [],
    });
    batch.close();
    expect(result).to.deep.include({
      ...{ mode: "anchor", chainId: 31337, owner: AURORA.address, source: folder.at("works"), works: 3 },
      ...{ registry: await stage.registry.getAddress(), registered: 3, rejected: 0, open: 0 },
      anchored: { account, anchoredAt: Number(anchoredAt), block: Number(blockNumber) },
    });
    expect(account).to.equal(AURORA.address);
    expect(names()).to.deep.equal([basename(result.batch), "lock.sqlite"]);
  });

  it("anchors only what is new, and nothing where nothing is", async () => {
    write("a");
    write("b");
    const first = await register();
    write("c");
    const second = await register();
    expect(second).to.deep.include({ works: 1, registered: 1, known: 2 });
    const block = await stage.colophon.provider.getBlockNumber();

    const third = await register();

    expect(third).to.deep.include({ batch: second.batch, known: 3 });
    expect(await stage.colophon.provider.getBlockNumber()).to.equal(block);
    expect(names()).to.deep.equal([basename(first.batch), basename(second.batch), "lock.sqlite"].sort());
  });

  describe("of a folder of which most is as it was", () => {
    /** As if the files had been there for long. */
    const startedAt = Date.now() + 3_600_000;
    let before: number;

    /** Registers, and says too whether any file was hashed. */
    async function registerAndTell(changes: Partial<BulkOrder> = {}): Promise<BulkResult & { isHashed: boolean }> {
      const stages = new Set<string>();
      const result = await register({ startedAt, onProgress: ({ stage: step }) => stages.add(step), ...changes });
      return { ...result, isHashed: stages.has("Hashing") };
    }

    beforeEach(async () => {
      before = Date.now();
      for (const name of ["a", "b"]) write(name);
      await register({ startedAt });
    });

    it("hashes nothing where nothing has changed, and tells the same as before", async () => {
      const again = await registerAndTell();

      expect(again).to.deep.include({ works: 2, registered: 2, known: 0, isHashed: false });
    });

    describe("and of which it was noted which batch has it", () => {
      let asked: number;
      const among = Object.getOwnPropertyDescriptor(AnchoredWorks.prototype, "among") ?? {};
      beforeEach(() => {
        asked = 0;
        const original = among.value as (hashes: readonly string[]) => Map<string, Dated>; // as the class has it
        AnchoredWorks.prototype.among = function (hashes) {
          asked += hashes.length;
          return original.call(this, hashes);
        };
      });
      afterEach(() => {
        Object.defineProperty(AnchoredWorks.prototype, "among", among);
      });

      it("asks for none of the works", async () => {
        expect(await registerAndTell()).to.deep.include({ works: 2, known: 0, isHashed: false });
        expect(asked).to.equal(0);
      });

      it("asks for each once where one is new or has changed, and then for none again", async () => {
        write("c");
        expect(await registerAndTell()).to.deep.include({ works: 1, known: 2 });
        writeFileSync(folder.at("works/b"), "B");
        expect(await registerAndTell()).to.deep.include({ works: 1, known: 2, versions: 1 });
        expect(asked).to.be.greaterThan(0);

        asked = 0;
        expect(await registerAndTell()).to.deep.include({ known: 3, isHashed: false });
        expect(asked).to.equal(0);
      });

      it("asks for each where a work was left out, and never for it as if it were there", async () => {
        writeFileSync(folder.at("works/empty"), "");
        for (const time of [1, 2, 3]) {
          asked = 0;
          const { works, skipped } = await registerAndTell({ skipBad: true });
          expect({ works, skipped: skipped.length, asked }, String(time)).to.deep.equal({
            works: 2,
            skipped: 1,
            asked: 2,
          });
        }
      });

      it("asks for each where the batch file is gone, of another owner or not anchored", async () => {
        for (const path of await listBatchFiles(shelf)) rmSync(path);
        expect(await registerAndTell()).to.deep.include({ works: 2, known: 0 });

        const [{ signal }, others] = [new AbortController(), { mode: "anchor", shelf, skipBad: false } as const];
        const source = await openSource({ from: "works", cwd: folder.at("") });
        const order = { ...others, source, signal, startedAt, onProgress: () => undefined };
        expect(await registerBulk(stage.colophon, BOREALIS, order)).to.deep.include({ works: 2, known: 0 });
      });

      it("asks for each where all are to be anchored again, and tells a plan of each", async () => {
        expect(await registerAndTell({ again: true })).to.deep.include({ works: 2, known: 0 });
        const source = await openSource({ from: "works", cwd: folder.at("") });
        const { signal } = new AbortController();
        const order = { source, mode: "anchor", shelf, skipBad: false, signal, onProgress: () => undefined } as const;
        expect((await planBulk(stage.colophon, AURORA.address, order)).known).to.have.lengthOf(2);
      });
    });

    it("hashes what is new and what has changed", async () => {
      write("c");
      writeFileSync(folder.at("works/b"), "B");

      expect(await registerAndTell()).to.deep.include({ works: 2, known: 1, versions: 1, isHashed: true });
    });

    it("passes over a copy of a work that is there, and does not count it", async () => {
      writeFileSync(folder.at("works/copy"), "a");

      // The third goes by what the second has noted.
      for (const rehash of [false, false, false, true]) {
        expect(await registerAndTell({ rehash })).to.deep.include({ works: 2, known: 0, skipped: [] });
      }
      write("c");
      expect(await registerAndTell()).to.deep.include({ works: 1, known: 2, skipped: [] });
      expect(await registerAndTell()).to.deep.include({ known: 3, skipped: [] });
    });

    it("says that metadata beside a file are others now, and asks for none again where they are as they were", async () => {
      const sidecar = folder.at("works/c.metadata.json");
      writeFileSync(sidecar, JSON.stringify(metadataFromFields({ title: "Sea" })));
      write("c");
      expect(await registerAndTell()).to.deep.include({ works: 1, known: 2, unused: [] });
      expect(await registerAndTell()).to.deep.include({ known: 3, unused: [] });

      writeFileSync(sidecar, JSON.stringify(metadataFromFields({ title: "Seas" })));
      for (const time of [1, 2]) {
        const { known, unused } = await registerAndTell();
        expect(known, String(time)).to.equal(3);
        expect(unused.map(({ name }) => name)).to.deep.equal(["c"]);
      }

      writeFileSync(sidecar, JSON.stringify(metadataFromFields({ title: "Sea" })));
      expect(await registerAndTell()).to.deep.include({ known: 3, unused: [] });
    });

    it("says of fields to be withheld that nothing was new, and refuses those that no work has or that are always seen", async () => {
      const sidecar = folder.at("works/c.metadata.json");
      writeFileSync(sidecar, JSON.stringify(metadataFromFields({ title: "Sea", author: "Lin" })));
      write("c");
      for (const [unused, redactable] of [
        [[], ["author"]],
        [["--redactable author: no work is new, so none has digests now that it had not before"], ["author"]],
      ]) {
        const told = await registerAndTell({ redactable });
        rmSync(sidecar, { force: true });
        expect(told.unused.flatMap(({ problems }) => problems)).to.deep.equal(unused);
      }
      const misspelled = await refusalOf(() => registerAndTell({ redactable: ["author", "autor"] }));
      expect(misspelled).to.include({ code: "FieldNotRedactable", exitCode: 2 });
      expect(misspelled.message).to.contain(
        'No work of this source is new, and those that have a date already have no field "autor"',
      );

      // Nobody can say what a digest stands for that nothing discloses.
      rmSync(folder.at("home/works"), { recursive: true, force: true });
      expect(await registerAndTell({ redactable: ["autor"] })).to.deep.include({ known: 3 });
      const refusal = await refusalOf(() => registerAndTell({ redactable: ["name"] }));
      expect(refusal).to.include({ code: "FieldNotRedactable", exitCode: 2 });
    });

    it("hashes all where that is asked for, or where the files were changed just before they were hashed", async () => {
      expect(await registerAndTell({ rehash: true })).to.deep.include({ known: 0, isHashed: true });
      await register({ rehash: true, startedAt: before });
      expect(await registerAndTell()).to.deep.include({ known: 0, isHashed: true });
    });

    it("goes by what the batch files say now: of a file without a batch the hash alone is known", async () => {
      for (const path of await listBatchFiles(shelf)) rmSync(path);

      expect(await registerAndTell({ mode: "direct" })).to.deep.include({ works: 2, known: 0 });
    });

    it("plans the same and hashes nothing", async () => {
      write("c");
      const source = await openSource({ from: "works", cwd: folder.at("") });
      const hashed: (number | undefined)[] = [];
      const plan = await planBulk(stage.colophon, AURORA.address, {
        ...{ source, mode: "anchor", shelf, skipBad: false, signal: new AbortController().signal },
        onProgress: ({ stage: step, total }) => {
          if (step === "Hashing") hashed.push(total);
        },
      });

      expect(plan.known.map(({ name }) => name)).to.deep.equal(["a", "b"]);
      expect(plan.works.map(({ name }) => name)).to.deep.equal(["c"]);
      // The length of c.
      expect(new Set(hashed)).to.deep.equal(new Set([1]));
    });
  });

  it("anchors all once more where that is asked for", async () => {
    write("a");
    await register();
    write("b");
    expect(await register({ again: true })).to.deep.include({ works: 2, known: 0 });
  });

  it("leaves a work that is anchored to a claim in direct mode, and one that has a title alone", async () => {
    const anchored = write("a.txt");
    await register();
    write("b.txt");

    const both = await register({ mode: "direct" });

    expect(both).to.deep.include({ works: 1, registered: 1, rejected: 0, known: 1, untitled: [anchored] });
    expect(both.notTaken).to.deep.equal([]);
    write("c.txt");
    expect(await register({ mode: "direct" })).to.deep.include({ works: 1, registered: 1, known: 2 });
  });

  describe("of a table that says something else of works that are there", () => {
    const OTHERWISE = "is registered with other metadata, which stay; change them with: npx hardhat work amend";

    async function registerTable(rows: readonly string[], changes: Partial<BulkOrder> = {}): Promise<BulkResult> {
      writeFileSync(folder.at("works.csv"), ["file,title,author", ...rows].join("\n"));
      return register({ source: await openSource({ from: "works.csv", cwd: folder.at("") }), ...changes });
    }

    beforeEach(async () => {
      for (const name of ["a", "b"]) write(name);
      await registerTable(["works/a,Sea,", "works/b,Tide,"]);
    });

    it("names each row, registers nothing, and lets the date stay", async () => {
      const block = await stage.colophon.provider.getBlockNumber();

      const { unused } = await registerTable(["works/a,Seas,", "works/b,Tide,Lin"]);

      expect(unused).to.deep.equal([
        { line: 2, name: "works/a", problems: [OTHERWISE] },
        { line: 3, name: "works/b", problems: [OTHERWISE] },
      ]);
      expect(await stage.colophon.provider.getBlockNumber()).to.equal(block);
    });

    it("names none that says the same, or what it was given later", async () => {
      expect((await registerTable(["works/b,Tide,", "works/a,Sea,"])).unused).to.deep.equal([]);
      const [workId, home] = [BigInt(sha256(Buffer.from("a"))), folder.at("home")];
      await ensureTitle(stage.colophon, AURORA, workId, home);
      await amendWork(stage.colophon, AURORA, { workId, metadata: metadataFromFields({ title: "Seas" }), home });

      expect((await registerTable(["works/a,Seas,", "works/b,Tide,"])).unused).to.deep.equal([]);
      expect((await registerTable(["works/a,Sea,", "works/b,Tides,"])).unused.map(({ name }) => name)).to.deep.equal([
        "works/b",
      ]);
    });

    it("names none that is a new version and does not say so itself", async () => {
      writeFileSync(folder.at("works/a"), "A");
      const rows = ["works/a,Sea,", "works/b,Tide,"];
      expect(await registerTable(rows)).to.deep.include({ works: 1, versions: 1, unused: [] });

      expect(await registerTable(rows)).to.deep.include({ known: 2, unused: [] });
      expect((await registerTable(["works/a,Seas,", "works/b,Tide,"])).unused).to.have.lengthOf(1);
    });

    it("names none of which a file's name is all that is said", async () => {
      expect((await register()).unused).to.deep.equal([]);
    });

    it("is told by a plan, too", async () => {
      writeFileSync(folder.at("works.csv"), ["file,title", "works/a,Seas"].join("\n"));
      const source = await openSource({ from: "works.csv", cwd: folder.at("") });
      const { signal } = new AbortController();
      const order = { source, mode: "anchor", shelf, skipBad: false, signal, onProgress: () => undefined } as const;

      const { known, unused } = await planBulk(stage.colophon, AURORA.address, order);

      expect(known.map(Object.keys)).to.deep.equal([["name", "contentHash", "batch", "isTitled"]]);
      expect(unused.flatMap(({ problems }) => problems)).to.deep.equal([OTHERWISE]);
    });

    it("tells the same of copies in the second run: what is registered once is counted once", async () => {
      write("c");
      writeFileSync(folder.at("works/copy"), "c");
      const rows = ["works/c,Bell,", "works/copy,Bell,"];
      const first = await registerTable(rows, { skipBad: true });
      expect(first).to.deep.include({ works: 1, known: 0 });
      expect(first.skipped.map(({ name }) => name)).to.deep.equal(["works/copy"]);

      const second = await registerTable(rows, { skipBad: true });

      expect(second).to.deep.include({ batch: first.batch, isNew: false, works: 1, known: 0 });
    });
  });

  describe("of a folder in which a file has changed", () => {
    const change = (name: string, text: string): string => {
      writeFileSync(folder.at(`works/${name}`), text);
      return sha256(Buffer.from(text));
    };

    /** What the metadata of a work in a batch say of its version. */
    function versionIn({ batch }: BulkResult, hash: string): unknown {
      const file = BatchFile.open(batch, "read");
      try {
        const { isBasedOn, version } = JSON.parse(file.find(hash)?.metadata ?? "{}") as Record<string, unknown>;
        return { isBasedOn, version };
      } finally {
        file.close();
      }
    }

    const nameOf = (hash: string): string => `ni:///sha-256;${Buffer.from(hash.slice(2), "hex").toString("base64url")}`;

    for (const mode of ["anchor", "direct"] as const) {
      it(`registers it as a new version, and counts on (${mode})`, async () => {
        const first = write("a.txt");
        await register({ mode });
        const second = change("a.txt", "another a");

        const changed = await register({ mode });

        expect(changed).to.deep.include({ works: 1, known: 0, versions: 1 });
        expect(versionIn(changed, second)).to.deep.equal({ isBasedOn: nameOf(first), version: "2" });
        const third = change("a.txt", "a third a");
        expect(versionIn(await register({ mode }), third)).to.deep.equal({ isBasedOn: nameOf(second), version: "3" });
      });
    }

    it("goes on with the same batch, and takes a content that was there before for known", async () => {
      write("a.txt");
      write("b.txt");
      await register();
      change("a.txt", "another a");
      const changed = await register();
      expect(changed).to.deep.include({ works: 1, known: 1, versions: 1 });

      expect(await register()).to.deep.include({ known: 2, versions: 0 });
      change("a.txt", "a.txt");
      expect(await register()).to.deep.include({ versions: 0 });
      expect(names()).to.have.lengthOf(3);
    });

    it("makes the same version once more where it was stopped; one that was never sent is a version of nothing", async () => {
      const first = write("a.txt");
      await register();
      const stopAtSending = async (): Promise<void> => {
        const stop = new AbortController();
        const onProgress: BulkOrder["onProgress"] = ({ stage: what }) => {
          if (what === "Anchoring") stop.abort();
        };
        expect((await refusalOf(() => register({ signal: stop.signal, onProgress }))).code).to.equal("BatchStopped");
      };
      change("a.txt", "never sent");
      await stopAtSending();
      const second = change("a.txt", "another a");
      await stopAtSending();
      const kept = names();

      const changed = await register();

      expect(changed).to.deep.include({ works: 1, registered: 1 });
      expect(versionIn(changed, second)).to.deep.equal({ isBasedOn: nameOf(first), version: "2" });
      expect(names()).to.deep.equal(kept);
    });

    it("leaves what its metadata say of a version already", async () => {
      write("a.txt");
      await register();
      const hash = change("a.txt", "another a");
      const said = { "@context": "https://schema.org", "@type": "CreativeWork", name: "A", version: "second, revised" };
      writeFileSync(folder.at("works/a.txt.metadata.json"), JSON.stringify(said));

      const second = await register();

      expect(versionIn(second, hash)).to.have.property("version", said.version);
      const third = change("a.txt", "a third a");
      rmSync(folder.at("works/a.txt.metadata.json"));
      // Nobody knows what comes after that.
      expect(versionIn(await register(), third)).to.deep.equal({ isBasedOn: nameOf(hash), version: undefined });
    });

    it("knows a file by its folder: one of the same name elsewhere is another work", async () => {
      write("a.txt");
      await register();
      mkdirSync(folder.at("others"));
      writeFileSync(folder.at("others/a.txt"), "another a");

      const source = await openSource({ from: "others", cwd: folder.at("") });

      expect(await register({ source })).to.deep.include({ works: 1, versions: 0 });
    });
  });

  it("does nothing more when it runs again, and tells the same and that it was there", async () => {
    write("a.txt");
    const first = await register();
    const { provider } = stage.colophon;
    const block = await provider.getBlockNumber();

    expect(await register()).to.deep.equal({ ...first, isNew: false });
    expect(await provider.getBlockNumber()).to.equal(block);
  });

  describe("when the registry takes no work of the account", () => {
    const suspend = async (): Promise<void> => {
      await stage.parties.connect(stage.accounts.accreditor).suspend(AURORA.address, someHash());
    };

    for (const mode of ["anchor", "direct"] as const) {
      it(`says so before it reads a file (${mode})`, async () => {
        write("a.txt");
        // Whoever read the folder would speak of this one.
        writeFileSync(folder.at("works/blank.txt"), "");
        await suspend();

        const refusal = await refusalOf(() => register({ mode }));

        expect(refusal.code).to.equal("WorkRegistryNotAccredited");
        expect(existsSync(batchFolder(shelf)), "nothing was written").to.equal(false);
      });
    }

    it("says so of a pause in direct mode, and anchors during it", async () => {
      write("a.txt");
      await stage.registry.connect(stage.accounts.guardian).pause();

      expect((await refusalOf(() => register({ mode: "direct" }))).code).to.equal("EnforcedPause");
      expect((await register()).registered).to.equal(1);
    });

    it("tells what was there before all the same", async () => {
      write("a.txt");
      const { batch } = await register();
      await suspend();

      const again = await register();

      expect([again.batch, again.isNew, again.registered]).to.deep.equal([batch, false, 1]);
      write("b.txt");
      expect((await refusalOf(() => register())).code).to.equal("WorkRegistryNotAccredited");
    });
  });

  it("tells which works others have in direct mode, and which rows were left out", async () => {
    const mine = write("a.txt");
    const theirs = write("b.txt");
    writeFileSync(folder.at("works/c.txt"), "");
    const metadataHash = `0x${"11".repeat(32)}`;
    const byBorealis = stage.registry.connect(stage.accounts.borealis);
    await byBorealis.register({ owner: BOREALIS.address, contentHash: theirs, metadataHash });

    const result = await register({ mode: "direct", skipBad: true });

    expect(result).to.deep.include({ mode: "direct", works: 2, registered: 1, rejected: 1, open: 0, root: undefined });
    expect(result.notTaken).to.deep.equal([
      { line: 2, name: "b.txt", contentHash: theirs, reason: "already registered", owner: BOREALIS.address },
    ]);
    const problem = `${folder.at("works/c.txt")} is empty: every empty file has the same hash, so nobody can own it`;
    expect(result.skipped).to.deep.equal([{ line: 3, name: "c.txt", problems: [problem] }]);
    expect((await titleOf(stage.registry, BigInt(mine))).owner).to.equal(AURORA.address);
  });

  it("says how far it was when it is stopped, and goes on from there with the same salts", async () => {
    write("a.txt");
    const controller = new AbortController();

    const refusal = await refusalOf(() =>
      register({
        signal: controller.signal,
        onProgress: ({ stage: what }) => {
          if (what === "Anchoring") controller.abort();
        },
      }),
    );

    const [path = ""] = await listBatchFiles(shelf);
    expect(refusal.message).to.equal("Stopped: 0 of 1 work are registered");
    expect(refusal.advice).to.equal(
      `Run the same command again: it goes on where it stopped. The batch file is ${path}`,
    );
    expect(refusal.exitCode).to.equal(1);
    const batch = BatchFile.open(path, "read");
    const { root } = batch.head;
    batch.close();
    expect(await register()).to.include({ batch: path, root, registered: 1 });
  });

  it("does nothing while another has the lock, and gives the lock back however it ends", async () => {
    write("a.txt");
    const unlock = await lockFolder(batchFolder(shelf));

    const refusal = await refusalOf(() => register());

    expect(refusal.message).to.equal("Another command is registering a batch for this registry");
    expect(names()).to.deep.equal(["lock.sqlite"]);
    unlock();
    writeFileSync(folder.at("works/b.txt"), "");
    await refusalOf(() => register());
    await register({ skipBad: true });
    (await lockFolder(batchFolder(shelf)))();
  });

  it("refuses a batch file of these works that is damaged, and sends nothing", async () => {
    write("a.txt");
    const { batch } = await register();
    writeFileSync(batch, "damaged");
    const before = await stage.colophon.provider.getBlockNumber();

    const refusal = await refusalOf(() => register());

    expect(refusal.message).to.equal(`${batch} is not a batch file, or it is damaged: file is not a database`);
    expect(refusal.exitCode).to.equal(2);
    expect(await stage.colophon.provider.getBlockNumber()).to.equal(before);
    expect(names()).to.deep.equal([basename(batch), "lock.sqlite"].sort());
  });

  const replacements: [what: string, sql: string][] = [
    ["another batch", "DELETE FROM works"],
    ["a batch with another root", "UPDATE batch SET root = randomblob(32)"],
    ["a batch with another salt", "UPDATE works SET salt = randomblob(32)"],
    ["a batch with something else in the place of a hash", "UPDATE works SET content_hash = 'none'"],
    [
      "a batch whose hashes are divided elsewhere",
      `UPDATE works SET content_hash = substr(content_hash, 1, 31),
         metadata_hash = CAST(substr(content_hash, 32) || metadata_hash AS BLOB)`,
    ],
    ["a batch without a salt", "UPDATE works SET salt = NULL"],
    ["a batch of another owner", `UPDATE batch SET owner = '${BOREALIS.address}'`],
  ];
  for (const [what, sql] of replacements) {
    it(`signs nothing where ${what} lies under the name of this one`, async () => {
      write("a.txt");
      const controller = new AbortController();
      const onProgress: BulkOrder["onProgress"] = ({ stage: step }) => {
        if (step === "Anchoring") controller.abort();
      };
      await refusalOf(() => register({ signal: controller.signal, onProgress }));
      const [path = ""] = await listBatchFiles(shelf);
      tamper(path, sql);
      const before = await stage.colophon.provider.getBlockNumber();

      const refusal = await refusalOf(() => register());

      expect(refusal.message.startsWith(`${path} is not a batch file, or it is damaged: `)).to.equal(true);
      expect(refusal.exitCode).to.equal(2);
      expect(await stage.colophon.provider.getBlockNumber()).to.equal(before);
    });
  }
});
