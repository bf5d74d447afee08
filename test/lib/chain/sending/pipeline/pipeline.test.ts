import { mock } from "node:test";

import { expect } from "chai";
import { Transaction } from "ethers";

import type { Landed } from "../../../../../lib/chain/sending/pipeline";
import { callsOf, numbers, type PipelineStage, sentHashes, setPipelineStage, TARGET } from "./stage";

const MANY = 150;
/** As many as may be on their way before the first of them has its answer. */
const AT_A_TIME = 32;
const FEW = 8;

describe("runPipeline", () => {
  describe("when every transaction makes a block", () => {
    let stage: PipelineStage;

    beforeEach(async () => {
      stage = await setPipelineStage();
    });

    afterEach(async () => {
      mock.restoreAll();
      await stage.stop();
    });

    /** Has no answer count as late, however busy the machine is. @returns what has the time go on */
    function stopClock(): () => void {
      const at = performance.now();
      const clock = mock.method(performance, "now", () => at);
      return () => clock.mock.restore();
    }

    it("makes each call once, and in their order", async () => {
      const settled = await stage.run(callsOf(1, MANY));

      expect(settled).to.equal(MANY);
      expect(await stage.landed()).to.deep.equal(numbers(1, MANY));
      expect([...stage.journal.settled]).to.deep.equal(numbers(1, MANY));
    });

    it("sends nothing that is not in the journal", async () => {
      const early: string[] = [];
      stage.node.watch = ({ method, params }) => {
        const raw = params[0];
        const isKnown = stage.journal.added.some((entry) => entry.raw === raw);
        if (method === "eth_sendRawTransaction" && !isKnown) early.push(String(raw));
      };

      await stage.run(callsOf(1, FEW));

      expect(early).to.deep.equal([]);
      expect(new Set(sentHashes(stage.node))).to.deep.equal(new Set(stage.journal.added.map(({ hash }) => hash)));
    });

    it("signs transactions with consecutive nonces, at the node's price, for this chain only", async () => {
      await stage.run(callsOf(1, FEW));

      expect(stage.journal.signed.map(([, nonce]) => nonce)).to.deep.equal(numbers(0, FEW - 1));
      const signed = stage.journal.added.map(({ raw }) => Transaction.from(raw));
      expect(signed.map(({ nonce }) => nonce)).to.deep.equal(stage.journal.added.map(({ nonce }) => nonce));
      expect(new Set(signed.map(({ type, chainId, value }) => `${type} ${chainId} ${value}`))).to.deep.equal(
        new Set(["0 31337 0"]),
      );
      expect(stage.journal.added.map(({ gasPrice }) => gasPrice)).to.deep.equal(signed.map(({ gasPrice }) => gasPrice));
    });

    it("gives the receipt also of a transaction that failed", async () => {
      // The precompiled contract BLAKE2F takes 213 bytes and nothing else.
      const to = "0x0000000000000000000000000000000000000009";

      const settled = await stage.run([{ key: 1, to, data: "0x01", gasLimit: 60_000n }, ...callsOf(2, 2)]);

      expect(settled).to.equal(2);
      expect(stage.receipts.map(({ status }) => status)).to.deep.equal([0, 1]);
    });

    it("does nothing where there is nothing to do", async () => {
      expect(await stage.run([])).to.equal(0);
      expect(sentHashes(stage.node)).to.deep.equal([]);
    });

    it("stops at what onReceipts throws, and the next run goes on", async () => {
      const failure = new Error("the disk is full");
      const onReceipts = async (): Promise<never> => Promise.reject(failure);

      await expect(stage.run(callsOf(1, FEW), { onReceipts })).to.be.rejectedWith(failure);

      expect(await stage.run(callsOf(1, FEW))).to.equal(FEW);
      expect(await stage.landed()).to.deep.equal(numbers(1, FEW));
    });

    it("sends nothing more once it has ended", async () => {
      const failure = new Error("the disk is full");
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      stopClock();
      let sent = 0;
      // The first is carried out while all others that may be on their way at a time are held up.
      stage.node.watch = async ({ method }) => {
        if (method === "eth_sendRawTransaction" && (sent += 1) > 1) await released;
      };
      const onReceipts = (): void => {
        throw failure;
      };
      await expect(stage.run(callsOf(1, MANY), { onReceipts, inFlight: MANY })).to.be.rejectedWith(failure);
      // What is asked later comes later.
      const settleDown = async (): Promise<void> => {
        for (let question = 0; question < FEW; question += 1) await stage.provider.send("eth_gasPrice", []);
      };
      await settleDown();
      const before = sent;

      release();
      await settleDown();

      expect(before).to.be.at.most(AT_A_TIME);
      expect(sent).to.equal(before);
    });

    it("sends new calls when old ones are in a block, before it has their receipts", async () => {
      let sent = 0;
      let refilled = (): void => undefined;
      const isRefilled = new Promise<void>((resolve) => (refilled = resolve));
      stage.node.watch = async ({ method }) => {
        if (method === "eth_sendRawTransaction" && (sent += 1) === 2 * FEW) refilled();
        if (method === "eth_getTransactionReceipt") await isRefilled;
      };
      // All old ones are in one block, so that no receipt is asked for while some of them wait.
      await stage.chain("evm_setAutomine", false);
      const taken = new Set<unknown>();
      stage.node.watchAnswer = async ({ method, params }) => {
        if (method !== "eth_sendRawTransaction" || taken.size === taken.add(params[0]).size) return;
        if (taken.size % FEW === 0) await stage.chain("evm_mine");
      };

      expect(await stage.run(callsOf(1, 2 * FEW), { inFlight: FEW })).to.equal(2 * FEW);
    });

    describe("when one block has many calls", () => {
      let groups: number[][];
      const onReceipts = (landed: readonly Landed[]): void => {
        stage.journal.settle(landed);
        groups.push(landed.map(({ call }) => call.key));
      };
      beforeEach(() => {
        groups = [];
      });

      /** Runs with so many calls, all of which come into one block. */
      async function runInOneBlock(count: number): Promise<void> {
        const { wallet, chain } = stage;
        await chain("evm_setAutomine", false);
        const running = stage.run(callsOf(1, count), { onReceipts, inFlight: count });
        while (Number(await chain("eth_getTransactionCount", wallet.address, "pending")) < count) {
          await new Promise(setImmediate);
        }
        await chain("evm_mine");
        await running;
      }

      it("hands over their receipts in groups, in the order of their nonces", async () => {
        await runInOneBlock(270);

        expect(groups.map(({ length }) => length)).to.deep.equal([128, 128, 14]);
        expect(groups.flat()).to.deep.equal(numbers(1, 270));
      });

      it("makes the groups smaller where a receipt has many events", async () => {
        const log = { address: TARGET, topics: [], data: "0x" };
        const logs = Array.from({ length: 6_000 }, () => log);
        stage.node.plan = ({ method, params: [transactionHash] }) =>
          method === "eth_getTransactionReceipt"
            ? { result: { transactionHash, blockNumber: "0x1", status: "0x1", logs } }
            : undefined;

        await runInOneBlock(5);

        expect(groups).to.deep.equal([[1, 2], [3, 4], [5]]);
      });
    });

    it("sends in the order of the nonces, as far as parallel connections keep it", async () => {
      // No block comes before all are there, so nothing is sent twice.
      await stage.chain("evm_setAutomine", false);
      const startClock = stopClock();
      const taken = new Set<unknown>();
      stage.node.watchAnswer = async ({ method }, result) => {
        if (method !== "eth_sendRawTransaction" || taken.add(result).size < MANY) return;
        startClock();
        await stage.chain("evm_mine");
      };

      await stage.run(callsOf(1, MANY), { inFlight: MANY });

      const nonces = new Map(stage.journal.added.map(({ hash, nonce }) => [hash, nonce]));
      const sent = sentHashes(stage.node).slice(0, MANY);
      const distances = sent.map((hash, index) => Math.abs((nonces.get(hash) ?? Infinity) - index));
      expect(Math.max(...distances)).to.be.lessThan(AT_A_TIME);
    });

    it("signs fewer calls at a time where their data are long, so that the first of them is sent soon", async () => {
      const { journal } = stage;
      const sizes: number[] = [];
      const add = journal.add.bind(journal);
      journal.add = (entries) => {
        sizes.push(entries.length);
        add(entries);
      };
      const data = `0x${"00".repeat(45_000)}`;
      const calls = numbers(1, FEW).map((key) => ({ key, to: TARGET, data, gasLimit: 1_000_000n }));

      await stage.run(calls);

      expect(sizes).to.deep.equal([5, 3]);
    });

    it("stops at what making the calls throws", async () => {
      const failure = new Error("the list is broken");
      function* broken(): ReturnType<typeof callsOf> {
        yield* callsOf(1, FEW);
        throw failure;
      }

      await expect(stage.run(broken())).to.be.rejectedWith(failure);
    });

    it("closes the calls where it ends before they do", async () => {
      let isClosed = false;
      function* open(): ReturnType<typeof callsOf> {
        try {
          yield* callsOf(1, FEW);
        } finally {
          isClosed = true;
        }
      }
      const failure = new Error("the disk is full");
      const onReceipts = async (): Promise<never> => Promise.reject(failure);

      await expect(stage.run(open(), { onReceipts, inFlight: 1 })).to.be.rejectedWith(failure);

      expect(isClosed).to.equal(true);
    });
  });
});
