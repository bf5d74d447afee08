import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";

import { behavesAsAnAccreditorsDecision } from "../behaviors/accreditor";
import { accredit } from "../shared/agreement";
import { PartyStatus } from "../shared/enums";
import { DAY, deployRegistry, type Registry, someHash } from "../shared/fixture";
import { blockOf, NO_PARTY, partyOf } from "../shared/records";

/** Brings aurora into a state by its own accreditor's decisions. */
const STATES: Readonly<Record<"suspended" | "revoked", (deployment: Registry) => Promise<unknown>>> = {
  suspended: ({ parties, accounts }) => parties.suspend(accounts.aurora, someHash()),
  revoked: ({ parties, accounts }) => parties.revoke(accounts.aurora, someHash()),
};

describe("PartyRegistry: renew", () => {
  behavesAsAnAccreditorsDecision(async ({ parties, accounts, validUntil }) => {
    return (caller) => parties.connect(caller).renew(accounts.aurora, validUntil + DAY, ZeroHash);
  });

  it("reverts for an account that was never accredited", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();

    await expect(parties.renew(accounts.publisher, validUntil, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryWrongStatus")
      .withArgs(accounts.publisher, PartyStatus.None);
    expect(await partyOf(parties, accounts.publisher)).to.deep.equal(NO_PARTY);
  });

  it("reverts for a revoked account", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    await STATES.revoked(deployment);

    await expect(parties.renew(accounts.aurora, validUntil + DAY, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryWrongStatus")
      .withArgs(accounts.aurora, PartyStatus.Revoked);
    expect((await partyOf(parties, accounts.aurora)).validUntil).to.equal(validUntil);
  });

  it("reverts when the new term ends in the current second", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    const now = (await time.latest()) + 60;
    await time.setNextBlockTimestamp(now);

    await expect(parties.renew(accounts.aurora, now, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryNotInFuture")
      .withArgs(now, now);
    expect((await partyOf(parties, accounts.aurora)).validUntil).to.equal(validUntil);
  });

  it("sets a new end and leaves the rest", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    const before = await partyOf(parties, accounts.aurora);

    const transaction = await parties.renew(accounts.aurora, validUntil + DAY, ZeroHash);

    const { number } = await blockOf(transaction);
    expect(await partyOf(parties, accounts.aurora)).to.deep.equal({
      ...before,
      validUntil: BigInt(validUntil + DAY),
      changedAtBlock: number,
      events: before.events + 1n,
    });
  });

  it("gives the old and the new end in its event", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    const credential = someHash();
    const { changedAtBlock } = await partyOf(parties, accounts.aurora);

    await expect(parties.renew(accounts.aurora, validUntil + DAY, credential))
      .to.emit(parties, "PartyRenewed")
      .withArgs(accounts.aurora, accounts.accreditor, validUntil, validUntil + DAY, credential, changedAtBlock);
  });

  it("may shorten a term", async () => {
    const { parties, accounts } = await deployRegistry();
    const sooner = (await time.latest()) + DAY;

    await parties.renew(accounts.aurora, sooner, ZeroHash);

    await time.increaseTo(sooner);
    expect(await parties.isAccredited(accounts.aurora, { blockTag: "latest" })).to.equal(false);
  });

  it("revives an accreditation whose term has ended", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    await time.increaseTo(validUntil + DAY);
    expect(await parties.isAccredited(accounts.aurora, { blockTag: "latest" })).to.equal(false);

    await parties.renew(accounts.aurora, validUntil + 9 * DAY, ZeroHash);

    expect(await parties.isAccredited(accounts.aurora, { blockTag: "latest" })).to.equal(true);
  });

  it("leaves a suspended account suspended", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    await STATES.suspended(deployment);

    await parties.renew(accounts.aurora, validUntil + DAY, ZeroHash);

    const party = await partyOf(parties, accounts.aurora);
    expect(party.status).to.equal(PartyStatus.Suspended);
    expect(party.validUntil).to.equal(validUntil + DAY);
    expect(await parties.isAccredited(accounts.aurora)).to.equal(false);
  });
});

