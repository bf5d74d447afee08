import { expect } from "chai";

import { refusalOf } from "../../../shared/refusal";
import { callsOf, numbers, type PipelineStage, setPipelineStage } from "./stage";

const MANY = 150;
const FEW = 8;

describe("runPipeline, when blocks take their time", () => {
  let stage: PipelineStage;

  afterEach(() => stage.stop());

  describe("when a block is made as soon as there is as much in flight as may be", () => {
    beforeEach(async () => {
      stage = await setPipelineStage();
      await stage.chain("evm_setAutomine", false);
    });

    /** To be told each transaction that the node has taken; makes a block of the last so many, and one of the rest. */
    function blockMaker(inFlight: number): (hash: unknown) => Promise<void> {
      const taken = new Set<unknown>();
      let mined = 0;
      return async (hash) => {
        if (taken.size === taken.add(hash).size) return;
        if (taken.size < MANY && taken.size < mined + inFlight) return;
        mined = taken.size;
        await stage.chain("evm_mine");
      };
    }

    it("has no more in flight than it may, and makes no calls before their time", async () => {
      const inFlight = 40;
      const sent = new Set<string>();
      let mined = 0;
      let pulled = 0;
      let most = 0;
      let farthest = 0;
      const makeBlocks = blockMaker(inFlight);
      stage.node.watchAnswer = async ({ method, params }, result) => {
        if (method === "eth_sendRawTransaction" && result !== null) sent.add(String(result));
        if (method === "eth_getTransactionCount" && params[1] === "latest") mined = Number(result);
        most = Math.max(most, sent.size - mined);
        farthest = Math.max(farthest, pulled - mined);
        if (method === "eth_sendRawTransaction" && result !== null) await makeBlocks(result);
      };
      function* counted(): ReturnType<typeof callsOf> {
        for (const call of callsOf(1, MANY)) {
          pulled += 1;
          yield call;
        }
      }

      const settled = await stage.run(counted(), { inFlight });

      expect(settled).to.equal(MANY);
      expect(most).to.equal(inFlight);
      expect(farthest).to.equal(inFlight);
      expect(await stage.landed()).to.deep.equal(numbers(1, MANY));
    });

    it("makes no more calls than may wait for what is done with their receipts", async () => {
      let pulled = 0;
      let most = 0;
      function* counted(): ReturnType<typeof callsOf> {
        for (const call of callsOf(1, MANY)) {
          pulled += 1;
          most = Math.max(most, pulled - stage.journal.settled.size);
          yield call;
        }
      }

      const makeBlocks = blockMaker(40);
      stage.node.watchAnswer = async ({ method }, result) => {
        if (method === "eth_sendRawTransaction" && result !== null) await makeBlocks(result);
      };

      await stage.run(counted(), { inFlight: 40, unsettled: 50 });

      expect(most).to.equal(50);
    });

    it("waits for what is in flight when it is told to stop, and signs nothing new", async () => {
      const controller = new AbortController();
      const makeBlocks = blockMaker(20);
      stage.node.watchAnswer = async ({ method }, result) => {
        if (method !== "eth_sendRawTransaction" || result === null) return;
        controller.abort();
        await makeBlocks(result);
      };

      const settled = await stage.run(callsOf(1, MANY), { inFlight: 20, signal: controller.signal });

      expect(settled).to.equal(20);
      expect(stage.journal.entries()).to.deep.equal([]);
      expect(await stage.landed()).to.deep.equal(numbers(1, 20));
    });
  });

  describe("when no block is made", () => {
    beforeEach(async () => {
      stage = await setPipelineStage();
      await stage.chain("evm_setAutomine", false);
    });

    it("loses patience, says how far it came, and the next run goes on", async () => {
      const refusal = await refusalOf(() => stage.run(callsOf(1, FEW), { patience: 300 }));

      expect(refusal.message).to.equal(`Nothing has moved for 0.3 s: 0 calls are settled, ${FEW} wait`);
      expect(refusal.advice).to.equal(
        "Check that the node runs and makes blocks, then run the command again: it goes on where it stopped.",
      );
      await stage.chain("evm_setAutomine", true);
      await stage.chain("evm_mine");
      expect(await stage.run(callsOf(1, FEW + 1))).to.equal(FEW + 1);
      expect(await stage.landed()).to.deep.equal(numbers(1, FEW + 1));
    });

    it("asks little", async () => {
      await refusalOf(() => stage.run(callsOf(1, 64), { patience: 1_000, lostAfter: 2_500 }));

      const asked = stage.node.questions.filter(({ method }) => method !== "eth_sendRawTransaction");
      expect(asked.length).to.be.lessThan(130);
    });
  });
});
