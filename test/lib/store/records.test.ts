import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { expect } from "chai";
import { config } from "hardhat";

import { metadataFromFields, metadataHash } from "../../../lib/metadata/metadata";
import {
  hasRecord,
  listRecords,
  metadataFile,
  readRecord,
  saveMetadata,
  saveRecord,
  type Shelf,
  workFolder,
  type WorkRecord,
} from "../../../lib/store/records";
import { someHash } from "../../shared/fixture";
import { refusalOf } from "../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";

const ADDRESS = "0x976EA74026E726554dB657fA54763abd0C3a0aa9";
const OTHER_REGISTRY = "0x1111111111111111111111111111111111111111";
const ADVICE = "Name a record.json that a registration wrote.";

/** Large enough that writing it takes several steps. */
const LARGE = 4_000_000;

function someRecord(changes: Partial<WorkRecord["registration"]> = {}): WorkRecord {
  return {
    format: "colophon-record/1",
    title: "Le phare",
    file: { name: "poem.txt", size: 628 },
    claim: { owner: ADDRESS, contentHash: someHash(), metadataHash: someHash() },
    registration: {
      chainId: 31337,
      registry: ADDRESS,
      transactionHash: someHash(),
      blockNumber: 7,
      registeredAt: 1_777_887_000,
      finalAt: 1_777_887_600,
      ...changes,
    },
  };
}

