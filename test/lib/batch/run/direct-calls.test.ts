import { expect } from "chai";
import { toQuantity } from "ethers";

import {
  callsInFlight,
  registerManyEncoder,
  WORKS_PER_CALL,
  worksPerCall,
} from "../../../../lib/batch/run/direct-calls";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { someHash } from "../../../shared/fixture";
import { type NodeInBetween, nodeInBetween } from "../../shared/node-in-between";
import { setStage } from "../../shared/stage";

/** A chain with this block gas limit. */
function chainWith(gasLimit: bigint): NodeInBetween["provider"] {
  return nodeInBetween({
    eth_getBlockByNumber: (block) => Object.assign({}, block, { gasLimit: toQuantity(gasLimit) }),
  }).provider;
}

describe("worksPerCall", () => {
  const limits: [situation: string, gasLimit: bigint, works: number][] = [
    ["is what a certificate has room for", 30_000_000n, WORKS_PER_CALL],
    ["is the same on a chain whose blocks have no limit", 0n, WORKS_PER_CALL],
    ["is the same on a chain with the largest blocks", 2n ** 64n - 1n, WORKS_PER_CALL],
    ["fills a block that has no room for so many", 480_000n, 10],
    ["is one work where a block hardly holds one", 21_000n, 1],
  ];
  for (const [situation, gasLimit, works] of limits) {
    it(situation, async () => {
      expect(await worksPerCall(chainWith(gasLimit))).to.equal(works);
    });
  }

  it("is never more than the registry takes at once", async () => {
    const { registry } = await setStage();
    expect(WORKS_PER_CALL).to.be.at.most(Number(await registry.MAX_BATCH()));
  });
});

describe("callsInFlight", () => {
  const cases: [situation: string, gasLimit: bigint, works: number, calls: number][] = [
    ["is two blocks' worth", 100_000_000n, 16, 287],
    ["is enough for small calls where blocks are small", 30_000_000n, 16, 96],
    ["is the same for the large calls of older batch files", 300_000_000n, 462, 96],
    ["is no more than nodes have room for", 2n ** 64n - 1n, 16, 600],
    ["is as if a block held one transaction where blocks have no limit", 0n, 16, 96],
  ];
  for (const [situation, gasLimit, works, calls] of cases) {
    it(situation, async () => {
      expect(await callsInFlight(chainWith(gasLimit), works)).to.equal(calls);
    });
  }
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
