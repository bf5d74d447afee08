import { expect } from "chai";

import { BatchFile } from "../../../../lib/batch/file/batch-file";
import { isUnwritable } from "../../../../lib/batch/file/database";
import { type Anchored, Ledger, type SettledCall } from "../../../../lib/batch/file/ledger";
import type { JournalEntry } from "../../../../lib/chain/sending/pipeline";
import { someHash } from "../../../shared/fixture";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { AURORA, BOREALIS, sealBatch, someRows } from "../shared/batches";

/** More than SQLite's and JavaScript's numbers can hold. */
const HUGE_PRICE = 2n ** 70n + 1n;

function signed(key: number, nonce: number, changes: Partial<JournalEntry> = {}): JournalEntry {
  return { key, from: AURORA.address, nonce, gasPrice: 7n, hash: someHash(), raw: someHash(), ...changes };
}

/** A call of three works, the first of which was not taken. */
function settledWithRejection(call: number): SettledCall {
  const rejections = [{ work: 3 * call + 1, reason: "already registered" }];
  return { call, transactionHash: someHash(), block: 12, rejections };
}

describe("Ledger", () => {
  let folder: TemporaryFolder;
  let path: string;
  let batch: BatchFile;
  let ledger: Ledger;
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = await sealBatch(folder.at("batches"), someRows(7), { mode: "direct", worksPerCall: 3 });
    batch = BatchFile.open(path, "write");
    ledger = new Ledger(batch);
  });
  afterEach(async () => {
    batch.close();
    await folder.remove();
  });

  /** What another process would find in the file now. */
  function onDisk<T>(look: (ledger: Ledger) => T): T {
    const other = BatchFile.open(path, "read");
    try {
      return look(new Ledger(other));
    } finally {
      other.close();
    }
  }

  it("is empty in a new batch file", () => {
    expect(ledger.entries()).to.deep.equal([]);
    expect(ledger.receipts()).to.deep.equal([]);
    expect(ledger.rejections()).to.deep.equal([]);
    expect(ledger.rejected).to.equal(0);
    expect(ledger.anchored()).to.equal(undefined);
  });

  describe("add", () => {
    it("keeps signed transactions in their order, on the disk", () => {
      const entries = [signed(1, 5), signed(0, 4, { gasPrice: HUGE_PRICE }), signed(2, 6)];

      ledger.add(entries);

      expect(ledger.entries()).to.deep.equal(entries);
      expect(onDisk((other) => other.entries())).to.deep.equal(entries);
    });

    it("keeps every version of a call's transaction", () => {
      const versions = [signed(0, 4), signed(0, 4, { gasPrice: 9n }), signed(0, 8)];

      for (const version of versions) ledger.add([version]);

      expect(ledger.entries()).to.deep.equal(versions);
    });

    it("says that the disk is full, and keeps what it had", () => {
      ledger.add([signed(0, 4)]);
      const { page_count: pages } = batch.database.prepare("PRAGMA page_count").get([]) as { page_count: number };
      batch.database.exec(`PRAGMA max_page_count = ${pages}`);

      let problem: unknown;
      try {
        ledger.add([signed(1, 5, { raw: `0x${"00".repeat(100_000)}` })]);
      } catch (error) {
        problem = error;
      }

      expect(isUnwritable(problem)).to.equal(true);
      expect(onDisk((other) => other.entries())).to.have.length(1);
      ledger.drop(0);
      expect(ledger.entries()).to.deep.equal([]);
    });

    it("keeps all of them or none", () => {
      const broken = signed(1, 5);
      Object.assign(broken, { raw: null });

      expect(() => {
        ledger.add([signed(0, 4), broken]);
      }).to.throw("NOT NULL constraint failed");
      expect(ledger.entries()).to.deep.equal([]);
    });
  });

  describe("settle", () => {
    it("notes that a call is on chain, and gives its transactions no more", () => {
      const entries = [signed(0, 4), signed(1, 5), signed(1, 5, { gasPrice: 9n }), signed(2, 6)];
      ledger.add(entries);
      const [, , replaced] = entries;
      const receipt = { call: 1, transactionHash: replaced?.hash ?? "", block: 12 };

      ledger.settle([{ ...receipt, rejections: [{ work: 5, reason: "already registered" }] }]);

      expect(ledger.entries()).to.deep.equal([entries[0], entries[3]]);
      expect(onDisk((other) => other.receipts())).to.deep.equal([receipt]);
      expect(onDisk((other) => other.rejections())).to.deep.equal([{ work: 5, reason: "already registered" }]);
      expect(ledger.rejected).to.equal(1);
    });

    it("may be told twice, and the second word counts", () => {
      const first = { call: 0, transactionHash: someHash(), block: 12 };
      ledger.settle([{ ...first, rejections: [{ work: 1, reason: "zero content hash" }] }]);
      const receipt = { call: 0, transactionHash: someHash(), block: 14 };

      ledger.settle([{ ...receipt, rejections: [{ work: 1, reason: "already registered" }] }]);

      expect(ledger.receipts()).to.deep.equal([receipt]);
      expect(ledger.rejections()).to.deep.equal([{ work: 1, reason: "already registered" }]);
    });

    it("gives receipts by the calls and rejections by the works", () => {
      ledger.settle([2, 0, 1].map(settledWithRejection));

      expect(ledger.receipts().map(({ call }) => call)).to.deep.equal([0, 1, 2]);
      expect(ledger.rejections().map(({ work }) => work)).to.deep.equal([1, 4, 7]);
    });

    it("notes none of several calls where one of them cannot be noted", () => {
      // A batch file has no null in it.
      const broken = { ...settledWithRejection(1), transactionHash: null as unknown as string };

      expect(() => {
        ledger.settle([settledWithRejection(0), broken]);
      }).to.throw("NOT NULL");

      expect(onDisk((other) => other.receipts())).to.deep.equal([]);
      expect(onDisk((other) => other.rejections())).to.deep.equal([]);
    });
  });

  describe("unsettle", () => {
    it("forgets a receipt and the rejections of its works, and gives its transactions again", () => {
      const entries = [signed(0, 4), signed(1, 5)];
      ledger.add(entries);
      ledger.settle([0, 1].map(settledWithRejection));

      ledger.unsettle(0, [1, 2, 3]);

      expect(onDisk((other) => other.entries())).to.deep.equal([entries[0]]);
      expect(ledger.receipts().map(({ call }) => call)).to.deep.equal([1]);
      expect(ledger.rejections().map(({ work }) => work)).to.deep.equal([4]);
    });

    it("does nothing where there is no receipt", () => {
      ledger.unsettle(0, [1, 2, 3]);

      expect(ledger.receipts()).to.deep.equal([]);
    });
  });

  describe("drop", () => {
    it("forgets every transaction of a call, and of no other", () => {
      const entries = [signed(0, 4), signed(0, 4, { gasPrice: 9n }), signed(1, 5)];
      ledger.add(entries);

      ledger.drop(0);

      expect(onDisk((other) => other.entries())).to.deep.equal([entries[2]]);
    });
  });

  describe("setAnchored", () => {
    it("notes what the chain says, and forgets what it said before", () => {
      const first: Anchored = { account: AURORA.address, anchoredAt: 1_777_887_000, block: 12 };
      const second: Anchored = { account: BOREALIS.address, anchoredAt: 1_777_887_001, block: 13 };

      ledger.setAnchored(first);
      expect(onDisk((other) => other.anchored())).to.deep.equal(first);
      ledger.setAnchored(second);
      expect(onDisk((other) => other.anchored())).to.deep.equal(second);
      ledger.setAnchored(undefined);
      expect(onDisk((other) => other.anchored())).to.equal(undefined);
    });
  });
});
