import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import { readOffer, readTitle } from "../../../../lib/chain/contracts/title";
import { TitleStatus } from "../../../shared/enums";
import { DAY, registerWork, someHash } from "../../../shared/fixture";
import { setStage } from "../../shared/stage";

describe("readTitle", () => {
  it("gives the title as the chain has it", async () => {
    const { colophon, registry, accounts } = await setStage();
    const workId = await registerWork(registry, accounts.aurora);
    const registeredAt = await time.latest();

    expect(await readTitle(colophon, workId)).to.deep.equal({
      owner: accounts.aurora.address,
      registeredAt,
      finalAt: registeredAt + Number(await registry.REVEAL_WINDOW()),
      changedAtBlock: await time.latestBlock(),
      events: 1,
      hasMoved: false,
      status: "in force",
    });
  });

  for (const [status, word] of [
    [TitleStatus.Held, "held"],
    [TitleStatus.Annulled, "annulled"],
  ] as const) {
    it(`says that a title is ${word}`, async () => {
      const { colophon, registry, accounts } = await setStage();
      const workId = await registerWork(registry, accounts.aurora);
      await registry.connect(accounts.adjudicator).setStatus(workId, status, someHash());

      expect((await readTitle(colophon, workId))?.status).to.equal(word);
    });
  }

  it("is undefined where the work is not registered", async () => {
    expect(await readTitle((await setStage()).colophon, 7n)).to.equal(undefined);
  });
});

describe("readOffer", () => {
  it("gives the open offer, and undefined once there is none", async () => {
    const { colophon, registry, accounts } = await setStage();
    const workId = await registerWork(registry, accounts.aurora);
    const [deedHash, expiresAt] = [someHash(), (await time.latest()) + DAY];
    expect(await readOffer(colophon, workId)).to.equal(undefined);

    await registry.offerTitle(workId, accounts.borealis, deedHash, expiresAt);
    expect(await readOffer(colophon, workId)).to.deep.equal({ to: accounts.borealis.address, deedHash, expiresAt });

    await registry.withdrawOffer(workId);
    expect(await readOffer(colophon, workId)).to.equal(undefined);
  });
});
