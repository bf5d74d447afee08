import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import { DAY } from "../shared/fixture";
import { blockOf } from "../shared/records";
import { deployIdentities, NAME, SIGNING, VALUE } from "./identities";

const MAX_VALIDITY = 36_500 * DAY;

describe("IdentityRegistry: delegates", () => {
  it("act for an identity until their time ends, to the second", async () => {
    const { identities, accounts } = await deployIdentities();
    const { aurora, borealis } = accounts;
    const now = (await time.latest()) + 10;
    await time.setNextBlockTimestamp(now);

    const added = await identities.addDelegate(aurora, SIGNING, borealis, 60);

    await expect(added)
      .to.emit(identities, "DIDDelegateChanged")
      .withArgs(aurora.address, SIGNING, borealis.address, now + 60, 0);
    await time.increaseTo(now + 59);
    expect(await identities.validDelegate(aurora, SIGNING, borealis)).to.equal(true);
    await time.increaseTo(now + 60);
    expect(await identities.validDelegate(aurora, SIGNING, borealis)).to.equal(false);
  });

  it("stop at once when they are revoked", async () => {
    const { identities, accounts } = await deployIdentities();
    const { aurora, borealis } = accounts;
    const added = await identities.addDelegate(aurora, SIGNING, borealis, DAY);

    await expect(identities.revokeDelegate(aurora, SIGNING, borealis))
      .to.emit(identities, "DIDDelegateChanged")
      .withArgs(aurora.address, SIGNING, borealis.address, 0, (await blockOf(added)).number);

    expect(await identities.validDelegate(aurora, SIGNING, borealis)).to.equal(false);
  });

  it("are not revoked where there is none, and no event pretends so", async () => {
    const { identities, accounts } = await deployIdentities();
    const { aurora, borealis } = accounts;

    await expect(identities.revokeDelegate(aurora, SIGNING, borealis))
      .to.be.revertedWithCustomError(identities, "IdentityRegistryNotDelegate")
      .withArgs(aurora.address, SIGNING, borealis.address);
  });
});

describe("IdentityRegistry: attributes", () => {
  it("hold until their time, and can be taken back", async () => {
    const { identities, accounts } = await deployIdentities();
    const { aurora } = accounts;
    const set = await identities.setAttribute(aurora, NAME, VALUE, DAY);
    const { time: setAt, number } = await blockOf(set);

    await expect(set)
      .to.emit(identities, "DIDAttributeChanged")
      .withArgs(aurora.address, NAME, VALUE, setAt + BigInt(DAY), 0);
    await expect(identities.revokeAttribute(aurora, NAME, VALUE))
      .to.emit(identities, "DIDAttributeChanged")
      .withArgs(aurora.address, NAME, VALUE, 0, number);
  });

  it("are not revoked where there is none, or its time has ended", async () => {
    const { identities, accounts } = await deployIdentities();
    const { aurora } = accounts;
    const refused = async (): Promise<void> => {
      await expect(identities.revokeAttribute(aurora, NAME, VALUE))
        .to.be.revertedWithCustomError(identities, "IdentityRegistryNotAttribute")
        .withArgs(aurora.address, NAME, VALUE);
    };

    await refused();
    await identities.setAttribute(aurora, NAME, VALUE, 60);
    await time.increase(60);
    await refused();
  });
});

describe("IdentityRegistry: how long something is named", () => {
  for (const validity of [0n, BigInt(MAX_VALIDITY) + 1n, 2n ** 256n - 1n]) {
    it(`is not ${validity} s`, async () => {
      const { identities, accounts } = await deployIdentities();
      const { aurora, borealis } = accounts;

      for (const name of [
        () => identities.addDelegate(aurora, SIGNING, borealis, validity),
        () => identities.setAttribute(aurora, NAME, VALUE, validity),
      ]) {
        await expect(name())
          .to.be.revertedWithCustomError(identities, "IdentityRegistryValidity")
          .withArgs(validity, MAX_VALIDITY);
      }
    });
  }

  it("is a second, or a hundred years", async () => {
    const { identities, accounts } = await deployIdentities();
    const { aurora, borealis } = accounts;

    for (const validity of [1, MAX_VALIDITY]) {
      const added = await identities.addDelegate(aurora, SIGNING, borealis, validity);
      const { time: addedAt, number } = await blockOf(added);
      const [event] = await identities.queryFilter(
        identities.filters.DIDDelegateChanged(aurora),
        Number(number),
        Number(number),
      );
      expect(event?.args.validTo).to.equal(addedAt + BigInt(validity));
    }
  });
});
