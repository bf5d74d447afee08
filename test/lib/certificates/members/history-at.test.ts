import { expect } from "chai";

import { hasProofs, historyAt } from "../../../../lib/certificates/members/history-at";
import { explain } from "../../../../lib/chain/contracts/failures";
import { claimOf, someHash } from "../../../shared/fixture";
import { nodeError, nodeInBetween, type Twist } from "../../shared/node-in-between";
import { setStage, type Stage } from "../../shared/stage";

/** Behind one URL may be several nodes, of which one is not as far as the others. */
describe("What a member signs of a history", () => {
  let stage: Stage;
  let workId: bigint;
  beforeEach(async () => {
    stage = await setStage();
    const claim = claimOf(stage.accounts.aurora);
    workId = BigInt(claim.contentHash);
    await stage.registry.register(claim);
  });

  const asked = (twists: Readonly<Record<string, Twist>>): Stage["colophon"] => ({
    ...stage.colophon,
    provider: nodeInBetween(twists).provider,
  });

  it("is the title as of the block that is signed, where the node that is asked for it is not as far", async () => {
    const { provider } = stage.colophon;
    const before = await provider.getBlockNumber();
    await stage.registry.amend(workId, someHash());
    const behind = asked({
      eth_getStorageAt: (answer, [contract, slot, block]) =>
        block === "latest" ? provider.send("eth_getStorageAt", [contract, slot, `0x${before.toString(16)}`]) : answer,
    });

    const { vouched, events } = await historyAt(behind, workId);

    expect(events).to.have.lengthOf(2);
    expect(vouched).to.deep.equal((await historyAt(stage.colophon, workId)).vouched);
  });

  it("is no history of a chain that gives proofs, where the node is not as far, or busy", async () => {
    const behind: Twist = (answer, [, , block]) => {
      if (block !== "latest") throw nodeError("header not found");
      return answer;
    };
    const refuse = (error: Error): Twist => {
      return () => {
        throw error;
      };
    };

    expect(await hasProofs(asked({ eth_getProof: behind }))).to.equal(true);
    expect(await hasProofs(asked({ eth_getProof: refuse(nodeError("no such method", -32601)) }))).to.equal(false);
    for (const words of ["rate limit exceeded", "429 Too Many Requests", "node is syncing"]) {
      const busy = await hasProofs(asked({ eth_getProof: refuse(nodeError(words, -32005)) })).catch(explain);
      expect(busy, words).to.include({ code: "NodeRefused", message: `The node refused: ${words}` });
    }
  });
});
