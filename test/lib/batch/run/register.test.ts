import { setTimeout as delay } from "node:timers/promises";

import { expect } from "chai";
import { type BaseWallet, Transaction } from "ethers";
import { ethers, network } from "hardhat";

import type { BatchFile } from "../../../../lib/batch/file/batch-file";
import { Ledger } from "../../../../lib/batch/file/ledger";
import type { BatchTarget, StagedRow } from "../../../../lib/batch/file/staging";
import { type BatchState, registerBatch, type Sending, stateOf } from "../../../../lib/batch/run/register";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { signLegacy } from "../../../../lib/chain/sending/legacy-transaction";
import type { Progress } from "../../../../lib/progress";
import { NO_TITLE, titleOf } from "../../../shared/records";
import { nodeInBetween, type Twist } from "../../shared/node-in-between";
import { refusalOf } from "../../shared/refusal";
import { setStage, type Stage } from "../../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { AURORA, batchOn, BOREALIS, someRows } from "../shared/batches";

const PAUSED = "The registry is paused: it can be read, not written";
/** More transactions than are under way at a time. */
const MANY = 150;
const POLL_MS = 20;
/** So dear that a node puts it before whatever else waits. In wei. */
const AHEAD = { gasPrice: 10n ** 12n };

const QUIETLY: Sending = { signal: new AbortController().signal, onProgress: () => undefined };

/** What of a node's receipt the tests change. */
interface GivenReceipt {
  readonly status: string;
  readonly logs: readonly { readonly address: string }[];
}

/** Each work has two logs: the token's and the registry's own. */
function leaveOutLastWork({ logs, ...others }: GivenReceipt): unknown {
  return { ...others, logs: logs.slice(0, -2) };
}

function capitals(quoted: string): string {
  return `"0x${quoted.slice(3).toUpperCase()}`;
}

function pendingAtFirst(): Twist {
  let times = 0;
  return (answer) => ((times += 1) > 2 ? answer : Object.assign({}, answer, { blockNumber: null }));
}

function undefinedAtFirst(): Twist {
  let times = 0;
  return (answer) => ((times += 1) > 2 ? answer : undefined);
}

function moveLastWork({ logs, ...others }: GivenReceipt): unknown {
  return {
    ...others,
    logs: logs.map((log, index) => (index < logs.length - 2 ? log : { ...log, address: AURORA.address })),
  };
}

