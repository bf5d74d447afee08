import { expect } from "chai";
import { toQuantity } from "ethers";

import { callsOf, numbers, type PipelineStage, setPipelineStage } from "./stage";

const FEW = 8;

describe("runPipeline, when anvil goes on to believe that a transaction before the next one is missing", () => {
  let stage: PipelineStage;

  beforeEach(async () => {
    stage = await setPipelineStage();
  });

  afterEach(() => stage.stop());

  const setNonce = (nonce: number): Promise<unknown> =>
    stage.chain("anvil_setNonce", stage.wallet.address, toQuantity(nonce));

  /** Has anvil take in the next `count` transactions while the one before them is missing, which it is not any more then. */
  function standStill(nonce: number, count: number): void {
    const taken = new Set<unknown>();
    const isToCome = ({ method, params }: { method: string; params: readonly unknown[] }): boolean =>
      method === "eth_sendRawTransaction" && taken.size < count && !taken.has(params[0]);
    stage.node.watch = async (question) => {
      if (isToCome(question)) await setNonce(nonce - 1);
    };
    stage.node.watchAnswer = async (question) => {
      if (!isToCome(question)) return;
      taken.add(question.params[0]);
      if (taken.size === count) await setNonce(nonce);
    };
  }

  it("has it forget what waits, and sends the same bytes again", async () => {
    await setNonce(1);
    standStill(1, FEW);

    await stage.run(callsOf(1, FEW));

    expect(await stage.landed()).to.deep.equal(numbers(1, FEW));
    expect(stage.journal.added).to.have.length(FEW);
  });

  it("does so for a call that is signed once only", async () => {
    await setNonce(1);
    standStill(1, 1);

    await stage.run(callsOf(1, 1), { onGivenUp: (_, fate) => expect.fail(`it was given up: ${fate}`) });

    expect(await stage.landed()).to.deep.equal([1]);
    expect(stage.journal.added).to.have.length(1);
  });

  it("does so for settled calls whose blocks the node has forgotten", async () => {
    let receipts = 0;
    stage.node.watchAnswer = async ({ method }, result) => {
      if (method !== "eth_getTransactionReceipt" || result === null) return;
      receipts += 1;
      if (receipts !== 40) return;
      await stage.chain("evm_setAutomine", false);
      const before = Number(await stage.chain("eth_getTransactionCount", stage.wallet.address, "latest"));
      await stage.chain("anvil_rollback", 20);
      const after = Number(await stage.chain("eth_getTransactionCount", stage.wallet.address, "latest"));
      expect(after).to.be.lessThan(before);
      standStill(after, 1);
      await stage.chain("evm_setAutomine", true);
    };

    await stage.run(callsOf(1, 100), { inFlight: 10 });

    expect(await stage.landed()).to.deep.equal(numbers(1, 100));
    expect(stage.journal.added).to.have.length(100);
  });
});
