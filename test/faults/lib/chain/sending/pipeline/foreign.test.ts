import { expect } from "chai";

import { callsOf, numbers } from "../../../../../lib/chain/sending/pipeline/stage";
import { describeUsedNonce, FEW, useFirstNonce } from "../../../../../lib/chain/sending/pipeline/used-nonce";

describeUsedNonce((stageOf) => {
  it("signs it anew also where the node cannot name that transaction, after some doubt", async () => {
    const stage = stageOf();
    await useFirstNonce(stage);
    stage.node.plan = ({ method, params }) => {
      const isOld = method === "eth_getTransactionCount" && params[1] !== "latest" && params[1] !== "pending";
      const isWhole = method === "eth_getBlockByNumber" && params[1] === true;
      return isOld || isWhole ? { refusal: "missing trie node" } : undefined;
    };

    expect(await stage.run(callsOf(1, FEW))).to.equal(FEW);

    expect(await stage.landed()).to.deep.equal([...numbers(2, FEW), 1]);
  });
});
