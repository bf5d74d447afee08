import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import { FIRST_MILLISECONDS } from "../../lib/chain/rpc/time";
import { anchorAlone } from "../shared/anchors";
import { claimOf, deployRegistry, registerFinalWork } from "../shared/fixture";
import { blockOf, titleOf } from "../shared/records";

/** A time to which a chain can go on and which the contracts, that take it for milliseconds, find in March 1973. */
const BACK = FIRST_MILLISECONDS;

describe("WorkRegistry: a clock that goes back", () => {
  for (const who of ["another's title", "its own owner's"] as const) {
    it(`lets no anchor of a later block change the priority of ${who}, whatever its time says`, async () => {
      const { registry, accounts } = await deployRegistry();
      const { aurora, borealis } = accounts;
      const claim = claimOf(aurora);
      const holder = who === "another's title" ? borealis : aurora;
      const registered = await blockOf(await registry.connect(holder).register({ ...claim, owner: holder.address }));
      const before = await titleOf(registry, BigInt(claim.contentHash));
      await time.setNextBlockTimestamp(BACK);
      const { proven, root, time: anchoredAt, block } = await anchorAlone(registry, claim);
      expect(await registry.anchoredAt(root))
        .to.equal(anchoredAt / 1_000n)
        .and.to.be.lessThan(before.registeredAt);
      await time.increase(10_000);

      await expect(registry.registerAnchored(...proven))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAnchorAfterTitle")
        .withArgs(root, block, registered.number);

      expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal(before);
    });
  }

  it("makes no title provisional that has moved", async () => {
    const { registry, accounts } = await deployRegistry();
    const { aurora, borealis } = accounts;
    const workId = await registerFinalWork(registry, aurora);
    await registry.transferFrom(aurora, borealis, workId);
    await time.setNextBlockTimestamp(BACK);

    await registry.connect(borealis).transferFrom(borealis, aurora, workId);

    expect(await registry.ownerOf(workId)).to.equal(aurora.address);
  });
});
