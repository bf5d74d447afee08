import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";

import { expect } from "chai";

import { BatchFile } from "../../../../lib/batch/file/batch-file";
import { createDatabase, openDatabase } from "../../../../lib/batch/file/database";
import { Ledger } from "../../../../lib/batch/file/ledger";
import type { BatchTarget, StagedRow } from "../../../../lib/batch/file/staging";
import type { ColophonError } from "../../../../lib/errors";
import { leafOf, treeOf } from "../../../shared/anchors";
import { someHash } from "../../../shared/fixture";
import { refusalOf } from "../../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { asUnprivileged } from "../../shared/unprivileged";
import { AURORA, sealBatch, SOME_TARGET, someRow, someRows, tamper } from "../shared/batches";

const ADVICE = "Name a file of .colophon/batches, or restore it from a copy.";
const CHECK_PATH = "Check the spelling of the path and the folder you are in.";
/** More works than the nodes of one row of the table: 2 * 2100 - 1 nodes are two rows. */
const TWO_CHUNKS = 2_100;

describe("BatchFile", () => {
  let folder: TemporaryFolder;
  let open: BatchFile[];
  beforeEach(async () => {
    folder = await temporaryFolder();
    open = [];
  });
  afterEach(async () => {
    for (const batch of open) batch.close();
    await folder.remove();
  });

  const seal = (rows: readonly StagedRow[], changes: Partial<BatchTarget> = {}): Promise<string> =>
    sealBatch(folder.at("batches"), rows, changes);

  function read(path: string): BatchFile {
    const batch = BatchFile.open(path, "read");
    open.push(batch);
    return batch;
  }

  describe("head", () => {
    it("says what the batch is, with the root of OpenZeppelin's tree", async () => {
      const batch = read(await seal(someRows(5)));

      const leaves = [...batch.works()].map(({ claim, salt }) => leafOf(claim, salt));
      const { worksPerCall, ...target } = SOME_TARGET;
      expect(batch.head).to.deep.include({ ...target, worksPerCall, works: 5, root: treeOf(leaves).root });
      expect(batch.size).to.equal(5);
      expect(batch.calls).to.equal(1);
    });

    it("has no root in direct mode, and a call for every few works", async () => {
      const batch = read(await seal(someRows(7), { mode: "direct", worksPerCall: 3 }));

      expect(batch.head).to.include({ mode: "direct", works: 7, worksPerCall: 3, root: undefined });
      expect(batch.calls).to.equal(3);
      expect([0, 1, 2, 3].map((call) => batch.worksOfCall(call).map(({ line }) => line))).to.deep.equal([
        [1, 2, 3],
        [4, 5, 6],
        [7],
        [],
      ]);
    });
  });

  describe("find", () => {
    it("gives the work with a content, with all that is known of it", async () => {
      const rows = [someRow(1), someRow(2, { name: "诗/été 🎵.txt" }), someRow(3, { size: undefined })];
      const batch = read(await seal(rows));

      for (const [index, { line, name, size, contentHash = "", metadataHash, metadata }] of rows.entries()) {
        const { salt, ...work } = batch.find(contentHash) ?? {};
        expect(salt).to.match(/^0x[0-9a-f]{64}$/);
        expect(work).to.deep.equal({
          ...{ id: index + 1, line, name, size, metadata },
          claim: { owner: AURORA.address, contentHash, metadataHash },
        });
        expect(batch.work(index + 1)).to.deep.equal({ ...work, salt });
      }
      expect(batch.find(someHash())).to.equal(undefined);
    });
  });

  describe("expect", () => {
    it("makes no difference to what is found", async () => {
      const rows = [someRow(1, { name: "诗/été 🎵.txt" }), someRow(2, { size: undefined }), someRow(3)];
      for (const mode of ["anchor", "direct"] as const) {
        const path = await seal(rows, { mode });
        const [plain, reader] = [read(path), read(path)];
        const hashes = [...rows.map(({ contentHash = "" }) => contentHash), someHash()];

        reader.expect(hashes);

        for (const hash of hashes) expect(reader.find(hash)).to.deep.equal(plain.find(hash));
      }
    });

    it("asks once for all that is found then", async () => {
      const rows = someRows(3);
      const path = await seal(rows);
      const batch = read(path);
      const [first, second, third] = rows.map(({ contentHash = "" }) => contentHash);
      batch.expect([first ?? "", second ?? ""]);
      tamper(path, "DELETE FROM works");

      expect(batch.find(first ?? "")?.line).to.equal(1);
      expect(batch.find(second ?? "")?.line).to.equal(2);
      expect(batch.find(third ?? "")).to.equal(undefined);
    });

    it("leaves it to the search to say of one work what is wrong with it", async () => {
      const rows = someRows(3);
      const path = await seal(rows);
      tamper(path, "UPDATE works SET salt = x'00' WHERE id = 1");
      tamper(path, "UPDATE works SET metadata = x'ff' WHERE id = 2");
      const batch = read(path);
      const [first = "", , third = ""] = rows.map(({ contentHash = "" }) => contentHash);

      batch.expect(rows.map(({ contentHash = "" }) => contentHash));

      expect(() => batch.find(first)).to.throw("line 1 has no hash where one belongs");
      expect(batch.find(third)?.line).to.equal(3);
    });
  });

  describe("proofOf", () => {
    it("gives the proof of every work, also where the tree fills several rows", async () => {
      const batch = read(await seal(someRows(TWO_CHUNKS)));
      const works = [...batch.works()];
      const tree = treeOf(works.map(({ claim, salt }) => leafOf(claim, salt)));

      for (const index of [0, 1, 999, TWO_CHUNKS - 1]) {
        const work = works[index];
        if (work === undefined) throw new Error(`there is no work ${index}`);
        expect(await batch.proofOf(work)).to.deep.equal({
          salt: work.salt,
          root: tree.root,
          proof: tree.getProof(index),
        });
      }
    });

    it("is empty for a batch of one work", async () => {
      const batch = read(await seal(someRows(1)));

      const { root, proof } = await batch.proofOf(batch.work(1));

      expect(proof).to.deep.equal([]);
      expect(root).to.equal(batch.head.root);
    });

    it("refuses a work whose salt was changed", async () => {
      const path = await seal(someRows(3));
      tamper(path, "UPDATE works SET salt = randomblob(32) WHERE id = 2");
      const batch = read(path);

      const refusal = await refusalOf(() => batch.proofOf(batch.work(2)));

      const { contentHash } = batch.work(2).claim;
      expect(refusal.message).to.equal(
        `${path} is not a batch file, or it is damaged: its tree has no leaf for the work ${contentHash}`,
      );
      expect(refusal.exitCode).to.equal(2);
    });

    it("is not to be asked of a direct batch", async () => {
      const batch = read(await seal(someRows(1), { mode: "direct" }));

      const error: unknown = await batch.proofOf(batch.work(1)).catch((thrown: unknown) => thrown);

      expect(error).to.be.instanceOf(Error).with.property("message", `${batch.path} is not a batch with a tree`);
    });
  });

  describe("open", () => {
    const damages: [situation: string, damage: (path: string) => void, problem: string | RegExp][] = [
      [
        "a text",
        (path) => {
          writeFileSync(path, "La mer allume ses feux.\n".repeat(100));
        },
        "file is not a database",
      ],
      [
        "an empty file",
        (path) => {
          writeFileSync(path, "");
        },
        "no such table: batch",
      ],
      [
        "a file that was cut off",
        (path) => {
          truncateSync(path, 10_000);
        },
        /malformed|disk image/,
      ],
      [
        "a folder",
        (path) => {
          rmSync(path);
          mkdirSync(path);
        },
        /./,
      ],
      [
        "another database",
        (path) => {
          rmSync(path);
          const other = createDatabase(path);
          other.exec("CREATE TABLE other (a)");
          other.close();
        },
        "it holds what no batch file has: CREATE TABLE other(a)",
      ],
      [
        "a file of a later version",
        (path) => {
          tamper(path, "UPDATE batch SET format = 'colophon-batch/2'");
        },
        'format Invalid input: expected "colophon-batch/1"',
      ],
      [
        "a batch that has no row about itself",
        (path) => {
          tamper(path, "DELETE FROM batch");
        },
        "Invalid input: expected object, received undefined",
      ],
      [
        "a batch of nobody",
        (path) => {
          tamper(path, "UPDATE batch SET owner = 'aurora'");
        },
        "owner is not an EIP-55 address",
      ],
      [
        "a batch whose root is half a hash",
        (path) => {
          tamper(path, "UPDATE batch SET root = randomblob(16)");
        },
        "root is not 32 bytes",
      ],
      [
        "a batch without works",
        (path) => {
          tamper(path, "UPDATE batch SET works = 0");
        },
        "works Too small: expected number to be >0",
      ],
    ];
    for (const access of ["read", "write"] as const) {
      for (const [situation, damage, problem] of damages) {
        it(`refuses ${situation}, to ${access}`, async () => {
          const path = await seal(someRows(3));
          damage(path);

          const refusal: ColophonError = await refusalOf(() => BatchFile.open(path, access));

          const begin = `${path} is not a batch file, or it is damaged: `;
          expect(refusal.message.slice(0, begin.length)).to.equal(begin);
          if (typeof problem === "string") expect(refusal.message.slice(begin.length)).to.equal(problem);
          else expect(refusal.message.slice(begin.length)).to.match(problem);
          expect(refusal.advice).to.equal(ADVICE);
          expect(refusal.exitCode).to.equal(2);
        });
      }
    }

    it("refuses a path that leads nowhere, and makes no file there", async () => {
      for (const access of ["read", "write"] as const) {
        const refusal = await refusalOf(() => BatchFile.open(folder.at("none.sqlite"), access));

        expect(refusal.message).to.equal(`${folder.at("none.sqlite")} does not exist`);
        expect(refusal.advice).to.equal(CHECK_PATH);
        expect(refusal.exitCode).to.equal(2);
      }
      expect(existsSync(folder.at("none.sqlite"))).to.equal(false);
    });

    it("refuses a file that this user may not read", async () => {
      const path = await seal(someRows(1));
      chmodSync(path, 0o000);

      for (const folderPath of [folder.at(""), folder.at("batches")]) chmodSync(folderPath, 0o755);
      const refusal = await refusalOf(() => asUnprivileged(async () => BatchFile.open(path, "read")));

      // Where root has stepped down, the system still answers for root, and only SQLite finds out.
      const words =
        process.getuid?.() === 0 ? "is not a batch file, or it is damaged: " : "may not be read by this user";
      expect(refusal.message).to.contain(`${path} ${words}`);
      expect(refusal.exitCode).to.equal(2);
    });

    it("reads a file that a killed process left in the middle of a change, as it was before", async () => {
      const path = await seal(someRows(3));
      const copy = folder.at("killed.sqlite");
      const writer = openDatabase(path, "write");
      // So little memory that the change reaches the file before it is committed.
      writer.exec("PRAGMA cache_size = 1; BEGIN; UPDATE works SET metadata = hex(randomblob(10000))");
      copyFileSync(path, copy);
      copyFileSync(`${path}-journal`, `${copy}-journal`);
      writer.exec("ROLLBACK");
      writer.close();

      const batch = read(copy);

      expect([...batch.works()].map(({ metadata }) => metadata)).to.deep.equal(
        [...read(path).works()].map(({ metadata }) => metadata),
      );
      expect(existsSync(`${copy}-journal`)).to.equal(false);
    });

    for (const isLinked of [false, true]) {
      it(`refuses a journal that names another file, which SQLite would delete${isLinked ? ", behind a link" : ""}`, async () => {
        const path = await seal(someRows(3));
        const victim = folder.at("keys.json");
        writeFileSync(victim, "keys");
        const name = Buffer.from(victim);
        const numbers = Buffer.alloc(8);
        numbers.writeUInt32BE(name.length);
        numbers.writeUInt32BE(
          name.reduce((sum, byte) => sum + byte, 0),
          4,
        );
        // The end of a journal that belongs to a change of several files (https://sqlite.org/fileformat.html).
        const end = [Buffer.from("00040001", "hex"), name, numbers, Buffer.from("d9d505f920a163d7", "hex")];
        writeFileSync(`${path}-journal`, Buffer.concat([Buffer.alloc(512), ...end]));
        const link = folder.at("link.sqlite");
        symlinkSync(path, link);
        // Beside the link lies what looks unfinished.
        writeFileSync(`${link}-journal`, "");
        const opened = isLinked ? link : path;

        const refusal = await refusalOf(() => BatchFile.open(opened, "read"));

        expect(refusal.message).to.contain("the journal beside it names other files");
        expect(existsSync(victim)).to.equal(true);
      });
    }

    it("names the line where a work has no hash", async () => {
      const path = await seal(someRows(3));
      tamper(path, "UPDATE works SET salt = 'salt' WHERE id = 2");
      const batch = read(path);

      const refusal = await refusalOf(() => batch.work(2));

      expect(refusal.message).to.equal(
        `${path} is not a batch file, or it is damaged: line 2 has no hash where one belongs`,
      );
    });
  });

  it("changes nothing when it is only read", async () => {
    const path = await seal(someRows(3));
    const batch = read(path);

    expect(() => {
      new Ledger(batch).setAnchored({ account: AURORA.address, anchoredAt: 1, block: 1 });
    }).to.throw("attempt to write a readonly database");
  });
});
