import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ethers } from "hardhat";

import { DAY } from "../shared/fixture";
import { blockOf } from "../shared/records";
import { deployIdentities, NAME, SIGNING, VALUE } from "./identities";

describe("IdentityRegistry: who controls an identity", () => {
  it("is the account itself, of every account, without a transaction", async () => {
    const { identities, accounts } = await deployIdentities();

    expect(await identities.identityOwner(accounts.stranger)).to.equal(accounts.stranger.address);
    expect(await identities.changed(accounts.stranger)).to.equal(0);
  });

  it("is whoever it was given to, and no longer who gave it", async () => {
    const { identities, accounts } = await deployIdentities();
    const { aurora, borealis } = accounts;

    const given = await identities.changeOwner(aurora, borealis);

    await expect(given).to.emit(identities, "DIDOwnerChanged").withArgs(aurora.address, borealis.address, 0);
    expect(await identities.identityOwner(aurora)).to.equal(borealis.address);
    await expect(identities.changeOwner(aurora, aurora))
      .to.be.revertedWithCustomError(identities, "IdentityRegistryNotController")
      .withArgs(aurora.address, borealis.address, aurora.address);
    const back = await identities.connect(borealis).changeOwner(aurora, aurora);
    await expect(back)
      .to.emit(identities, "DIDOwnerChanged")
      .withArgs(aurora.address, aurora.address, (await blockOf(given)).number);
    expect(await identities.identityOwner(aurora)).to.equal(aurora.address);
  });

  it("is nobody, for good, once it was deactivated: also not the account itself", async () => {
    const { identities, accounts } = await deployIdentities();
    const { aurora, borealis } = accounts;
    await identities.addDelegate(aurora, SIGNING, borealis, DAY);

    await identities.changeOwner(aurora, ZeroAddress);

    expect(await identities.identityOwner(aurora)).to.equal(ZeroAddress);
    expect(await identities.validDelegate(aurora, SIGNING, borealis)).to.equal(false);
    await expect(identities.changeOwner(aurora, aurora))
      .to.be.revertedWithCustomError(identities, "IdentityRegistryDeactivated")
      .withArgs(aurora.address);
  });

  describe("when somebody else tries", () => {
    for (const [what, args] of [
      ["changeOwner", (other: string) => [other]],
      ["addDelegate", (other: string) => [SIGNING, other, DAY]],
      ["revokeDelegate", (other: string) => [SIGNING, other]],
      ["setAttribute", () => [NAME, VALUE, DAY]],
      ["revokeAttribute", () => [NAME, VALUE]],
    ] as const) {
      it(`refuses ${what}, of a delegate as well`, async () => {
        const { identities, accounts } = await deployIdentities();
        const { aurora, borealis } = accounts;
        await identities.addDelegate(aurora, SIGNING, borealis, DAY);
        await identities.setAttribute(aurora, NAME, VALUE, DAY);
        const before = await identities.changed(aurora);

        for (const caller of [borealis, accounts.admin]) {
          const call = identities.connect(caller).getFunction(what) as unknown as (
            ...values: readonly unknown[]
          ) => Promise<unknown>;
          await expect(call(aurora.address, ...args(caller.address)))
            .to.be.revertedWithCustomError(identities, "IdentityRegistryNotController")
            .withArgs(aurora.address, aurora.address, caller.address);
        }
        expect(await identities.changed(aurora)).to.equal(before);
      });
    }

    it("takes no notice of tx.origin: a contract that its controller calls does not act for it", async () => {
      const { identities, accounts } = await deployIdentities();
      const { aurora, borealis } = accounts;
      const forwarder = await ethers.deployContract("MockForwarder");
      const call = identities.interface.encodeFunctionData("changeOwner", [aurora.address, borealis.address]);

      await expect(forwarder.connect(aurora).forward(identities, call))
        .to.be.revertedWithCustomError(identities, "IdentityRegistryNotController")
        .withArgs(aurora.address, aurora.address, await forwarder.getAddress());
    });
  });
});
