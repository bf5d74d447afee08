import { rmSync } from "node:fs";
import { join } from "node:path";

import { getStorageAt, setStorageAt, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { type BaseWallet, concat, dataSlice, keccak256, toBeHex } from "ethers";

import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { formatWorkId } from "../../../../lib/hashing/work-id";
import { type Standing, stateOf } from "../../../../lib/works/reading/state";
import type { Registered } from "../../../../lib/works/writing/carry-out";
import { ensureTitle } from "../../../../lib/works/writing/ensure-title";
import { TitleStatus } from "../../../shared/enums";
import { someHash } from "../../../shared/fixture";
import { NO_TITLE, titleOf } from "../../../shared/records";
import { AURORA, batchOn, BOREALIS, someRow, tamper } from "../../batch/shared/batches";
import { refusalOf } from "../../shared/refusal";
import { setStage, type Stage } from "../../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

/** Where Solady's ERC-721 keeps a title, and where its time is in the slot: docs/security.md. */
const TITLES_SEED = "0x7d882553";
const TIME_SHIFT = 160n;
const TIME_MASK = 2n ** 40n - 1n;

describe("the state of a work", () => {
  let folder: TemporaryFolder;
  let stage: Stage;
  let contentHash: string;
  let workId: bigint;
  beforeEach(async () => {
    folder = await temporaryFolder();
    stage = await setStage();
    contentHash = someHash();
    workId = BigInt(contentHash);
  });
  afterEach(() => folder.remove());

  /** Anchors the work in a batch of the store whose rows have no size. @returns when, and the batch file */
  async function anchor(owner = AURORA, sender = owner): Promise<{ path: string; anchoredAt: number }> {
    const { address } = stage.colophon.deployment.WorkRegistry;
    const rows = [someRow(1), someRow(2, { contentHash, name: "works/poem.txt", size: undefined })];
    const batches = join(folder.at("home"), "batches", "hardhat", address);
    const batch = await batchOn(stage, batches, rows, { owner: owner.address });
    batch.close();
    const root = batch.head.root ?? "";
    await stage.registry.connect(sender === AURORA ? stage.accounts.aurora : stage.accounts.borealis).anchor(root);
    return { path: batch.path, anchoredAt: Number(await stage.registry.anchoredAt(root)) };
  }

  const state = async (): Promise<Standing> => stateOf(stage.colophon, workId, folder.at("home"));
  const ensure = async (wallet: BaseWallet = AURORA): Promise<Registered | undefined> =>
    ensureTitle(stage.colophon, wallet, workId, folder.at("home"));

  async function register(owner = stage.accounts.aurora): Promise<void> {
    await stage.registry.connect(owner).register({ owner, contentHash, metadataHash: someHash() });
  }

  /** Has the chain say that the title was registered at this time, as a chain does of which the clock was put back since. */
  async function turnClockBack(registeredAt: number): Promise<void> {
    const registry = stage.colophon.deployment.WorkRegistry.address;
    const word = keccak256(concat([dataSlice(contentHash, 0, 28), TITLES_SEED]));
    const slot = toBeHex(BigInt.asUintN(256, 2n * workId + BigInt(word)));
    const held = BigInt(await getStorageAt(registry, slot));
    const others = held & ~(TIME_MASK << TIME_SHIFT);
    await setStorageAt(registry, slot, others | (BigInt(registeredAt) << TIME_SHIFT));
  }

  describe("stateOf", () => {
    it("is unknown where neither the chain nor a batch file has it", async () => {
      expect(await state()).to.deep.equal({
        ...{ work: formatWorkId(workId), state: "unknown", since: undefined, title: undefined },
        ...{ history: [], anchored: [], unreadable: [] },
      });
    });

    it("is anchored since the earliest anchor", async () => {
      const { path, anchoredAt } = await anchor();
      await anchor();

      const found = await state();

      expect(found).to.deep.include({ state: "anchored", since: { time: anchoredAt, of: "anchor" } });
      expect(found.anchored[0]?.batch).to.equal(path);
    });

    it("names a batch file in which it could not be looked for", async () => {
      const { path } = await anchor();
      tamper(path, "UPDATE batch SET format = 'x'");

      const found = await state();

      expect(found.state).to.equal("unknown");
      expect(found.unreadable.join()).to.contain(path);
    });

    it("is provisional, then final, since its registration", async () => {
      await register();
      const { registeredAt, finalAt } = await titleOf(stage.registry, workId);

      const before = await state();
      await time.increaseTo(finalAt);
      const after = await state();

      const since = { time: Number(registeredAt), of: "registration" };
      expect(before).to.deep.include({ state: "provisional", since });
      expect(after).to.deep.include({ state: "final", since });
    });

    for (const [status, name] of [
      [TitleStatus.Held, "held"],
      [TitleStatus.Annulled, "annulled"],
    ] as const) {
      it(`is ${name} by an order`, async () => {
        await register();
        await stage.registry.connect(stage.accounts.adjudicator).setStatus(workId, status, someHash());

        expect((await state()).state).to.equal(name);
      });
    }

    it("is titled since its anchor where that was proven", async () => {
      const { anchoredAt } = await anchor();
      await ensure();

      expect((await state()).since).to.deep.equal({ time: anchoredAt, of: "anchor" });
    });
  });

  describe("ensureTitle", () => {
    it("claims the earliest anchor; the record says what the batch file says of the file", async () => {
      const { anchoredAt } = await anchor();
      await time.increase(1_000);
      await anchor();

      const claimed = await ensure();

      expect(Number((await titleOf(stage.registry, workId)).registeredAt)).to.equal(anchoredAt);
      expect(claimed?.record.file).to.deep.equal({ name: "poem.txt" });
    });

    it("claims for the owner where its operator signs", async () => {
      await anchor();
      const operator = devWallet("publisher");
      await stage.registry.connect(stage.accounts.aurora).setApprovalForAll(operator.address, true);

      const claimed = await ensure(operator);

      expect(claimed?.record.claim.owner).to.equal(AURORA.address);
    });

    it("finishes the record of a run that was killed", async () => {
      await anchor();
      const first = await ensure();
      rmSync(first?.recordPath ?? "");

      const second = await ensure();

      expect(second?.isNew).to.equal(false);
      expect(second?.record).to.deep.equal(first?.record);
    });

    it("leaves a title of somebody else's, which the registry refuses to others", async () => {
      await anchor();
      await register(stage.accounts.borealis);

      expect(await ensure()).to.equal(undefined);
      expect((await titleOf(stage.registry, workId)).owner).to.equal(BOREALIS.address);
    });

    it("leaves a title that is older than the anchor", async () => {
      await register();
      await time.increase(1_000);
      await anchor();

      expect(await ensure()).to.equal(undefined);
    });

    it("leaves a title that came into an earlier block than the anchor, whatever their times say", async () => {
      await register();
      const { anchoredAt } = await anchor();
      await turnClockBack(anchoredAt + 1_000);

      expect(await ensure()).to.equal(undefined);
      expect(Number((await titleOf(stage.registry, workId)).registeredAt)).to.equal(anchoredAt + 1_000);
    });

    it("takes an own anchor of its owner's where an operator has an earlier one of another account's", async () => {
      await anchor(BOREALIS);
      const { anchoredAt } = await anchor();
      await stage.registry.connect(stage.accounts.borealis).setApprovalForAll(AURORA.address, true);
      await register();

      await ensure();

      expect(await titleOf(stage.registry, workId)).to.include({
        ...{ owner: AURORA.address, registeredAt: BigInt(anchoredAt) },
      });
    });

    it("leaves a work that is not anchored", async () => {
      expect(await ensure()).to.equal(undefined);
      expect(await titleOf(stage.registry, workId)).to.deep.equal(NO_TITLE);
    });

    it("refuses where only another account has anchored the work", async () => {
      await anchor(BOREALIS);

      expect(await refusalOf(async () => ensure())).to.include({ code: "AnchoredForOther", exitCode: 2 });
    });
  });
});
