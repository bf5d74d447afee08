import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

import { expect } from "chai";
import { sha256, toUtf8Bytes } from "ethers";
import { network } from "hardhat";

import type { Colophon } from "../../../../lib/chain/contracts/colophon";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { formatTime } from "../../../../lib/chain/rpc/time";
import { metadataFromFields, metadataHash } from "../../../../lib/metadata/metadata";
import { readRecord } from "../../../../lib/store/records";
import { verifyWork } from "../../../../lib/works/reading/verify";
import type { Registered } from "../../../../lib/works/writing/carry-out";
import { registerWork } from "../../../../lib/works/writing/register";
import { someHash } from "../../../shared/fixture";
import { titleOf } from "../../../shared/records";
import { broadcast, sign } from "../../shared/by-hand";
import { nodeError, nodeInBetween } from "../../shared/node-in-between";
import { refusalOf } from "../../shared/refusal";
import { setStage, type Stage } from "../../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

const POEM = "La mer allume ses feux.\n";
const CONTENT_HASH = sha256(toUtf8Bytes(POEM));
const WORK_ID = BigInt(CONTENT_HASH);
const METADATA = metadataFromFields({ title: "Le phare", author: "Anne Kerbrat" });
const OTHER_METADATA = metadataFromFields({ title: "Le phare, revu" });
const AURORA = devWallet("aurora");
const BOREALIS = devWallet("borealis");

