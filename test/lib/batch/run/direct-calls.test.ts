import { expect } from "chai";
import { toQuantity } from "ethers";

import { registerManyEncoder, worksPerCall } from "../../../../lib/batch/run/direct-calls";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { someHash } from "../../../shared/fixture";
import { nodeInBetween } from "../../shared/node-in-between";
import { setStage, type Stage } from "../../shared/stage";

describe("worksPerCall", () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });

  /** A chain with this block gas limit. */
  const withLimit = (gasLimit: bigint): Promise<number> =>
    worksPerCall(
      nodeInBetween({ eth_getBlockByNumber: (block) => Object.assign({}, block, { gasLimit: toQuantity(gasLimit) }) })
        .provider,
    );

  const limits: [situation: string, gasLimit: bigint, works: number][] = [
    ["fills the transaction of a chain with large blocks, as far as EIP-7825 lets it", 30_000_000n, 462],
    ["is the same on a chain whose blocks have no limit", 0n, 462],
    ["fills a small block", 3_720_000n, 100],
    ["is one work where a block hardly holds one", 21_000n, 1],
  ];
  for (const [situation, gasLimit, works] of limits) {
    it(situation, async () => {
      expect(await withLimit(gasLimit)).to.equal(works);
    });
  }

  it("is never more than the registry takes at once", async () => {
    expect(await stage.registry.MAX_BATCH()).to.equal(700n);
    expect(await withLimit(2n ** 40n)).to.be.at.most(700);
  });
});

describe("registerManyEncoder", () => {
  for (const count of [0, 1, 2, 700]) {
    it(`gives the very bytes that ethers gives for ${count} works`, async () => {
      const { registry } = await setStage();
      const owner = devWallet("aurora").address;
      const works = Array.from({ length: count }, () => ({ contentHash: someHash(), metadataHash: someHash() }));

      const data = registerManyEncoder(registry.interface, owner)(works);

      expect(data).to.equal(registry.interface.encodeFunctionData("registerMany", [owner, works]));
    });
  }
});