describe("the store of records", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  describe("workFolder", () => {
    it("is a folder of the work in that of its registry", () => {
      const hash = someHash();
      const shelf = { home: "home", network: "embedded", registry: ADDRESS };

      expect(workFolder(shelf, hash)).to.equal(join("home", "works", "embedded", ADDRESS, hash.slice(2)));
    });
  });

  describe("saveMetadata", () => {
    it("keeps them where their owner alone can read them", async () => {
      const shelf = { home: folder.at("home"), network: "embedded", registry: ADDRESS };

      await saveMetadata(workFolder(shelf, someHash()), metadataFromFields({ title: "Le phare" }));

      for (const path of ["home/works", `home/works/embedded/${ADDRESS}`]) {
        expect(statSync(folder.at(path)).mode & 0o777, path).to.equal(0o700);
      }
    });

    it("keeps the very bytes that are hashed, in a file named by their hash", async () => {
      const metadata = metadataFromFields({ title: "Le phare", author: "Anne Kerbrat" });

      await saveMetadata(folder.at("work"), metadata);

      const path = metadataFile(folder.at("work"), metadataHash(metadata));
      expect(path).to.equal(folder.at(`work/${metadataHash(metadata).slice(2)}.metadata.json`));
      expect(readFileSync(path, "utf8")).to.equal(
        '{"@context":"https://schema.org","@type":"CreativeWork","author":"Anne Kerbrat","name":"Le phare"}',
      );
    });

    it("keeps every version of them", async () => {
      for (const title of ["One", "Two", "One"]) await saveMetadata(folder.at("work"), metadataFromFields({ title }));

      expect(readdirSync(folder.at("work"))).to.have.length(2);
    });

    it("says in words that it cannot write", async () => {
      writeFileSync(folder.at("work"), "a file where the folder is to be");
      const metadata = metadataFromFields({ title: "Le phare" });

      const refusal = await refusalOf(() => saveMetadata(folder.at("work"), metadata));

      expect(refusal.message).to.contain(`${folder.at("work")} cannot be written: `);
      expect(refusal.advice).to.equal("Check that the disk has room and that this user may write there.");
      expect(refusal.exitCode).to.equal(1);
    });
  });

  describe("saveRecord", () => {
    it("writes what readRecord reads", async () => {
      const record = someRecord();

      const path = await saveRecord(folder.at("work"), record);

      expect(path).to.equal(folder.at("work/record.json"));
      expect(await readRecord(path)).to.deep.equal(record);
      expect(readdirSync(folder.at("work"))).to.deep.equal(["record.json"]);
    });

    it("keeps the proof of a work that was claimed from an anchor", async () => {
      const anchor = { root: someHash(), salt: someHash(), proof: [someHash(), someHash()], anchoredAt: 1_777_886_000 };
      const record: WorkRecord = { ...someRecord(), anchor };

      const path = await saveRecord(folder.at("work"), record);

      expect(await readRecord(path)).to.deep.equal(record);
    });

    it("never shows half a record to whoever reads meanwhile", async () => {
      const records = [someRecord(), someRecord()].map((record) => ({ ...record, title: "x".repeat(LARGE) }));
      const [first] = records;
      if (first === undefined) throw new Error("there is no record");
      const path = await saveRecord(folder.at("work"), first);
      let isWriting = true;
      const writing = (async () => {
        for (const record of [...records, ...records, ...records]) await saveRecord(folder.at("work"), record);
        isWriting = false;
      })();

      const sizes = new Set<number>();
      while (isWriting) sizes.add((await readFileLength(path)) ?? 0);
      await writing;

      expect([...sizes]).to.deep.equal([readFileSync(path).length]);
    });

    it("leaves a whole record when the process is killed", async () => {
      const record = { ...someRecord(), title: "x".repeat(LARGE) };
      writeFileSync(folder.at("input.json"), JSON.stringify(record));
      const script = `
        const { saveRecord } = require(${JSON.stringify(join(config.paths.root, "lib", "store", "records.ts"))});
        const record = JSON.parse(require("node:fs").readFileSync(${JSON.stringify(folder.at("input.json"))}, "utf8"));
        (async () => { for (let i = 0; ; i++) { console.log(i); await saveRecord(${JSON.stringify(folder.at("work"))}, record); } })();
      `;
      const loader = ["-r", "ts-node/register/transpile-only"];
      const child = spawn(process.execPath, [...loader, "-e", script], { cwd: config.paths.root });
      // By the third line two records are written, and the next is under way.
      for await (const line of createInterface(child.stdout)) if (line === "2") break;
      child.kill("SIGKILL");
      await once(child, "exit");

      expect(await readRecord(folder.at("work/record.json"))).to.deep.equal(record);
    });
  });

  describe("hasRecord", () => {
    it("does not take what a killed run left for a record", async () => {
      mkdirSync(folder.at("work"));
      writeFileSync(folder.at("work/record.json.3141592653"), "{");

      expect(await hasRecord(folder.at("work"))).to.equal(false);
      await saveRecord(folder.at("work"), someRecord());
      expect(await hasRecord(folder.at("work"))).to.equal(true);
    });

    it("is false where there is no folder", async () => {
      expect(await hasRecord(folder.at("nowhere"))).to.equal(false);
    });
  });

  describe("readRecord", () => {
    const { registration, claim, file, ...rest } = someRecord();
    const damages: [situation: string, content: unknown, problem: string][] = [
      [
        "without a title",
        { format: rest.format, file, claim, registration },
        "title Invalid input: expected string, received undefined",
      ],
      ["with a field that is not known", { ...someRecord(), note: "x" }, 'Unrecognized key: "note"'],
      [
        "with a field too many inside",
        { ...rest, file, registration, claim: { ...claim, note: "x" } },
        'claim Unrecognized key: "note"',
      ],
      [
        "without a claim's owner",
        { ...rest, file, registration, claim: { contentHash: claim.contentHash, metadataHash: claim.metadataHash } },
        "claim.owner Invalid input: expected string, received undefined",
      ],
      [
        "with an owner that is no address",
        { ...rest, file, registration, claim: { ...claim, owner: "aurora" } },
        "claim.owner is not an address",
      ],
      [
        "with a hash in upper case",
        { ...rest, file, registration, claim: { ...claim, contentHash: `0x${"A".repeat(64)}` } },
        "claim.contentHash is not 0x and 64 lower-case hex digits",
      ],
      [
        "with a time that is no whole number",
        { ...rest, file, claim, registration: { ...registration, registeredAt: 1.5 } },
        "registration.registeredAt Invalid input: expected int, received number",
      ],
      [
        "with a negative block",
        { ...rest, file, claim, registration: { ...registration, blockNumber: -1 } },
        "registration.blockNumber Too small: expected number to be >=0",
      ],
      [
        "with an anchor that has no proof",
        { ...someRecord(), anchor: { root: someHash(), salt: someHash(), anchoredAt: 1 } },
        "anchor.proof Invalid input: expected array, received undefined",
      ],
      [
        "with a salt that is too short",
        { ...someRecord(), anchor: { root: someHash(), salt: "0x11", proof: [], anchoredAt: 1 } },
        "anchor.salt is not 0x and 64 lower-case hex digits",
      ],
      ["that is a list", [], "Invalid input: expected object, received array"],
      ["that is a text", "record", "Invalid input: expected object, received string"],
    ];
    it("refuses a record of a later version, and says which reads it", async () => {
      const path = folder.at("record.json");
      writeFileSync(path, JSON.stringify({ ...someRecord(), format: "colophon-record/2" }));

      const refusal = await refusalOf(() => readRecord(path));

      expect(refusal.message).to.equal(
        `${path} is not a record: its format is colophon-record/2, and this version reads colophon-record/1`,
      );
      expect(refusal.advice).to.equal("Read it with the version of Colophon that wrote it, or a newer one.");
      expect(refusal.exitCode).to.equal(2);
    });

    for (const [situation, content, problem] of damages) {
      it(`refuses a file ${situation}`, async () => {
        const path = folder.at("record.json");
        writeFileSync(path, JSON.stringify(content));

        const refusal = await refusalOf(() => readRecord(path));

        expect(refusal.message).to.equal(`${path} is not a record: ${problem}`);
        expect(refusal.advice).to.equal(ADVICE);
        expect(refusal.exitCode).to.equal(2);
      });
    }

    it("refuses a file that is not JSON, and says where", async () => {
      const path = folder.at("record.json");
      writeFileSync(path, JSON.stringify(someRecord()).slice(0, -1));

      const refusal = await refusalOf(() => readRecord(path));

      expect(refusal.message).to.match(/record\.json:1:\d+: not valid JSON$/);
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses a file that does not exist, and a folder", async () => {
      const missing = await refusalOf(() => readRecord(folder.at("record.json")));
      const directory = await refusalOf(() => readRecord(folder.at("")));

      expect(missing.message).to.equal(`${folder.at("record.json")} does not exist`);
      expect(missing.exitCode).to.equal(2);
      expect(directory.message).to.equal(`${folder.at("")} is a folder, not a file`);
      expect(directory.exitCode).to.equal(2);
    });
  });

  describe("listRecords", () => {
    const shelf = (network = "embedded", registry = ADDRESS): Shelf => ({ home: folder.at(""), network, registry });

    async function keep(record: WorkRecord, on = shelf()): Promise<WorkRecord> {
      await saveRecord(workFolder(on, record.claim.contentHash), record);
      return record;
    }

    it("gives the records of a registry, the oldest registration first", async () => {
      const third = await keep(someRecord({ blockNumber: 30 }));
      const first = await keep(someRecord({ blockNumber: 4 }));
      const second = await keep(someRecord({ blockNumber: 21 }));
      await keep(someRecord(), shelf("consortium"));
      await keep(someRecord(), shelf("embedded", OTHER_REGISTRY));

      expect(await listRecords(shelf())).to.deep.equal({ sound: [first, second, third], odd: [] });
    });

    it("passes over a work that has metadata and no record", async () => {
      const record = await keep(someRecord());
      await saveMetadata(workFolder(shelf(), someHash()), metadataFromFields({ title: "x" }));

      expect(await listRecords(shelf())).to.deep.equal({ sound: [record], odd: [] });
    });

    it("gives none where nothing was registered", async () => {
      expect(await listRecords(shelf())).to.deep.equal({ sound: [], odd: [] });
    });

    it("passes over what is no record, and names those that are odd beside those that are sound", async () => {
      const record = await keep(someRecord());
      const works = join(workFolder(shelf(), record.claim.contentHash), "..");
      for (const name of [".DS_Store", "Thumbs.db", "0".repeat(64)]) writeFileSync(join(works, name), "");
      mkdirSync(join(works, "notes"));
      const [damaged, later, link, gone] = Array.from({ length: 4 }, () => workFolder(shelf(), someHash()));
      if (damaged === undefined || later === undefined || link === undefined || gone === undefined) throw new Error();
      await saveRecord(damaged, someRecord());
      writeFileSync(join(damaged, "record.json"), "{}");
      mkdirSync(later);
      writeFileSync(join(later, "record.json"), '{"format":"colophon-record/2"}');
      symlinkSync(folder.at("nowhere"), link);
      mkdirSync(gone);
      symlinkSync(folder.at("nowhere"), join(gone, "record.json"));

      const { sound, odd } = await listRecords(shelf());

      expect(sound).to.deep.equal([record]);
      expect(odd.map(({ problem }) => problem)).to.have.members([
        `${join(damaged, "record.json")} is not a record: format Invalid input: expected "colophon-record/1"`,
        `${join(later, "record.json")} is not a record: its format is colophon-record/2, and this version reads colophon-record/1`,
        `${link} is a link that leads nowhere`,
        `${join(gone, "record.json")} is a link that leads nowhere`,
      ]);
    });
  });
});

async function readFileLength(path: string): Promise<number | undefined> {
  // Each reading waits its turn, so that the writer gets one too.
  await new Promise(setImmediate);
  return existsSync(path) ? readFileSync(path).length : undefined;
}
