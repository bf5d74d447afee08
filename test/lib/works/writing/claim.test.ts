import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";

import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import type { BaseWallet } from "ethers";
import { sha256, toQuantity, toUtf8Bytes } from "ethers";

import type { BatchFile } from "../../../../lib/batch/file/batch-file";
import type { BatchTarget, StagedRow } from "../../../../lib/batch/file/staging";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { formatTime } from "../../../../lib/chain/rpc/time";
import { metadataFromFields } from "../../../../lib/metadata/metadata";
import { readRecord } from "../../../../lib/store/records";
import { verifyWork } from "../../../../lib/works/reading/verify";
import type { Registered } from "../../../../lib/works/writing/carry-out";
import { claimWork } from "../../../../lib/works/writing/claim";
import { registerWork } from "../../../../lib/works/writing/register";
import { someHash } from "../../../shared/fixture";
import { NO_TITLE, titleOf } from "../../../shared/records";
import { AURORA, batchOn, BOREALIS, someRow, tamper } from "../../batch/shared/batches";
import { nodeInBetween } from "../../shared/node-in-between";
import { refusalOf } from "../../shared/refusal";
import { setStage, type Stage } from "../../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

const POEM = "La mer allume ses feux.\n";
const CONTENT_HASH = sha256(toUtf8Bytes(POEM));
const WORK_ID = BigInt(CONTENT_HASH);
const OTHER_REGISTRY = "0x2222222222222222222222222222222222222222";