describe("PartyRegistry: suspend", () => {
  behavesAsAnAccreditorsDecision(async ({ parties, accounts }) => {
    return (caller) => parties.connect(caller).suspend(accounts.aurora, ZeroHash);
  });

  it("reverts for an account that was never accredited", async () => {
    const { parties, accounts } = await deployRegistry();

    await expect(parties.suspend(accounts.publisher, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryWrongStatus")
      .withArgs(accounts.publisher, PartyStatus.None);
  });

  for (const state of ["suspended", "revoked"] as const) {
    it(`reverts for an account that is ${state} already`, async () => {
      const deployment = await deployRegistry();
      const { parties, accounts } = deployment;
      await STATES[state](deployment);
      const before = await partyOf(parties, accounts.aurora);

      await expect(parties.suspend(accounts.aurora, ZeroHash))
        .to.be.revertedWithCustomError(parties, "PartyRegistryWrongStatus")
        .withArgs(accounts.aurora, before.status);
      expect(await partyOf(parties, accounts.aurora)).to.deep.equal(before);
    });
  }

  it("stops an active party", async () => {
    const { parties, accounts } = await deployRegistry();
    const before = await partyOf(parties, accounts.aurora);

    const transaction = await parties.suspend(accounts.aurora, ZeroHash);

    const { number } = await blockOf(transaction);
    expect(await partyOf(parties, accounts.aurora)).to.deep.equal({
      ...before,
      status: PartyStatus.Suspended,
      activeSince: 0n,
      changedAtBlock: number,
      events: before.events + 1n,
    });
    expect(await parties.isAccredited(accounts.aurora)).to.equal(false);
    expect(await parties.isAccredited(accounts.borealis)).to.equal(true);
  });

  it("gives the reason in its event", async () => {
    const { parties, accounts } = await deployRegistry();
    const reason = someHash();
    const { changedAtBlock } = await partyOf(parties, accounts.aurora);

    await expect(parties.suspend(accounts.aurora, reason))
      .to.emit(parties, "PartySuspended")
      .withArgs(accounts.aurora, accounts.accreditor, reason, changedAtBlock);
  });

  it("keeps a party from being accredited anew whose term has ended", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    await time.increaseTo(validUntil + DAY);

    await parties.suspend(accounts.aurora, someHash());

    await expect(accredit(parties, accounts.aurora, { validUntil: validUntil + 9 * DAY }))
      .to.be.revertedWithCustomError(parties, "PartyRegistryAlreadyAccredited")
      .withArgs(accounts.aurora, accounts.accreditor, PartyStatus.Suspended, validUntil);
  });
});

describe("PartyRegistry: reinstate", () => {
  behavesAsAnAccreditorsDecision(async (deployment) => {
    await STATES.suspended(deployment);
    return (caller) => deployment.parties.connect(caller).reinstate(deployment.accounts.aurora, ZeroHash);
  });

  it("reverts for an active account", async () => {
    const { parties, accounts } = await deployRegistry();

    await expect(parties.reinstate(accounts.aurora, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryWrongStatus")
      .withArgs(accounts.aurora, PartyStatus.Active);
  });

  it("reverts for a revoked account", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts } = deployment;
    await STATES.revoked(deployment);

    await expect(parties.reinstate(accounts.aurora, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryWrongStatus")
      .withArgs(accounts.aurora, PartyStatus.Revoked);
    expect(await parties.isAccredited(accounts.aurora)).to.equal(false);
  });

  it("ends a suspension within the term", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts } = deployment;
    await STATES.suspended(deployment);
    const before = await partyOf(parties, accounts.aurora);

    const transaction = await parties.reinstate(accounts.aurora, ZeroHash);

    const { number, time: activeSince } = await blockOf(transaction);
    expect(await partyOf(parties, accounts.aurora)).to.deep.equal({
      ...before,
      status: PartyStatus.Active,
      activeSince,
      changedAtBlock: number,
      events: before.events + 1n,
    });
    expect(await parties.isAccredited(accounts.aurora)).to.equal(true);
  });

  it("gives the reason in its event", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts } = deployment;
    await STATES.suspended(deployment);
    const reason = someHash();
    const { changedAtBlock } = await partyOf(parties, accounts.aurora);

    await expect(parties.reinstate(accounts.aurora, reason))
      .to.emit(parties, "PartyReinstated")
      .withArgs(accounts.aurora, accounts.accreditor, reason, changedAtBlock);
  });

  it("does not revive a term that has ended meanwhile", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    await STATES.suspended(deployment);
    await time.increaseTo(validUntil);

    await parties.reinstate(accounts.aurora, ZeroHash);

    expect((await partyOf(parties, accounts.aurora)).status).to.equal(PartyStatus.Active);
    expect(await parties.isAccredited(accounts.aurora, { blockTag: "latest" })).to.equal(false);
  });
});

describe("PartyRegistry: revoke", () => {
  behavesAsAnAccreditorsDecision(async ({ parties, accounts }) => {
    return (caller) => parties.connect(caller).revoke(accounts.aurora, ZeroHash);
  });

  it("reverts for an account that was never accredited", async () => {
    const { parties, accounts } = await deployRegistry();

    await expect(parties.revoke(accounts.publisher, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryWrongStatus")
      .withArgs(accounts.publisher, PartyStatus.None);
  });

  it("reverts for an account that is revoked already", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts } = deployment;
    await STATES.revoked(deployment);

    await expect(parties.revoke(accounts.aurora, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryWrongStatus")
      .withArgs(accounts.aurora, PartyStatus.Revoked);
  });

  for (const state of ["active", "suspended"] as const) {
    it(`ends the accreditation of an account that is ${state}`, async () => {
      const deployment = await deployRegistry();
      const { parties, accounts } = deployment;
      if (state === "suspended") await STATES.suspended(deployment);
      const before = await partyOf(parties, accounts.aurora);

      const transaction = await parties.revoke(accounts.aurora, ZeroHash);

      const { number } = await blockOf(transaction);
      expect(await partyOf(parties, accounts.aurora)).to.deep.equal({
        ...before,
        status: PartyStatus.Revoked,
        activeSince: 0n,
        changedAtBlock: number,
        events: before.events + 1n,
      });
      expect(await parties.isAccredited(accounts.aurora)).to.equal(false);
    });
  }

  it("gives the reason in its event", async () => {
    const { parties, accounts } = await deployRegistry();
    const reason = someHash();
    const { changedAtBlock } = await partyOf(parties, accounts.aurora);

    await expect(parties.revoke(accounts.aurora, reason))
      .to.emit(parties, "PartyRevoked")
      .withArgs(accounts.aurora, accounts.accreditor, reason, changedAtBlock);
  });
});
