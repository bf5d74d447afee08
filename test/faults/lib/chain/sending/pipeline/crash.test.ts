import { expect } from "chai";

import {
  ascending,
  callsOf,
  numbers,
  type PipelineStage,
  setPipelineStage,
} from "../../../../../lib/chain/sending/pipeline/stage";

const MANY = 200;

describe("runPipeline, when the node forgets", () => {
  let stage: PipelineStage;

  afterEach(() => stage.stop());

  /** Does something once, before the chain answers the question after so many receipts. */
  function afterReceipts(count: number, then: () => Promise<unknown>): void {
    let receipts = 0;
    stage.node.watchAnswer = async ({ method }, result) => {
      if (method !== "eth_getTransactionReceipt" || result === null) return;
      receipts += 1;
      if (receipts === count) await then();
    };
  }

  it("makes each call once where its last blocks are gone before their receipts were seen", async () => {
    stage = await setPipelineStage();
    let answers = 0;
    stage.node.watchAnswer = async ({ method, params }) => {
      if (method !== "eth_getTransactionCount" || params[1] !== "latest") return;
      answers += 1;
      // The count is on its way to the client, and is not true any more.
      if (answers === 3) await stage.chain("anvil_rollback", 1);
    };

    await stage.run(callsOf(1, MANY), { inFlight: 20 });

    expect(answers).to.be.greaterThan(3);
    expect(await stage.landed()).to.deep.equal(numbers(1, MANY));
    expect(stage.journal.signedAnew).to.equal(0);
  });

  it("sends settled calls again whose blocks are gone, the same bytes", async () => {
    stage = await setPipelineStage();
    afterReceipts(90, () => stage.chain("anvil_rollback", 60));

    await stage.run(callsOf(1, MANY), { inFlight: 20 });

    expect(await stage.landed()).to.deep.equal(numbers(1, MANY));
    expect(stage.journal.signedAnew).to.equal(0);
  });

  for (const blockTime of [undefined, 1]) {
    it(`makes each call once where it crashes, ${blockTime === undefined ? "each in a block" : "a block each second"}`, async () => {
      stage = await setPipelineStage({ isKept: true, ...(blockTime === undefined ? {} : { blockTime }) });
      let crashed: Promise<void> | undefined;
      afterReceipts(90, async () => {
        crashed ??= stage.crash();
      });

      await stage.run(callsOf(1, MANY), { inFlight: 60 });

      await crashed;
      expect(crashed).not.to.equal(undefined);
      expect(ascending(await stage.landed())).to.deep.equal(numbers(1, MANY));
      expect(ascending([...stage.journal.settled])).to.deep.equal(numbers(1, MANY));
    });
  }
});