describe("claimWork", () => {
  let folder: TemporaryFolder;
  let stage: Stage;
  let row: StagedRow;
  beforeEach(async () => {
    folder = await temporaryFolder();
    writeFileSync(folder.at("poem.txt"), POEM);
    stage = await setStage();
    row = someRow(2, { contentHash: CONTENT_HASH, name: "works/poem.txt" });
  });
  afterEach(() => folder.remove());

  /** A batch with the poem in it, whose root is not anchored. */
  async function make(changes: Partial<BatchTarget> = {}): Promise<BatchFile> {
    const batch = await batchOn(stage, folder.at("batches"), [someRow(1), row, someRow(3)], changes);
    batch.close();
    return batch;
  }

  async function anchored(): Promise<{ path: string; root: string; anchoredAt: number }> {
    const { path, head } = await make();
    const { root = "" } = head;
    await stage.registry.anchor(root);
    return { path, root, anchoredAt: Number(await stage.registry.anchoredAt(root)) };
  }

  const claim = (batch: string, wallet: BaseWallet = AURORA, file = "poem.txt"): Promise<Registered> =>
    claimWork(stage.colophon, wallet, { file: folder.at(file), batch, home: folder.at("home") });

  describe("when nobody has a title", () => {
    it("gives the owner one of the anchor's time, and keeps record, proof and metadata", async () => {
      const { path, root, anchoredAt } = await anchored();

      const { record, recordPath, metadataPath, isNew } = await claim(path);

      const title = await titleOf(stage.registry, WORK_ID);
      expect(title.owner).to.equal(AURORA.address);
      expect(Number(title.registeredAt)).to.equal(anchoredAt);
      expect(isNew).to.equal(true);
      const { anchor, registration, ...rest } = record;
      expect(rest).to.deep.equal({
        format: "colophon-record/1",
        title: "Work 2",
        file: { name: "poem.txt", size: Buffer.byteLength(POEM) },
        claim: { owner: AURORA.address, contentHash: CONTENT_HASH, metadataHash: row.metadataHash },
      });
      expect(registration).to.include({ registeredAt: anchoredAt, finalAt: Number(title.finalAt) });
      expect(anchor).to.include({ root, anchoredAt });
      const { salt = "", proof = [] } = anchor ?? {};
      expect(await stage.registry.verifyAnchored(record.claim, salt, root, proof)).to.equal(BigInt(anchoredAt));
      expect(await readRecord(recordPath)).to.deep.equal(record);
      expect(readFileSync(metadataPath, "utf8")).to.equal(row.metadata);
    });

    it("leaves a record that verifies without the batch file", async () => {
      const { path } = await anchored();
      const { record } = await claim(path);

      const { verified, differences } = await verifyWork(stage.colophon, folder.at("poem.txt"), record);

      expect({ verified, differences }).to.deep.equal({ verified: true, differences: [] });
    });

    it("may be sent by anybody for the owner, whose title it is", async () => {
      const { path } = await anchored();

      const { record } = await claim(path, devWallet("publisher"));

      expect(record.claim.owner).to.equal(AURORA.address);
      expect((await titleOf(stage.registry, WORK_ID)).owner).to.equal(AURORA.address);
    });
  });

  describe("when the owner has the title already", () => {
    it("says so the second time, and since when", async () => {
      const { path, anchoredAt } = await anchored();
      await claim(path);

      const refusal = await refusalOf(() => claim(path));

      expect(refusal.message).to.equal(`You registered ${CONTENT_HASH} on ${formatTime(anchoredAt)} already`);
      expect(refusal.exitCode).to.equal(1);
    });

    it("tells whoever claims it for the owner whose it is, not that it is theirs", async () => {
      const { path } = await anchored();
      await claim(path);

      const refusal = await refusalOf(() => claim(path, devWallet("publisher")));

      expect(refusal).to.include({ code: "WorkRegistryAlreadyRegistered" });
      expect(refusal.message).to.contain(`is already registered by ${AURORA.address}`);
    });

    it("writes the record that a killed run has left out", async () => {
      const { path } = await anchored();
      const { record } = await claim(path);

      const again = await claimWork(stage.colophon, AURORA, {
        ...{ file: folder.at("poem.txt"), batch: path, home: folder.at("other-home") },
      });

      expect(again.isNew).to.equal(false);
      expect(again.record).to.deep.equal(record);
    });
  });

  describe("when the owner has registered the work since, with other metadata", () => {
    const registerMine = async (): Promise<Registered> => {
      const metadata = metadataFromFields({ title: "Le phare", author: "Anne Kerbrat" });
      return registerWork(stage.colophon, AURORA, { file: folder.at("poem.txt"), metadata, home: folder.at("home") });
    };

    it("gives the final title its date; the record keeps its registration and gets the anchor", async () => {
      const { path, root, anchoredAt } = await anchored();
      const mine = (await registerMine()).record;
      await time.increaseTo(mine.registration.finalAt);

      const { record, recordPath, isNew } = await claim(path);

      const title = await titleOf(stage.registry, WORK_ID);
      expect(Number(title.registeredAt)).to.equal(anchoredAt);
      expect(title.events).to.equal(2n);
      expect(isNew).to.equal(true);
      const { anchor, ...rest } = record;
      expect(rest).to.deep.equal({
        ...mine,
        registration: { ...mine.registration, registeredAt: anchoredAt, finalAt: Number(title.finalAt) },
      });
      expect(anchor).to.deep.include({
        ...{ root, anchoredAt },
        claim: { owner: AURORA.address, metadataHash: row.metadataHash },
      });
      expect(await readRecord(recordPath)).to.deep.equal(record);
      const { verified, differences } = await verifyWork(stage.colophon, folder.at("poem.txt"), record);
      expect({ verified, differences }).to.deep.equal({ verified: true, differences: [] });
    });

    it("finishes a run that was killed before the record had its anchor, and sends nothing more", async () => {
      const { path } = await anchored();
      const mine = await registerMine();
      const { record } = await claim(path);
      writeFileSync(mine.recordPath, JSON.stringify(mine.record));
      const sent = await stage.colophon.provider.getTransactionCount(AURORA.address);

      const again = await claim(path);

      expect(again.isNew).to.equal(false);
      expect(again.record).to.deep.equal(record);
      expect(await stage.colophon.provider.getTransactionCount(AURORA.address)).to.equal(sent);
      const refusal = await refusalOf(() => claim(path));
      expect(refusal.message).to.contain("already");
    });

    it("makes the record anew where the store has none, and it verifies", async () => {
      const { path } = await anchored();
      const mine = await registerMine();
      rmSync(folder.at("home"), { recursive: true });

      const { record } = await claim(path);

      expect(record.claim).to.deep.equal(mine.record.claim);
      expect(record.registration.transactionHash).to.equal(mine.record.registration.transactionHash);
      expect((await verifyWork(stage.colophon, folder.at("poem.txt"), record)).verified).to.equal(true);
    });
  });

  describe("when an order has given the owner a title that another registered", () => {
    it("gives it the owner's own earlier date, and a record that verifies", async () => {
      const { path, anchoredAt } = await anchored();
      const { registry, accounts } = stage;
      const theirs = { owner: BOREALIS.address, contentHash: CONTENT_HASH, metadataHash: someHash() };
      await registry.connect(accounts.borealis).register(theirs);
      await time.increaseTo((await titleOf(registry, WORK_ID)).finalAt);
      await registry.connect(accounts.adjudicator).correctTitle(WORK_ID, AURORA.address, someHash());

      const { record } = await claim(path);

      expect(record.claim).to.deep.equal(theirs);
      expect(record.anchor?.claim).to.deep.equal({ owner: AURORA.address, metadataHash: row.metadataHash });
      expect(record.registration.registeredAt).to.equal(anchoredAt);
      const { differences } = await verifyWork(stage.colophon, folder.at("poem.txt"), record);
      expect(differences).to.deep.equal([]);
      const refusal = await refusalOf(() => claim(path));
      expect(refusal.message).to.equal(`You registered ${CONTENT_HASH} on ${formatTime(anchoredAt)} already`);
    });
  });

  describe("when somebody else has registered the work since", () => {
    const register = (): Promise<unknown> => {
      const theirs = { owner: BOREALIS.address, contentHash: CONTENT_HASH, metadataHash: someHash() };
      return stage.registry.connect(stage.accounts.borealis).register(theirs);
    };

    it("takes the title over while it is provisional", async () => {
      const { path, anchoredAt } = await anchored();
      await register();

      const { record, isNew } = await claim(path);

      const title = await titleOf(stage.registry, WORK_ID);
      expect(title.owner).to.equal(AURORA.address);
      expect(Number(title.registeredAt)).to.equal(anchoredAt);
      expect(isNew).to.equal(true);
      expect(record.registration.registeredAt).to.equal(anchoredAt);
      expect((await verifyWork(stage.colophon, folder.at("poem.txt"), record)).verified).to.equal(true);
    });

    it("refuses once the title is final, and writes nothing", async () => {
      const { path, anchoredAt } = await anchored();
      await register();
      const { registeredAt, finalAt } = await titleOf(stage.registry, WORK_ID);
      await time.increaseTo(finalAt);

      const refusal = await refusalOf(() => claim(path));

      expect(refusal.message).to.equal(
        `The work ${CONTENT_HASH} has a final title, registered on ${formatTime(registeredAt)}; your anchor is of ${formatTime(anchoredAt)}`,
      );
      expect(refusal.exitCode).to.equal(1);
      expect((await titleOf(stage.registry, WORK_ID)).owner).to.equal(BOREALIS.address);
      expect(existsSync(folder.at("home"))).to.equal(false);
    });

    it("refuses where the title is older than the anchor", async () => {
      await register();
      const { registeredAt } = await titleOf(stage.registry, WORK_ID);
      const { path } = await anchored();

      const refusal = await refusalOf(() => claim(path));

      expect(refusal.message).to.equal(
        `The work ${CONTENT_HASH} is already registered by ${BOREALIS.address} on ${formatTime(registeredAt)}`,
      );
      expect(existsSync(folder.at("home"))).to.equal(false);
    });
  });

  describe("refuses, sends nothing and writes nothing", () => {
    let before: number;
    beforeEach(async () => {
      before = await stage.colophon.provider.getTransactionCount(AURORA.address);
    });
    afterEach(async () => {
      expect(await titleOf(stage.registry, WORK_ID)).to.deep.equal(NO_TITLE);
      expect(existsSync(folder.at("home"))).to.equal(false);
    });
    const sent = async (): Promise<number> =>
      (await stage.colophon.provider.getTransactionCount(AURORA.address)) - before;

    it("a file that the batch does not have", async () => {
      const { path } = await make();
      writeFileSync(folder.at("other.txt"), `${POEM}x`);

      const refusal = await refusalOf(() => claim(path, AURORA, "other.txt"));

      const hash = sha256(toUtf8Bytes(`${POEM}x`));
      expect(refusal.message).to.equal(`${path} does not have the file ${folder.at("other.txt")} (${hash})`);
      expect(refusal.advice).to.equal("Leave --batch out: the batch file of the store that has it is found.");
      expect(refusal.exitCode).to.equal(2);
      expect(await sent()).to.equal(0);
    });

    for (const [what, changes] of [
      ["registry", { registry: OTHER_REGISTRY }],
      ["chain", { chainId: 1337 }],
    ] as const) {
      it(`a batch of another ${what}`, async () => {
        const { path, head } = await make(changes);

        const refusal = await refusalOf(() => claim(path));

        expect(refusal.message).to.equal(
          `${path} is a batch of the registry ${head.registry} on chain ${head.chainId}`,
        );
        const { address } = stage.colophon.deployment.WorkRegistry;
        expect(refusal.advice).to.equal(
          `This network has the registry ${address} on chain 31337: choose another with --network.`,
        );
        expect(refusal.exitCode).to.equal(2);
        expect(await sent()).to.equal(0);
      });
    }

    it("a batch that is not anchored", async () => {
      const { path, head } = await make();

      const refusal = await refusalOf(() => claim(path));

      expect(refusal.message).to.equal(`The root ${head.root} is not anchored on this chain`);
      expect(refusal.advice).to.equal(
        "Anchor it by running npx hardhat work register-batch again, with the same source.",
      );
      expect(await sent()).to.equal(0);
    });

    it("a batch in direct mode", async () => {
      const { path } = await make({ mode: "direct" });

      const refusal = await refusalOf(() => claim(path));

      expect(refusal.message).to.equal(`${path} is a batch in direct mode: it has no anchor to claim from`);
      expect(refusal.exitCode).to.equal(2);
      expect(await sent()).to.equal(0);
    });

    it("metadata that are not those of the claim", async () => {
      const { path } = await make();
      tamper(path, "UPDATE works SET metadata = replace(metadata, 'Work', 'Werk')");

      const refusal = await refusalOf(() => claim(path));

      expect(refusal.message).to.equal(
        `${path} is not a batch file, or it is damaged: the metadata of line 2 are not those of its claim`,
      );
      expect(refusal.exitCode).to.equal(2);
      expect(await sent()).to.equal(0);
    });
  });

  describe("while the chain's time is that of the anchor", () => {
    const laterAsks = 4;

    it("waits, shows the claim to no node, and claims in the next second", async () => {
      const { path, anchoredAt } = await anchored();
      const { selector } = stage.registry.interface.getFunction("registerAnchored");
      let asks = 0;
      const shownAfter: number[] = [];
      const watch = (answer: unknown, [call]: readonly unknown[]): unknown => {
        // What an ethers provider asks.
        if ((call as { data: string }).data.startsWith(selector)) shownAfter.push(asks);
        return answer;
      };
      const { provider } = nodeInBetween({
        eth_call: watch,
        eth_estimateGas: watch,
        eth_getBlockByNumber: (block) => {
          asks += 1;
          return asks < laterAsks ? Object.assign({}, block, { timestamp: toQuantity(anchoredAt) }) : block;
        },
      });
      const registry = stage.colophon.registry.connect(provider);

      const { isNew } = await claimWork({ ...stage.colophon, registry, provider }, AURORA, {
        ...{ file: folder.at("poem.txt"), batch: path, home: folder.at("home") },
      });

      expect(isNew).to.equal(true);
      expect(shownAfter).to.not.deep.equal([]);
      expect(Math.min(...shownAfter)).to.be.at.least(laterAsks);
    });

    it("does not wait where the next block is of a later second, though the node gives it no number yet", async () => {
      const { path } = await anchored();
      const pending: unknown[] = [];
      const { provider } = nodeInBetween({
        eth_getBlockByNumber: (block, [tag]) => {
          if (tag === "pending") pending.push(block);
          return block;
        },
      });
      const registry = stage.colophon.registry.connect(provider);

      await claimWork({ ...stage.colophon, registry, provider }, AURORA, {
        ...{ file: folder.at("poem.txt"), batch: path, home: folder.at("home") },
      });

      expect(pending).to.have.length(1);
      expect(pending[0]).to.include({ number: null });
    });
  });
});
