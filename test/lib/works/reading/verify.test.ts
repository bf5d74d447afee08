import { appendFileSync, writeFileSync } from "node:fs";

import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { sha256, toUtf8Bytes } from "ethers";

import type { BatchFile } from "../../../../lib/batch/file/batch-file";
import type { StagedRow } from "../../../../lib/batch/file/staging";
import { readTitle } from "../../../../lib/chain/contracts/title";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { metadataFromFields } from "../../../../lib/metadata/metadata";
import type { WorkRecord } from "../../../../lib/store/records";
import { verifyWork } from "../../../../lib/works/reading/verify";
import { registerWork } from "../../../../lib/works/writing/register";
import { registerAnchored } from "../../../shared/anchors";
import { TitleStatus } from "../../../shared/enums";
import { someHash } from "../../../shared/fixture";
import { batchOn, someRow } from "../../batch/shared/batches";
import { refusalOf } from "../../shared/refusal";
import { setStage, type Stage } from "../../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

const NOBODY = "0x1111111111111111111111111111111111111111";

/** Parts of a record to change. */
interface Changes {
  readonly file?: Partial<WorkRecord["file"]>;
  readonly claim?: Partial<WorkRecord["claim"]>;
  readonly registration?: Partial<WorkRecord["registration"]>;
}

function changed(record: WorkRecord, { file, claim, registration }: Changes): WorkRecord {
  return {
    ...record,
    file: { ...record.file, ...file },
    claim: { ...record.claim, ...claim },
    registration: { ...record.registration, ...registration },
  };
}

