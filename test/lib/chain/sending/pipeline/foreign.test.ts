import { expect } from "chai";
import { toQuantity } from "ethers";

import { planOf } from "../../../shared/faulty-node";
import { killBeforeSending, sendForeign } from "./mishaps";
import { ascending, callsOf, numbers, type PipelineStage } from "./stage";
import { describeUsedNonce, FEW, useFirstNonce } from "./used-nonce";

describeUsedNonce((stageOf) => {
  it("begins after those that wait for a block", async () => {
    const stage = stageOf();
    await stage.chain("evm_setAutomine", false);
    await sendForeign(stage, 0);
    await stage.chain("evm_setIntervalMining", 1);

    await stage.run(callsOf(1, FEW));

    expect(stage.journal.signed.map(([, nonce]) => nonce)).to.deep.equal(numbers(1, FEW));
    expect(await stage.landed()).to.deep.equal(numbers(1, FEW));
  });

  it("signs that call anew, and no other", async () => {
    const stage = stageOf();
    await useFirstNonce(stage);

    expect(await stage.run(callsOf(1, FEW))).to.equal(FEW);

    expect(stage.journal.signed.slice(FEW)).to.deep.equal([[1, FEW]]);
    expect(await stage.landed()).to.deep.equal([...numbers(2, FEW), 1]);
  });

  it("leaves it to the next run where it is told to stop", async () => {
    const stage = stageOf();
    await useFirstNonce(stage);
    const signal = AbortSignal.abort();

    expect(await stage.run(callsOf(1, 2 * FEW), { signal })).to.equal(FEW - 1);

    expect(stage.journal.signed).to.have.length(FEW);
    expect(await stage.run(callsOf(1, FEW))).to.equal(1);
    expect(ascending(await stage.landed())).to.deep.equal(numbers(1, FEW));
  });

  /** The network goes on making blocks while somebody looks for a receipt, however slowly. */
  function keepMining(stage: PipelineStage): void {
    let looks = 0;
    stage.node.watchAnswer = async ({ method }) => {
      if (method === "eth_getTransactionReceipt" && (looks += 1) % 16 === 0) await stage.chain("evm_mine");
    };
  }

  it("waits where its own transaction used it, and the node finds no receipt yet", async () => {
    const stage = stageOf();
    await killBeforeSending(stage, FEW);
    // Far more often than the looks that are taken for a foreign transaction.
    let looks = 0;
    const first = String(stage.journal.added[0]?.hash);
    stage.node.plan = ({ method, params }) =>
      method === "eth_getTransactionReceipt" && params[0] === first && (looks += 1) < 40 ? { result: null } : undefined;
    keepMining(stage);

    expect(await stage.run(callsOf(1, FEW))).to.equal(FEW);

    expect(looks).to.equal(40);
    expect(stage.journal.signedAnew).to.equal(0);
    expect(await stage.landed()).to.deep.equal(numbers(1, FEW));
  });

  it("waits also where the node counts for now, whatever block it is asked for", async () => {
    const stage = stageOf();
    await killBeforeSending(stage, FEW);
    let looks = 0;
    const first = String(stage.journal.added[0]?.hash);
    stage.node.plan = ({ method, params }) => {
      const isOld = method === "eth_getTransactionCount" && String(params[1]).startsWith("0x");
      if (isOld) return { result: toQuantity(FEW) };
      return method === "eth_getTransactionReceipt" && params[0] === first && (looks += 1) < 40
        ? { result: null }
        : undefined;
    };
    keepMining(stage);

    expect(await stage.run(callsOf(1, FEW))).to.equal(FEW);

    expect(stage.journal.signedAnew).to.equal(0);
    expect(await stage.landed()).to.deep.equal(numbers(1, FEW));
  });

  it("lets a foreign transaction wait that was there first, instead of outbidding it", async () => {
    const stage = stageOf();
    await stage.chain("evm_setAutomine", false);
    await useFirstNonce(stage);
    stage.node.plan = planOf("eth_sendRawTransaction", { refusal: "replacement transaction underpriced" });
    let looks = 0;
    stage.node.watch = async ({ method }) => {
      // Prices are asked for before they are raised: by then it would have been outbid.
      if (method !== "eth_gasPrice" || (looks += 1) !== 3) return;
      await stage.chain("evm_mine");
      await stage.chain("evm_setAutomine", true);
    };

    expect(await stage.run(callsOf(1, FEW))).to.equal(FEW);

    const nonces = stage.journal.signed.flatMap(([key, nonce]) => (key === 1 ? [nonce] : []));
    expect(nonces).to.deep.equal([0, FEW]);
    expect(ascending(await stage.landed())).to.deep.equal(numbers(1, FEW));
  });
});