describe("registerWork", () => {
  let folder: TemporaryFolder;
  let stage: Stage;
  beforeEach(async () => {
    folder = await temporaryFolder();
    writeFileSync(folder.at("poem.txt"), POEM);
    stage = await setStage();
  });
  afterEach(async () => {
    await network.provider.send("evm_setAutomine", [true]);
    await folder.remove();
  });

  const workFolder = (): string => {
    const registry = stage.colophon.deployment.WorkRegistry.address;
    return folder.at(`home/works/hardhat/${registry}/${CONTENT_HASH.slice(2)}`);
  };
  const kept = (): string[] => (existsSync(workFolder()) ? readdirSync(workFolder()).sort() : []);

  async function register(
    changes: { colophon?: Colophon; wallet?: typeof AURORA; metadata?: typeof METADATA; file?: string } = {},
  ): Promise<Registered> {
    const { colophon = stage.colophon, wallet = AURORA, metadata = METADATA, file = "poem.txt" } = changes;
    return registerWork(colophon, wallet, { file: folder.at(file), metadata, home: folder.at("home") });
  }

  async function expectOwn(work: () => Promise<unknown>): Promise<void> {
    const refusal = await refusalOf(work);

    const { registeredAt } = await stage.registry.titleOf(WORK_ID);
    expect(refusal.message).to.equal(`You registered ${CONTENT_HASH} on ${formatTime(registeredAt)} already`);
    expect(refusal.advice).to.equal(
      "Its title: npx hardhat work show. To correct its metadata: npx hardhat work amend",
    );
    expect(refusal.exitCode).to.equal(1);
  }

  async function expectAlreadyRegistered(work: () => Promise<unknown>, owner: string): Promise<void> {
    const refusal = await refusalOf(work);

    const { registeredAt } = await stage.registry.titleOf(WORK_ID);
    expect(refusal.message).to.equal(
      `The work ${CONTENT_HASH} is already registered by ${owner} on ${formatTime(registeredAt)}`,
    );
    expect(refusal.advice).to.equal(
      "A title is never overwritten. If the work is yours, the courts and the adjudicators decide.",
    );
    expect(refusal.exitCode).to.equal(1);
  }

  describe("when nobody has registered the work", () => {
    it("registers it for the account that signs, and tells what it wrote", async () => {
      const registered = await register();

      const title = await titleOf(stage.registry, WORK_ID);
      expect(title.owner).to.equal(AURORA.address);
      expect(registered).to.deep.equal({
        record: {
          format: "colophon-record/1",
          title: "Le phare",
          file: { name: "poem.txt", size: Buffer.byteLength(POEM) },
          claim: { owner: AURORA.address, contentHash: CONTENT_HASH, metadataHash: metadataHash(METADATA) },
          registration: {
            chainId: 31337,
            registry: await stage.registry.getAddress(),
            transactionHash: registered.record.registration.transactionHash,
            blockNumber: Number(title.changedAtBlock),
            registeredAt: Number(title.registeredAt),
            finalAt: Number(title.finalAt),
          },
        },
        recordPath: `${workFolder()}/record.json`,
        metadataPath: `${workFolder()}/${metadataHash(METADATA).slice(2)}.metadata.json`,
        isNew: true,
      });
      const { transactionHash, blockNumber } = registered.record.registration;
      const receipt = await stage.colophon.provider.getTransactionReceipt(transactionHash);
      expect(receipt?.blockNumber).to.equal(blockNumber);
    });

    it("has the record and the metadata on the disk when it returns", async () => {
      const { record, recordPath, metadataPath } = await register();

      expect(await readRecord(recordPath)).to.deep.equal(record);
      expect(sha256(readFileSync(metadataPath))).to.equal(record.claim.metadataHash);
      expect(kept()).to.deep.equal([`${record.claim.metadataHash.slice(2)}.metadata.json`, "record.json"]);
    });

    it("has the metadata on the disk, and no record, when the transaction is sent", async () => {
      let atSending: string[] = [];
      const { provider } = nodeInBetween({
        eth_sendRawTransaction: (hash) => {
          atSending = kept();
          return hash;
        },
      });

      await register({ colophon: { ...stage.colophon, provider } });

      expect(atSending).to.deep.equal([`${metadataHash(METADATA).slice(2)}.metadata.json`]);
    });

    it("sends nothing where the metadata cannot be kept", async () => {
      mkdirSync(folder.at("home"));
      writeFileSync(folder.at("home/works"), "a file where the folder is to be");

      const refusal = await refusalOf(() => register());

      expect(refusal.message).to.match(/ cannot be written: /);
      expect(refusal.exitCode).to.equal(1);
      expect((await stage.registry.titleOf(WORK_ID)).registeredAt).to.equal(0n);
    });

    it("writes nothing where the registry refuses", async () => {
      const refusal = await refusalOf(() => register({ wallet: devWallet("publisher") }));

      expect(refusal.message).to.equal(
        `The account ${devWallet("publisher").address} is not an accredited party, or its accreditation has ended`,
      );
      expect(existsSync(folder.at("home"))).to.equal(false);
    });

    it("is told before the file is read that the registry takes none of the account", async () => {
      await stage.parties.connect(stage.accounts.accreditor).suspend(AURORA.address, someHash());

      const refusal = await refusalOf(() => register({ file: "nowhere.txt" }));

      expect(refusal.code).to.equal("WorkRegistryNotAccredited");
    });

    it("writes nothing where the file is refused", async () => {
      writeFileSync(folder.at("empty.txt"), "");

      const refusal = await refusalOf(() => register({ file: "empty.txt" }));

      expect(refusal.message).to.contain(`${folder.at("empty.txt")} is empty`);
      expect(existsSync(folder.at("home"))).to.equal(false);
    });
  });

  describe("when a run before was killed", () => {
    it("restores the record that it did not come to write, and sends nothing", async () => {
      const first = await register();
      rmSync(first.recordPath);
      const { provider, asked } = nodeInBetween({});

      const second = await register({ colophon: { ...stage.colophon, provider } });

      expect(second).to.deep.equal({ ...first, isNew: false });
      expect(await readRecord(second.recordPath)).to.deep.equal(first.record);
      expect(asked).not.to.include("eth_sendRawTransaction");
    });

    it("restores the metadata too where the whole store is lost", async () => {
      const first = await register();
      rmSync(folder.at("home"), { recursive: true });

      const second = await register();

      expect(second).to.deep.equal({ ...first, isNew: false });
      expect(kept()).to.deep.equal([`${metadataHash(METADATA).slice(2)}.metadata.json`, "record.json"]);
    });

    it("registers the work where the transaction was not sent", async () => {
      // A refusal for good ends the run at once, as a kill does.
      const { provider } = nodeInBetween({}, { eth_sendRawTransaction: nodeError("not permitted") });
      const attempt = register({ colophon: { ...stage.colophon, provider } });
      await expect(attempt).to.be.rejectedWith("not permitted");
      expect(kept()).to.deep.equal([`${metadataHash(METADATA).slice(2)}.metadata.json`]);

      const second = await register();

      expect(second.isNew).to.equal(true);
      expect((await stage.registry.titleOf(WORK_ID)).owner).to.equal(AURORA.address);
    });

    it("records its transaction where that was still on its way", async () => {
      const { registry, provider } = stage.colophon;
      const claim = { owner: AURORA.address, contentHash: CONTENT_HASH, metadataHash: metadataHash(METADATA) };
      await network.provider.send("evm_setAutomine", [false]);
      const first = await sign(AURORA, provider, await registry.register.populateTransaction(claim));
      const node = nodeInBetween({
        // By now the node has found the second transaction good, and it does not know the first one yet.
        eth_gasPrice: async (price) => {
          await broadcast(provider, first);
          return price;
        },
        eth_sendRawTransaction: async (hash) => {
          await network.provider.send("evm_mine");
          return hash;
        },
      });

      const { record, recordPath } = await register({ colophon: { ...stage.colophon, provider: node.provider } });

      expect(node.asked).to.include("eth_sendRawTransaction");
      expect(record.registration.transactionHash).to.equal(first.hash);
      expect(await readRecord(recordPath)).to.deep.equal(record);
      expect((await verifyWork(stage.colophon, folder.at("poem.txt"), record)).verified).to.equal(true);
    });

    it("restores what was registered, though the metadata were amended since", async () => {
      const first = await register();
      await stage.registry.amend(WORK_ID, metadataHash(OTHER_METADATA));
      rmSync(first.recordPath);

      const second = await register();

      expect(second.record).to.deep.equal(first.record);
      const { verified } = await verifyWork(stage.colophon, folder.at("poem.txt"), second.record);
      expect(verified).to.equal(true);
    });

    it("makes no record of metadata that were only amended to", async () => {
      const first = await register();
      await stage.registry.amend(WORK_ID, metadataHash(OTHER_METADATA));
      rmSync(first.recordPath);

      await expectOwn(() => register({ metadata: OTHER_METADATA }));

      expect(existsSync(first.recordPath)).to.equal(false);
    });
  });

  describe("when the work is registered", () => {
    it("refuses its owner, whose record stays as it is", async () => {
      const first = await register();

      await expectOwn(() => register());

      expect(await readRecord(first.recordPath)).to.deep.equal(first.record);
    });

    it("refuses its owner with other metadata, and writes nothing", async () => {
      await register();
      rmSync(folder.at("home"), { recursive: true });

      await expectOwn(() => register({ metadata: OTHER_METADATA }));

      expect(existsSync(folder.at("home"))).to.equal(false);
    });

    it("refuses everybody else, also with the same metadata, and writes nothing", async () => {
      await register();
      rmSync(folder.at("home"), { recursive: true });

      await expectAlreadyRegistered(() => register({ wallet: BOREALIS }), AURORA.address);

      expect(existsSync(folder.at("home"))).to.equal(false);
    });

    it("makes no record for whoever the title moved to: somebody else registered the work", async () => {
      const first = await register();
      const deed = someHash();
      await stage.registry.offerTitle(WORK_ID, BOREALIS.address, deed, 2n ** 40n - 1n);
      await network.provider.send("evm_increaseTime", [Number(await stage.registry.REVEAL_WINDOW())]);
      await stage.registry.connect(stage.accounts.borealis).acceptTitle(WORK_ID, deed);
      rmSync(first.recordPath);

      await expectAlreadyRegistered(() => register({ wallet: BOREALIS }), BOREALIS.address);

      expect(existsSync(first.recordPath)).to.equal(false);
    });
  });
});
