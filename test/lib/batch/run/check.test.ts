import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { sha256, toUtf8Bytes } from "ethers";

import { BatchFile } from "../../../../lib/batch/file/batch-file";
import type { BatchMode } from "../../../../lib/batch/file/format";
import { type BatchCheck, checkBatch } from "../../../../lib/batch/run/check";
import { registerBatch } from "../../../../lib/batch/run/register";
import type { Progress } from "../../../../lib/progress";
import { TitleStatus } from "../../../shared/enums";
import { someHash } from "../../../shared/fixture";
import { refusalOf } from "../../shared/refusal";
import { setStage, type Stage } from "../../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { AURORA, batchOn, BOREALIS, someRow, someRows, tamper } from "../shared/batches";

const METADATA = '{"@context":"https://schema.org","@type":"CreativeWork","name":"Forged"}';
const METADATA_HASH = Buffer.from(sha256(toUtf8Bytes(METADATA)).slice(2), "hex");

describe("checkBatch", () => {
  let folder: TemporaryFolder;
  let stage: Stage;
  beforeEach(async () => {
    folder = await temporaryFolder();
    stage = await setStage();
  });
  afterEach(() => folder.remove());

  /** Makes a batch of five works. @returns the path of its file */
  async function make(mode: BatchMode, isRegistered = true): Promise<string> {
    const batch = await batchOn(stage, folder.at("batches"), someRows(5), { mode });
    try {
      const sending = { signal: new AbortController().signal, onProgress: () => undefined };
      if (isRegistered) await registerBatch(stage.colophon, AURORA, batch, sending);
      return batch.path;
    } finally {
      batch.close();
    }
  }

  async function check(path: string, onProgress: (progress: Progress) => void = () => undefined): Promise<BatchCheck> {
    const batch = BatchFile.open(path, "read");
    try {
      return await checkBatch(stage.colophon, batch, onProgress);
    } finally {
      batch.close();
    }
  }

  function contentOf(path: string, line: number): string {
    const batch = BatchFile.open(path, "read");
    const { contentHash } = batch.work(line).claim;
    batch.close();
    return contentHash;
  }

  describe("when another account made the anchor", () => {
    async function anchoredByBorealis(): Promise<string> {
      const path = await make("anchor", false);
      const batch = BatchFile.open(path, "read");
      await stage.registry.connect(stage.accounts.borealis).anchor(batch.head.root ?? "");
      batch.close();
      return path;
    }

    it("proves nothing: anybody can write claims in the owner's name", async () => {
      const { verified, problems } = await check(await anchoredByBorealis());

      expect(verified).to.equal(false);
      expect(problems).to.deep.equal([
        `the root was anchored by ${BOREALIS.address}, who does not act for the owner ${AURORA.address}`,
      ]);
    });

    it("proves every work where that is the owner's operator", async () => {
      const path = await anchoredByBorealis();
      await stage.registry.connect(stage.accounts.aurora).setApprovalForAll(BOREALIS.address, true);

      expect(await check(path)).to.include({ verified: true });
    });
  });

  for (const mode of ["anchor", "direct"] as const) {
    describe(`in ${mode} mode`, () => {
      it("proves every work", async () => {
        const path = await make(mode);

        const { anchored, ...result } = await check(path);

        expect(result).to.deep.equal({ verified: true, works: 5, problems: [] });
        expect(anchored?.account).to.equal(mode === "anchor" ? AURORA.address : undefined);
      });

      it("does not mind another name, line, size or source: they are for people's eyes", async () => {
        const path = await make(mode);
        tamper(path, "UPDATE works SET name = 'forged', size = 1, line = 9 WHERE id = 2");
        tamper(path, "UPDATE batch SET source = 'forged'");

        expect(await check(path)).to.include({ verified: true });
      });

      it("finds metadata that are not those of the claim, and names the line", async () => {
        const path = await make(mode);
        tamper(path, "UPDATE works SET metadata = ? WHERE id = 2", [METADATA]);

        const { verified, problems } = await check(path);

        expect(verified).to.equal(false);
        expect(problems).to.deep.equal(["line 2, work-2.txt: the metadata are not those of the claim"]);
      });

      it("finds that a work is missing or one too many, and says so before anything else", async () => {
        const missing = await make(mode);
        tamper(missing, "DELETE FROM works WHERE id = 2");
        const more = await make(mode);
        tamper(
          more,
          "INSERT INTO works SELECT 9, line, name, size, randomblob(32), metadata_hash, salt, metadata FROM works WHERE id = 2",
        );

        expect((await check(missing)).problems).to.deep.equal(["the file has 4 works and says 5"]);
        expect((await check(more)).problems).to.deep.equal(["the file has 6 works and says 5"]);
      });

      it("refuses a file with a hash that is none", async () => {
        const path = await make(mode);
        tamper(path, "UPDATE works SET metadata_hash = randomblob(31) WHERE id = 2");

        const refusal = await refusalOf(() => check(path));

        expect(refusal.message).to.contain("line 2 has no hash where one belongs");
        expect(refusal.exitCode).to.equal(2);
      });

      it("tells how far it is", async () => {
        const told: Progress[] = [];

        await check(await make(mode), (progress) => told.push(progress));

        expect(told).to.deep.equal([{ stage: "Checking", done: 5, total: 5, unit: "works" }]);
      });
    });
  }

  describe("of an anchored batch", () => {
    const forgeries: [what: string, sql: string, values?: unknown[]][] = [
      ["a salt", "UPDATE works SET salt = randomblob(32) WHERE id = 2"],
      ["a content hash", "UPDATE works SET content_hash = randomblob(32) WHERE id = 2"],
      [
        "metadata with their hash",
        "UPDATE works SET metadata = ?, metadata_hash = ? WHERE id = 2",
        [METADATA, METADATA_HASH],
      ],
      ["the owner", "UPDATE batch SET owner = ?", [BOREALIS.address]],
    ];
    for (const [what, sql, values] of forgeries) {
      it(`finds that somebody has changed ${what}`, async () => {
        const path = await make("anchor");
        tamper(path, sql, values);

        const { verified, problems } = await check(path);

        expect(verified).to.equal(false);
        const changed = what === "the owner" ? [1, 2, 3, 4, 5] : [2];
        expect(problems.slice(0, changed.length)).to.deep.equal(
          changed.map(
            (line) => `line ${line}, work-${line}.txt: its claim or its salt is not what the tree was made from`,
          ),
        );
        expect(problems[changed.length]).to.equal("the claims do not lead to the root");
        expect(problems[changed.length + 1]).to.equal("node 0 of the tree is not what the claims lead to");
      });
    }

    it("finds a work that has no salt", async () => {
      const path = await make("anchor");
      tamper(path, "UPDATE works SET salt = NULL WHERE id = 2");

      expect((await check(path)).problems[0]).to.equal("line 2, work-2.txt: has no salt");
    });

    it("finds that a node of the tree was changed, and which", async () => {
      const path = await make("anchor");
      const batch = BatchFile.open(path, "read");
      const nodes = Buffer.concat(Array.from({ length: 9 }, (_, index) => batch.node(index)));
      batch.close();
      nodes.writeUInt8(nodes.readUInt8(3 * 32) ^ 1, 3 * 32);
      tamper(path, "UPDATE nodes SET hashes = ?", [nodes]);

      const { verified, problems } = await check(path);

      expect(verified).to.equal(false);
      expect(problems).to.deep.equal(["node 3 of the tree is not what the claims lead to"]);
    });

    it("finds that nodes of the tree are missing", async () => {
      const path = await make("anchor");
      tamper(path, "UPDATE nodes SET hashes = substr(hashes, 1, 64)");

      const { problems } = await check(path);

      expect(problems).to.deep.equal(
        [2, 3, 4, 5, 6, 7, 8].map((index) => `node ${index} of the tree is not what the claims lead to`),
      );
    });

    it("finds that the root was changed, also where the other is anchored", async () => {
      const path = await make("anchor");
      const root = someHash();
      await stage.registry.anchor(root);
      tamper(path, "UPDATE batch SET root = ?", [Buffer.from(root.slice(2), "hex")]);

      const { verified, problems } = await check(path);

      expect(verified).to.equal(false);
      expect(problems).to.deep.equal(["the claims do not lead to the root"]);
    });

    it("says that the root is not anchored, whatever the file says", async () => {
      const path = await make("anchor", false);
      tamper(path, "INSERT INTO anchor VALUES (?, 1, 1)", [AURORA.address]);
      const batch = BatchFile.open(path, "read");
      const { root } = batch.head;
      batch.close();

      const { verified, anchored, problems } = await check(path);

      expect({ verified, anchored }).to.deep.equal({ verified: false, anchored: undefined });
      expect(problems).to.deep.equal([`the root ${root} is not anchored`]);
    });

    it("does not name more than a hundred problems", async () => {
      const batch = await batchOn(stage, folder.at("batches"), someRows(150));
      batch.close();
      tamper(batch.path, "UPDATE works SET metadata = ?", [METADATA]);

      expect((await check(batch.path)).problems).to.have.length(100);
    });
  });

  describe("of a direct batch", () => {
    it("says which works are not registered", async () => {
      const path = await make("direct", false);
      const batch = BatchFile.open(path, "read");
      for (const line of [1, 2, 4]) await stage.registry.register(batch.work(line).claim);
      batch.close();

      const { verified, problems } = await check(path);

      expect(verified).to.equal(false);
      expect(problems).to.deep.equal([3, 5].map((line) => `line ${line}, work-${line}.txt: is not registered`));
    });

    it("says which works others have registered, also where the file does not say so", async () => {
      const path = await make("direct", false);
      const byBorealis = stage.registry.connect(stage.accounts.borealis);
      const batch = BatchFile.open(path, "write");
      await byBorealis.register({ ...batch.work(2).claim, owner: BOREALIS.address });
      const before = await check(path);
      const sending = { signal: new AbortController().signal, onProgress: () => undefined };
      await registerBatch(stage.colophon, AURORA, batch, sending);
      batch.close();

      const problem = `line 2, work-2.txt: is registered by another: ${BOREALIS.address}`;
      expect(before.problems).to.include(problem);
      expect((await check(path)).problems).to.deep.equal([problem]);
    });

    it("finds metadata that were changed together with their hash", async () => {
      const path = await make("direct");
      tamper(path, "UPDATE works SET metadata = ?, metadata_hash = ? WHERE id = 2", [METADATA, METADATA_HASH]);

      expect((await check(path)).problems).to.deep.equal(["line 2, work-2.txt: is registered with other metadata"]);
    });

    it("finds that the owner was changed", async () => {
      const path = await make("direct");
      tamper(path, "UPDATE batch SET owner = ?", [BOREALIS.address]);

      const { problems } = await check(path);

      expect(problems).to.have.length(5);
      expect(problems[0]).to.equal(`line 1, work-1.txt: is registered by another: ${AURORA.address}`);
    });

    it("does not mind that a title was amended or has moved since", async () => {
      const path = await make("direct");
      const { registry, accounts } = stage;
      const workIds = [1, 2, 3].map((line) => BigInt(contentOf(path, line))) as [bigint, bigint, bigint];
      const byAdjudicator = registry.connect(accounts.adjudicator);
      await registry.amend(workIds[0], someHash());
      await time.increaseTo((await registry.titleOf(workIds[1])).finalAt);
      await byAdjudicator.correctTitle(workIds[1], BOREALIS.address, someHash());
      await byAdjudicator.setStatus(workIds[2], TitleStatus.Held, someHash());

      expect(await check(path)).to.deep.include({ verified: true, problems: [] });
    });
  });

  it("checks a batch of one work", async () => {
    const batch = await batchOn(stage, folder.at("batches"), [someRow(1)]);
    const sending = { signal: new AbortController().signal, onProgress: () => undefined };
    await registerBatch(stage.colophon, AURORA, batch, sending);
    batch.close();

    expect(await check(batch.path)).to.deep.include({ verified: true, works: 1, problems: [] });
  });
});