describe("registerBatch", () => {
  let folder: TemporaryFolder;
  let stage: Stage;
  let open: BatchFile[];
  beforeEach(async () => {
    folder = await temporaryFolder();
    stage = await setStage();
    open = [];
  });
  afterEach(async () => {
    await network.provider.send("evm_setAutomine", [true]);
    for (const batch of open) batch.close();
    await folder.remove();
  });

  async function batchOf(rows: readonly StagedRow[], changes: Partial<BatchTarget> = {}): Promise<BatchFile> {
    const batch = await batchOn(stage, folder.at("batches"), rows, changes);
    open.push(batch);
    return batch;
  }

  const register = (
    batch: BatchFile,
    sending: Partial<Sending> = {},
    wallet: BaseWallet = AURORA,
  ): Promise<BatchState> => registerBatch(stage.colophon, wallet, batch, { ...QUIETLY, ...sending });

  const workIds = (batch: BatchFile): bigint[] => [...batch.works()].map(({ claim }) => BigInt(claim.contentHash));
  const nonce = (): Promise<number> => ethers.provider.getTransactionCount(AURORA.address);

  /** Sends a batch, lets something happen before its transactions are in a block, and makes that block. */
  async function interfering(batch: BatchFile, interfere: () => Promise<unknown>): Promise<unknown> {
    const before = await nonce();
    await network.provider.send("evm_setAutomine", [false]);
    const outcome = register(batch).catch((error: unknown) => error);
    while ((await ethers.provider.getTransactionCount(AURORA.address, "pending")) === before) await delay(POLL_MS);
    await interfere();
    await network.provider.send("evm_mine");
    await network.provider.send("evm_setAutomine", [true]);
    return outcome;
  }

  describe("in anchor mode", () => {
    it("anchors the root in one transaction, under which every claim is proven and none is told", async () => {
      const batch = await batchOf(someRows(5));
      const before = await nonce();

      const state = await register(batch);

      const root = batch.head.root ?? "";
      const { account, anchoredAt, blockNumber } = await stage.registry.anchorOf(root);
      expect(account).to.equal(AURORA.address);
      const anchored = { account, anchoredAt: Number(anchoredAt), block: Number(blockNumber) };
      expect(state).to.deep.equal({ registered: 5, rejected: 0, open: 0, anchored });
      expect(await nonce()).to.equal(before + 1);
      for (const work of batch.works()) {
        const { salt, proof } = await batch.proofOf(work);
        expect(await stage.registry.verifyAnchored(work.claim, salt, root, [...proof])).to.equal(anchoredAt);
        expect(await titleOf(stage.registry, BigInt(work.claim.contentHash))).to.deep.equal(NO_TITLE);
      }
    });

    it("notes the anchor and its transaction in the file", async () => {
      const batch = await batchOf(someRows(2));
      expect(stateOf(batch)).to.deep.equal({ registered: 0, rejected: 0, open: 2, anchored: undefined });

      const state = await register(batch);

      expect(stateOf(batch)).to.deep.equal(state);
      const [receipt, ...others] = new Ledger(batch).receipts();
      expect(others).to.deep.equal([]);
      const found = await ethers.provider.getTransactionReceipt(receipt?.transactionHash ?? "");
      expect(found).to.include({ status: 1, blockNumber: receipt?.block });
      expect(receipt).to.include({ call: 0, block: state.anchored?.block });
    });

    it("sends nothing where the root is anchored already, whatever the file says", async () => {
      const batch = await batchOf(someRows(2));
      const state = await register(batch);
      const before = await nonce();
      new Ledger(batch).setAnchored(undefined);
      new Ledger(batch).unsettle(0, []);

      expect(await register(batch)).to.deep.equal(state);
      expect(await nonce()).to.equal(before);
    });

    it("does not believe the file that the root is anchored", async () => {
      const batch = await batchOf(someRows(2));
      new Ledger(batch).setAnchored({ account: BOREALIS.address, anchoredAt: 1, block: 1 });

      const { anchored } = await register(batch);

      expect(anchored?.account).to.equal(AURORA.address);
      expect((await stage.registry.anchorOf(batch.head.root ?? "")).account).to.equal(AURORA.address);
    });

    it("takes the anchor of somebody who has anchored the same root before", async () => {
      const batch = await batchOf(someRows(2));
      const before = await nonce();
      await stage.registry.connect(stage.accounts.borealis).anchor(batch.head.root ?? "");

      const { registered, anchored } = await register(batch);

      expect(registered).to.equal(2);
      expect(anchored?.account).to.equal(BOREALIS.address);
      expect(await nonce()).to.equal(before);
    });

    it("takes the anchor of somebody who anchors the same root in the same block", async () => {
      const batch = await batchOf(someRows(2));
      const byBorealis = stage.registry.connect(stage.accounts.borealis);

      const outcome = await interfering(batch, () => byBorealis.anchor(batch.head.root ?? "", AHEAD));

      expect(outcome).to.deep.include({ registered: 2, open: 0 });
      expect(stateOf(batch).anchored?.account).to.equal(BOREALIS.address);
    });

    it("goes on while the registry is paused: an anchor changes no title", async () => {
      await stage.registry.connect(stage.accounts.guardian).pause();

      expect((await register(await batchOf(someRows(2)))).registered).to.equal(2);
    });

    it("refuses an account that is not accredited, and signs nothing", async () => {
      const batch = await batchOf(someRows(2), { owner: devWallet("publisher").address });

      const refusal = await refusalOf(() => register(batch, {}, devWallet("publisher")));

      expect(refusal.message).to.equal(
        `The account ${devWallet("publisher").address} is not an accredited party, or its accreditation has ended`,
      );
      expect(refusal.exitCode).to.equal(1);
      expect(new Ledger(batch).entries()).to.deep.equal([]);
      expect(stateOf(batch).open).to.equal(2);
    });

    it("says why its transaction failed, and makes another in the next run", async () => {
      const batch = await batchOf(someRows(2));
      const { parties } = stage;

      const outcome = await interfering(batch, () => parties.suspend(AURORA.address, `0x${"11".repeat(32)}`, AHEAD));

      expect(outcome)
        .to.be.instanceOf(Error)
        .with.property(
          "message",
          `The account ${AURORA.address} is not an accredited party, or its accreditation has ended`,
        );
      expect(stateOf(batch).open).to.equal(2);
      expect(new Ledger(batch).entries()).to.deep.equal([]);
      await parties.reinstate(AURORA.address, `0x${"11".repeat(32)}`);
      expect((await register(batch)).registered).to.equal(2);
    });

    it("sends nothing that is in its journal and not its own, however it came there", async () => {
      const batch = await batchOf(someRows(3));
      const { registry } = stage.colophon;
      const { to, data } = await registry.setApprovalForAll.populateTransaction(BOREALIS.address, true);
      const signed = signLegacy(AURORA, { to, data, chainId: 31337n, nonce: 0, gasPrice: 1n, gasLimit: 100_000n });
      new Ledger(batch).add([{ ...signed, key: 0, gasPrice: 1n }]);

      const refusal = await refusalOf(() => register(batch));

      expect(refusal.message).to.include(`its transaction ${signed.hash} is not one of this batch`);
      expect(await registry.isApprovedForAll(AURORA.address, BOREALIS.address)).to.equal(false);
    });

    it("tells of nothing done, then of everything", async () => {
      const told: Progress[] = [];

      await register(await batchOf(someRows(4)), { onProgress: (progress) => told.push(progress) });

      expect(told).to.deep.equal([
        { stage: "Anchoring", done: 0, total: 4, unit: "works" },
        { stage: "Anchoring", done: 4, total: 4, unit: "works" },
      ]);
    });

    it("sends nothing once it is told to stop, and says nothing of it", async () => {
      const batch = await batchOf(someRows(2));
      const before = await nonce();

      const state = await register(batch, { signal: AbortSignal.abort() });

      expect(state).to.deep.equal({ registered: 0, rejected: 0, open: 2, anchored: undefined });
      expect(await nonce()).to.equal(before);
    });
  });

  describe("in direct mode", () => {
    it("asks what a hundred works take, and gives larger calls enough by that", async () => {
      const batch = await batchOf(someRows(150), { mode: "direct", worksPerCall: 150 });
      const asked: number[] = [];
      const { provider } = nodeInBetween({
        eth_estimateGas: (answer, [call]) => {
          const { data } = call as { data: string }; // A call has some.
          const { works } = stage.registry.interface.decodeFunctionData("registerMany", data) as unknown as {
            works: unknown[]; // As its signature says.
          };
          asked.push(works.length);
          return answer;
        },
      });
      const { colophon } = stage;

      const state = await registerBatch(
        { ...colophon, provider, registry: colophon.registry.connect(provider) },
        AURORA,
        batch,
        QUIETLY,
      );

      expect(asked).to.deep.equal([100]);
      expect(state).to.include({ registered: 150, rejected: 0, open: 0 });
    });

    const direct = (rows: readonly StagedRow[], changes: Partial<BatchTarget> = {}): Promise<BatchFile> =>
      batchOf(rows, { mode: "direct", worksPerCall: 3, ...changes });

    async function registerAs(account: "aurora" | "borealis", batch: BatchFile, ...lines: number[]): Promise<void> {
      const registry = stage.registry.connect(stage.accounts[account]);
      for (const { line, claim } of batch.works()) {
        const owner = stage.accounts[account].address;
        if (lines.includes(line)) await registry.register({ ...claim, owner });
      }
    }

    it("gives every work a title, several with each transaction", async () => {
      const batch = await direct(someRows(8));
      const before = await nonce();

      const state = await register(batch);

      expect(state).to.deep.equal({ registered: 8, rejected: 0, open: 0, anchored: undefined });
      expect(await nonce()).to.equal(before + 3);
      for (const workId of workIds(batch)) {
        expect((await titleOf(stage.registry, workId)).owner).to.equal(AURORA.address);
      }
    });

    it("notes in the file what each transaction was", async () => {
      const batch = await direct(someRows(8));

      const state = await register(batch);

      expect(stateOf(batch)).to.deep.equal(state);
      const receipts = new Ledger(batch).receipts();
      expect(receipts.map(({ call }) => call)).to.deep.equal([0, 1, 2]);
      for (const { transactionHash, block, call } of receipts) {
        const found = await ethers.provider.getTransactionReceipt(transactionHash);
        expect(found).to.include({ status: 1, blockNumber: block });
        expect(found?.logs.length).to.equal(2 * batch.worksOfCall(call).length);
      }
    });

    it("sends nothing when it runs again", async () => {
      const batch = await direct(someRows(4));
      const state = await register(batch);
      const before = await nonce();

      expect(await register(batch)).to.deep.equal(state);
      expect(await nonce()).to.equal(before);
    });

    it("waits for what is under way when it is told to stop, and the next run does the rest and no more", async () => {
      const batch = await direct(someRows(MANY), { worksPerCall: 1 });
      const before = await nonce();
      const controller = new AbortController();

      const state = await register(batch, {
        inFlight: MANY / 3,
        signal: controller.signal,
        onProgress: ({ done }) => {
          if (done > 0) controller.abort();
        },
      });
      const sent = (await nonce()) - before;

      expect(state.open).to.be.within(1, MANY - 1);
      expect(state).to.include({ registered: sent, open: MANY - sent });
      expect(new Ledger(batch).entries()).to.deep.equal([]);
      expect(await register(batch)).to.include({ registered: MANY, open: 0 });
      expect(await nonce()).to.equal(before + MANY);
    });

    it("registers the others where some are held by others or by the owner itself, and says which are not", async () => {
      const batch = await direct(someRows(7));
      await registerAs("borealis", batch, 2, 4);
      await registerAs("aurora", batch, 7);

      const state = await register(batch);

      expect(state).to.deep.equal({ registered: 4, rejected: 3, open: 0, anchored: undefined });
      expect(new Ledger(batch).rejections()).to.deep.equal([
        { work: 2, reason: "already registered" },
        { work: 4, reason: "already registered" },
        { work: 7, reason: "already registered" },
      ]);
      const owners = await Promise.all(workIds(batch).map(async (id) => (await titleOf(stage.registry, id)).owner));
      const { aurora, borealis } = { aurora: AURORA.address, borealis: BOREALIS.address };
      expect(owners).to.deep.equal([aurora, borealis, aurora, borealis, aurora, aurora, aurora]);
    });

    it("says that zero is the content of no work, and registers the others", async () => {
      const [first, second] = someRows(2);
      if (first === undefined || second === undefined) throw new Error("there are two rows");
      const batch = await direct([{ ...first, contentHash: `0x${"0".repeat(64)}` }, second]);

      expect(await register(batch)).to.include({ registered: 1, rejected: 1, open: 0 });
      expect(new Ledger(batch).rejections()).to.deep.equal([{ work: 1, reason: "zero content hash" }]);
    });

    it("registers again what the chain has given up, and forgets what was rejected there", async () => {
      const batch = await direct(someRows(7));
      const snapshot: unknown = await network.provider.send("evm_snapshot");
      await registerAs("borealis", batch, 5);
      expect(await register(batch)).to.include({ registered: 6, rejected: 1 });

      await network.provider.send("evm_revert", [snapshot]);
      // The chain goes on differently, so that no transaction of before is in it.
      await stage.registry.connect(stage.accounts.aurora).setApprovalForAll(BOREALIS.address, true);

      expect(await register(batch)).to.include({ registered: 7, rejected: 0, open: 0 });
      for (const workId of workIds(batch)) {
        expect((await titleOf(stage.registry, workId)).owner).to.equal(AURORA.address);
      }
    });

    const refusals: [situation: string, prepare: () => Promise<BaseWallet>, message: () => string][] = [
      [
        "an owner that is not accredited",
        async () => devWallet("publisher"),
        () =>
          `The account ${devWallet("publisher").address} is not an accredited party, or its accreditation has ended`,
      ],
      [
        "while the registry is paused",
        async () => {
          await stage.registry.connect(stage.accounts.guardian).pause();
          return AURORA;
        },
        () => PAUSED,
      ],
    ];
    for (const [situation, prepare, message] of refusals) {
      it(`refuses ${situation}, and signs nothing`, async () => {
        const wallet = await prepare();
        const batch = await direct(someRows(4), { owner: wallet.address });
        const before = await ethers.provider.getTransactionCount(wallet.address);

        const refusal = await refusalOf(() => register(batch, {}, wallet));

        expect(refusal.message).to.equal(message());
        expect(refusal.exitCode).to.equal(1);
        expect(new Ledger(batch).entries()).to.deep.equal([]);
        expect(await ethers.provider.getTransactionCount(wallet.address)).to.equal(before);
      });
    }

    it("refuses an account that may not act for the owner of the batch", async () => {
      const batch = await direct(someRows(2));

      const refusal = await refusalOf(() => register(batch, {}, BOREALIS));

      expect(refusal.message).to.equal(`The account ${BOREALIS.address} may not act for the owner ${AURORA.address}`);
    });

    it("says why a transaction failed, and makes another in the next run", async () => {
      const batch = await direct(someRows(2));
      const { guardian, deployer } = stage.accounts;

      const outcome = await interfering(batch, () => stage.registry.connect(guardian).pause(AHEAD));

      expect(outcome).to.be.instanceOf(Error).with.property("message", PAUSED);
      expect(stateOf(batch)).to.include({ registered: 0, open: 2 });
      await stage.registry.connect(deployer).unpause();
      expect(await register(batch)).to.include({ registered: 2, open: 0 });
    });

    it("notes what came into a block with one that failed", async () => {
      const batch = await direct(someRows(7));
      const { provider } = nodeInBetween({
        // The last call has one work, and so the fewest logs.
        eth_getTransactionReceipt: (answer) => {
          const receipt = answer as GivenReceipt | null; // as nodes give it
          return receipt?.logs.length === 2 ? { ...receipt, status: "0x0", logs: [] } : receipt;
        },
      });
      const before = await nonce();
      await network.provider.send("evm_setAutomine", [false]);

      const refusal = refusalOf(() => registerBatch({ ...stage.colophon, provider }, AURORA, batch, QUIETLY));
      while ((await ethers.provider.getTransactionCount(AURORA.address, "pending")) < before + 3) await delay(POLL_MS);
      await network.provider.send("evm_mine");

      expect((await refusal).message).to.match(/^The transaction 0x[0-9a-f]{64} failed in block \d+$/);
      expect(stateOf(batch)).to.include({ registered: 6, open: 1 });
    });

    it("notes what came before a receipt that it does not believe", async () => {
      const batch = await direct(someRows(7));
      const { provider } = nodeInBetween({
        eth_getTransactionReceipt: (answer) => {
          const receipt = answer as GivenReceipt | null; // as nodes give it
          return receipt?.logs.length === 2 ? { ...receipt, logs: [] } : receipt;
        },
      });

      await refusalOf(() => registerBatch({ ...stage.colophon, provider }, AURORA, batch, QUIETLY));

      expect(stateOf(batch)).to.include({ registered: 6, open: 1 });
      expect(await register(batch)).to.include({ registered: 7, open: 0 });
    });

    const strangeReceipts: [what: string, twist: (receipt: GivenReceipt) => unknown, message: RegExp][] = [
      [
        "does not speak of one of the works",
        leaveOutLastWork,
        /^The receipt of 0x[0-9a-f]{64} is not that of the works that were sent$/,
      ],
      [
        "has it from another contract",
        moveLastWork,
        /^The receipt of 0x[0-9a-f]{64} is not that of the works that were sent$/,
      ],
      [
        "is no receipt",
        (receipt) => ({ ...receipt, status: undefined }),
        /^The node answers with something else than a receipt$/,
      ],
    ];
    for (const [what, twist, message] of strangeReceipts) {
      it(`believes no receipt that ${what}, and the next run asks again`, async () => {
        const batch = await direct(someRows(3));
        const { provider } = nodeInBetween({
          eth_getTransactionReceipt: (answer) => (answer === null ? null : twist(answer as GivenReceipt)), // as nodes give it
        });
        const colophon = { ...stage.colophon, provider };

        const refusal = await refusalOf(() => registerBatch(colophon, AURORA, batch, QUIETLY));

        expect(refusal.message).to.match(message);
        expect(refusal.advice).to.equal("Ask another node of the network: run the command again with its URL.");
        expect(stateOf(batch)).to.include({ registered: 0, open: 3 });
        const before = await nonce();
        expect(await register(batch)).to.include({ registered: 3, open: 0 });
        expect(await nonce()).to.equal(before);
      });
    }

    const otherForms: [what: string, twist: Twist][] = [
      ["in capitals", (answer) => JSON.parse(JSON.stringify(answer).replace(/"0x[0-9a-f]+"/g, capitals)) as unknown],
      ["before there is a block", pendingAtFirst()],
      ["late: at first there is no answer at all", undefinedAtFirst()],
    ];
    for (const [what, twist] of otherForms) {
      it(`takes receipts that come ${what}`, async () => {
        const batch = await direct(someRows(3));
        const { provider } = nodeInBetween({
          eth_getTransactionReceipt: (answer, params) => (answer === null ? null : twist(answer, params)),
        });

        expect(await registerBatch({ ...stage.colophon, provider }, AURORA, batch, QUIETLY)).to.include({
          registered: 3,
          open: 0,
        });
        expect(new Ledger(batch).receipts()).to.have.length(1);
      });
    }

    it("looks anew at a call that has come into another block", async () => {
      const batch = await direct(someRows(2));
      const snapshot: unknown = await network.provider.send("evm_snapshot");
      await register(batch);
      const [hash = ""] = new Ledger(batch).receipts().map(({ transactionHash }) => transactionHash);
      const sent = await ethers.provider.getTransaction(hash);
      if (sent === null) throw new Error("the transaction is there");
      const raw = Transaction.from(sent).serialized;
      await network.provider.send("evm_revert", [snapshot]);
      await registerAs("borealis", batch, 2);
      await network.provider.send("eth_sendRawTransaction", [raw]);

      expect(await register(batch)).to.include({ registered: 1, rejected: 1, open: 0 });
    });

    it("tells how many works are on chain", async () => {
      const told: Progress[] = [];

      await register(await direct(someRows(7)), { onProgress: (progress) => told.push(progress) });

      const done = told.map((progress) => progress.done);
      expect([done[0], done.at(-1)]).to.deep.equal([0, 7]);
      expect(done).to.deep.equal([...new Set(done)].toSorted((a, b) => a - b));
      for (const progress of told) expect(progress).to.include({ stage: "Registering", total: 7, unit: "works" });
    });
  });
});
