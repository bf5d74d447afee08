import { expect } from "chai";

import { killBeforeSending, sendForeign } from "../../../../../lib/chain/sending/pipeline/mishaps";
import {
  callsOf,
  numbers,
  type PipelineStage,
  setPipelineStage,
} from "../../../../../lib/chain/sending/pipeline/stage";

const FEW = 8;

describe("runPipeline, when a transaction of another program has used a nonce", () => {
  let stage: PipelineStage;

  beforeEach(async () => {
    stage = await setPipelineStage();
  });

  afterEach(() => stage.stop());

  it("signs it anew also where the node cannot name that transaction, after some doubt", async () => {
    await killBeforeSending(stage, FEW);
    await sendForeign(stage, 0);
    stage.node.plan = ({ method, params }) => {
      const isOld = method === "eth_getTransactionCount" && params[1] !== "latest" && params[1] !== "pending";
      const isWhole = method === "eth_getBlockByNumber" && params[1] === true;
      return isOld || isWhole ? { refusal: "missing trie node" } : undefined;
    };

    expect(await stage.run(callsOf(1, FEW))).to.equal(FEW);

    expect(await stage.landed()).to.deep.equal([...numbers(2, FEW), 1]);
  });
});
