import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";

import { TitleStatus } from "../shared/enums";
import { deployRegistry, registerFinalWork, registerWork, someHash } from "../shared/fixture";
import { titleOf } from "../shared/records";

describe("WorkRegistry: isTransferable (ERC-6454)", () => {
  it("says what transferFrom does with a title that is provisional, and then final", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerWork(registry, accounts.aurora);
    const asked = [workId, accounts.aurora, accounts.borealis] as const;

    expect(await registry.isTransferable(...asked)).to.equal(false);
    await time.increaseTo((await titleOf(registry, workId)).finalAt);
    expect(await registry.isTransferable(...asked)).to.equal(true);
  });

  for (const status of ["Held", "Annulled"] as const) {
    it(`is false while the title is ${status.toLowerCase()}`, async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);
      await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus[status], someHash());

      expect(await registry.isTransferable(workId, accounts.aurora, accounts.borealis)).to.equal(false);
    });
  }

  it("is false during a pause, for parties that are not accredited, and from anybody but the owner", async () => {
    const { parties, registry, accounts } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);

    expect(await registry.isTransferable(workId, accounts.aurora, accounts.stranger)).to.equal(false);
    expect(await registry.isTransferable(workId, accounts.aurora, ZeroAddress)).to.equal(false);
    expect(await registry.isTransferable(workId, accounts.borealis, accounts.aurora)).to.equal(false);
    await registry.connect(accounts.guardian).pause();
    expect(await registry.isTransferable(workId, accounts.aurora, accounts.borealis)).to.equal(false);
    await registry.connect(accounts.deployer).unpause();
    await parties.suspend(accounts.aurora, ZeroHash);
    expect(await registry.isTransferable(workId, accounts.aurora, accounts.borealis)).to.equal(false);
  });

  it("says from zero whether a party could get a title of a work that has none", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerWork(registry, accounts.aurora);

    expect(await registry.isTransferable(someHash(), ZeroAddress, accounts.borealis)).to.equal(true);
    expect(await registry.isTransferable(someHash(), ZeroAddress, accounts.stranger)).to.equal(false);
    expect(await registry.isTransferable(workId, ZeroAddress, accounts.borealis)).to.equal(false);
  });

  it("reverts for a work that is not registered", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = BigInt(someHash());

    await expect(registry.isTransferable(workId, accounts.aurora, accounts.borealis))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotRegistered")
      .withArgs(workId);
  });

  it("has the interface ids of ERC-6454 and ERC-4906", async () => {
    const { registry } = await deployRegistry();

    for (const id of ["0x91a6262f", "0x49064906"]) expect(await registry.supportsInterface(id), id).to.equal(true);
  });
});