describe("verifyWork", () => {
  let folder: TemporaryFolder;
  let stage: Stage;
  let record: WorkRecord;
  let poem: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    poem = folder.at("poem.txt");
    writeFileSync(poem, "La mer allume ses feux.\n");
    stage = await setStage();
    const registration = { file: poem, metadata: metadataFromFields({ title: "Le phare" }), home: folder.at("home") };
    ({ record } = await registerWork(stage.colophon, devWallet("aurora"), registration));
  });
  afterEach(() => folder.remove());

  describe("without a record", () => {
    it("tells who registered the file, and when", async () => {
      const { colophon } = stage;
      const { contentHash, metadataHash } = record.claim;

      expect(await verifyWork(colophon, poem, undefined)).to.deep.equal({
        file: poem,
        size: 24,
        contentHash,
        verified: true,
        network: "hardhat",
        chainId: 31337,
        registry: await stage.registry.getAddress(),
        title: await readTitle(colophon, BigInt(contentHash)),
        metadataHash,
        since: { time: record.registration.registeredAt, of: "registration" },
        anchored: [],
        evidence: undefined,
        unreadable: [],
        differences: [],
      });
    });

    it("does not know a file with one letter more", async () => {
      appendFileSync(poem, "x");

      const { verified, title, metadataHash, differences } = await verifyWork(stage.colophon, poem, undefined);

      expect({ verified, title, metadataHash, differences }).to.deep.equal({
        verified: false,
        title: undefined,
        metadataHash: undefined,
        differences: [],
      });
    });

    it("does not verify a title that is annulled, and verifies one that is held", async () => {
      const { colophon, registry, accounts } = stage;
      const byAdjudicator = registry.connect(accounts.adjudicator);
      const workId = BigInt(record.claim.contentHash);

      await byAdjudicator.setStatus(workId, TitleStatus.Held, someHash());
      expect((await verifyWork(colophon, poem, record)).verified).to.equal(true);

      await byAdjudicator.setStatus(workId, TitleStatus.Annulled, someHash());
      const { verified, title, differences } = await verifyWork(colophon, poem, record);
      expect({ verified, differences }).to.deep.equal({ verified: false, differences: [] });
      expect(title?.status).to.equal("annulled");
    });

    it("refuses a file that does not exist", async () => {
      const refusal = await refusalOf(() => verifyWork(stage.colophon, folder.at("other.txt"), undefined));

      expect(refusal.message).to.equal(`${folder.at("other.txt")} does not exist`);
      expect(refusal.exitCode).to.equal(2);
    });
  });

  describe("with the record of the registration", () => {
    it("finds that nothing differs", async () => {
      const { verified, differences } = await verifyWork(stage.colophon, poem, record);

      expect({ verified, differences }).to.deep.equal({ verified: true, differences: [] });
    });

    it("finds that nothing differs after an amendment and a transfer, and tells the owner and the metadata of now", async () => {
      const { registry, accounts, colophon } = stage;
      const workId = BigInt(record.claim.contentHash);
      const amended = someHash();
      await registry.amend(workId, amended);
      await time.increaseTo(record.registration.finalAt);
      await registry.transferFrom(accounts.aurora, accounts.borealis, workId);

      const { verified, differences, title, metadataHash } = await verifyWork(colophon, poem, record);

      expect({ verified, differences }).to.deep.equal({ verified: true, differences: [] });
      expect(title?.owner).to.equal(accounts.borealis.address);
      expect(metadataHash).to.equal(amended);
    });

    it("takes addresses however they are written", async () => {
      const { owner } = record.claim;
      const lower = changed(record, { claim: { owner: owner.toLowerCase() } });

      expect((await verifyWork(stage.colophon, poem, lower)).verified).to.equal(true);
    });
  });

  describe("with another record", () => {
    const hash = someHash();
    const differences: [
      what: string,
      changes: Changes,
      recorded: string | number,
      found: (record: WorkRecord) => unknown,
    ][] = [
      ["content hash", { claim: { contentHash: hash } }, hash, ({ claim }) => claim.contentHash],
      ["size in bytes", { file: { size: 23 } }, 23, ({ file }) => file.size],
      ["chain id", { registration: { chainId: 1337 } }, 1337, ({ registration }) => registration.chainId],
      ["registry", { registration: { registry: NOBODY } }, NOBODY, ({ registration }) => registration.registry],
      [
        "transaction",
        { registration: { transactionHash: hash } },
        hash,
        ({ registration }) => registration.transactionHash,
      ],
      ["block", { registration: { blockNumber: 1 } }, 1, ({ registration }) => registration.blockNumber],
      [
        "time of registration",
        { registration: { registeredAt: 1 } },
        1,
        ({ registration }) => registration.registeredAt,
      ],
      ["final from", { registration: { finalAt: 1 } }, 1, ({ registration }) => registration.finalAt],
      ["registered by", { claim: { owner: NOBODY } }, NOBODY, ({ claim }) => claim.owner],
      ["metadata hash", { claim: { metadataHash: hash } }, hash, ({ claim }) => claim.metadataHash],
    ];
    for (const [what, changes, recorded, found] of differences) {
      it(`names a difference of the ${what}`, async () => {
        const verification = await verifyWork(stage.colophon, poem, changed(record, changes));

        expect(verification.verified).to.equal(false);
        expect(verification.differences).to.deep.equal([
          `${what}: the record says ${recorded}, found ${String(found(record))}`,
        ]);
      });
    }

    it("names every difference where the file is not the one that was registered", async () => {
      appendFileSync(poem, "x");

      const { verified, title, differences: found } = await verifyWork(stage.colophon, poem, record);

      expect(verified).to.equal(false);
      expect(title).to.equal(undefined);
      expect(found.map((difference) => difference.split(":")[0])).to.deep.equal([
        "content hash",
        "size in bytes",
        "transaction",
        "block",
        "time of registration",
        "final from",
        "registered by",
        "metadata hash",
      ]);
      expect(found.at(-1)).to.equal(`metadata hash: the record says ${record.claim.metadataHash}, found nothing`);
    });
  });

  describe("with batch files", () => {
    const other = "Et la nuit se souvient.\n";
    const rowFor = (text: string): StagedRow => someRow(1, { contentHash: sha256(toUtf8Bytes(text)) });

    /** Anchors a batch with a file's work among others. */
    async function anchor(text: string): Promise<BatchFile> {
      const batch = await batchOn(stage, folder.at("batches"), [rowFor(text), someRow(2), someRow(3)]);
      batch.close();
      await stage.registry.anchor(batch.head.root ?? "");
      return batch;
    }

    it("verifies a file that has no title, by its anchor alone", async () => {
      writeFileSync(folder.at("other.txt"), other);
      const { path, head } = await anchor(other);
      const { metadataHash } = rowFor(other);

      const { verified, title, anchored, unreadable, differences } = await verifyWork(
        stage.colophon,
        folder.at("other.txt"),
        undefined,
        [path],
      );

      expect({ verified, title, unreadable, differences }).to.deep.equal({
        ...{ verified: true, title: undefined, unreadable: [], differences: [] },
      });
      const anchoredAt = Number(await stage.registry.anchoredAt(head.root ?? ""));
      expect(anchored).to.deep.equal([
        { batch: path, owner: devWallet("aurora").address, metadataHash, root: head.root, anchoredAt },
      ]);
    });

    it("tells of the title and of the anchor where there are both", async () => {
      const { path } = await anchor("La mer allume ses feux.\n");

      const { verified, title, anchored } = await verifyWork(stage.colophon, poem, record, [path]);

      expect(verified).to.equal(true);
      expect(title?.owner).to.equal(record.claim.owner);
      expect(anchored.map(({ batch }) => batch)).to.deep.equal([path]);
    });

    it("does not verify an annulled title by an anchor", async () => {
      const { path } = await anchor("La mer allume ses feux.\n");
      const byAdjudicator = stage.registry.connect(stage.accounts.adjudicator);
      await byAdjudicator.setStatus(BigInt(record.claim.contentHash), TitleStatus.Annulled, someHash());

      expect((await verifyWork(stage.colophon, poem, undefined, [path])).verified).to.equal(false);
    });

    it("does not verify a file without a title by an anchor where the record says that it has one", async () => {
      writeFileSync(folder.at("other.txt"), other);
      const { path } = await anchor(other);

      const { verified, differences } = await verifyWork(stage.colophon, folder.at("other.txt"), record, [path]);

      expect(verified).to.equal(false);
      expect(differences).to.not.deep.equal([]);
    });

    it("goes on where a batch file is damaged, and names it", async () => {
      const { path } = await anchor("La mer allume ses feux.\n");
      const damaged = folder.at("damaged.sqlite");
      writeFileSync(damaged, "damaged");

      const { verified, anchored, unreadable } = await verifyWork(stage.colophon, poem, record, [damaged, path]);

      expect(verified).to.equal(true);
      expect(anchored.map(({ batch }) => batch)).to.deep.equal([path]);
      expect(unreadable).to.deep.equal([`${damaged} is not a batch file, or it is damaged: file is not a database`]);
    });

    describe("and the record of a claim", () => {
      /** The record as a claim from an anchor would have written it. */
      async function claimed(changes: Partial<WorkRecord["anchor"]> = {}): Promise<WorkRecord> {
        const claim = { ...record.claim, contentHash: sha256(toUtf8Bytes(other)) };
        writeFileSync(folder.at("other.txt"), other);
        const { proven, root, time: at } = await registerAnchored(stage.registry, claim);
        const [, salt, , proof] = proven;
        const { registeredAt, finalAt, changedAtBlock } = await stage.registry.titleOf(BigInt(claim.contentHash));
        const block = await stage.colophon.provider.getBlock(Number(changedAtBlock));
        return {
          ...record,
          file: { name: "other.txt", size: Buffer.byteLength(other) },
          claim,
          registration: {
            ...record.registration,
            transactionHash: block?.transactions[0] ?? "",
            blockNumber: Number(changedAtBlock),
            registeredAt: Number(registeredAt),
            finalAt: Number(finalAt),
          },
          anchor: { root, salt, proof, anchoredAt: Number(at), ...changes },
        };
      }

      it("finds that nothing differs", async () => {
        const { verified, differences } = await verifyWork(stage.colophon, folder.at("other.txt"), await claimed());

        expect({ verified, differences }).to.deep.equal({ verified: true, differences: [] });
      });

      it("finds that the proof does not hold", async () => {
        const forged = await claimed({ salt: someHash() });

        const { verified, differences } = await verifyWork(stage.colophon, folder.at("other.txt"), forged);

        expect(verified).to.equal(false);
        expect(differences).to.deep.equal([
          `time of the anchor: the record says ${forged.anchor?.anchoredAt}, found nothing`,
        ]);
      });

      it("finds that the time of the anchor was another", async () => {
        const forged = await claimed({ anchoredAt: 1 });

        const { differences } = await verifyWork(stage.colophon, folder.at("other.txt"), forged);

        expect(differences).to.deep.equal([
          `time of the anchor: the record says 1, found ${forged.registration.registeredAt}`,
        ]);
      });
    });
  });
});
