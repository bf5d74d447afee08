import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";

import { behavesAsRestricted } from "../behaviors/restricted";
import { PartyKind, PartyStatus } from "../shared/enums";
import { DAY, deployRegistry, someHash } from "../shared/fixture";
import { blockOf, NO_PARTY, partyOf } from "../shared/records";
import { addAccreditor } from "../shared/roles";

describe("PartyRegistry: accredit", () => {
  behavesAsRestricted("ACCREDITOR", "parties", async ({ parties, accounts, validUntil }) => {
    return (caller) => parties.connect(caller).accredit(accounts.publisher, PartyKind.Publisher, validUntil, ZeroHash);
  });

  describe("bad input", () => {
    it("reverts for the zero address", async () => {
      const { parties, validUntil } = await deployRegistry();

      await expect(parties.accredit(ZeroAddress, PartyKind.Publisher, validUntil, ZeroHash))
        .to.be.revertedWithCustomError(parties, "PartyRegistryInvalidParty")
        .withArgs(ZeroAddress, PartyKind.Publisher);
      expect(await partyOf(parties, ZeroAddress)).to.deep.equal(NO_PARTY);
    });

    it("reverts without a kind", async () => {
      const { parties, accounts, validUntil } = await deployRegistry();

      await expect(parties.accredit(accounts.publisher, PartyKind.None, validUntil, ZeroHash))
        .to.be.revertedWithCustomError(parties, "PartyRegistryInvalidParty")
        .withArgs(accounts.publisher, PartyKind.None);
      expect(await partyOf(parties, accounts.publisher)).to.deep.equal(NO_PARTY);
    });

    it("reverts for a kind that does not exist", async () => {
      const { parties, accounts, validUntil } = await deployRegistry();

      await expect(
        parties.accredit(accounts.publisher, PartyKind.Notary + 1n, validUntil, ZeroHash),
      ).to.be.revertedWithoutReason();
      expect(await partyOf(parties, accounts.publisher)).to.deep.equal(NO_PARTY);
    });

    it("reverts when the term ends in the current second", async () => {
      const { parties, accounts } = await deployRegistry();
      const now = (await time.latest()) + 60;
      await time.setNextBlockTimestamp(now);

      await expect(parties.accredit(accounts.publisher, PartyKind.Publisher, now, ZeroHash))
        .to.be.revertedWithCustomError(parties, "PartyRegistryNotInFuture")
        .withArgs(now, now);
      expect(await partyOf(parties, accounts.publisher)).to.deep.equal(NO_PARTY);
    });
  });

  for (const kind of ["Publisher", "Adjudicator", "Notary"] as const) {
    it(`accredits an account as ${kind}`, async () => {
      const { parties, accounts, validUntil } = await deployRegistry();

      const transaction = await parties.accredit(accounts.publisher, PartyKind[kind], validUntil, ZeroHash);

      const { number } = await blockOf(transaction);
      expect(await partyOf(parties, accounts.publisher)).to.deep.equal({
        accreditor: accounts.accreditor.address,
        validUntil: BigInt(validUntil),
        changedAtBlock: number,
        status: PartyStatus.Active,
        kind: PartyKind[kind],
      });
      expect(await parties.isAccredited(accounts.publisher)).to.equal(true);
    });
  }

  it("says so in an event, which no event goes before", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    const credential = someHash();

    await expect(parties.accredit(accounts.publisher, PartyKind.Notary, validUntil, credential))
      .to.emit(parties, "PartyAccredited")
      .withArgs(accounts.publisher, accounts.accreditor, PartyKind.Notary, validUntil, credential, 0);
  });

  it("accredits for a term of one second", async () => {
    const { parties, accounts } = await deployRegistry();
    const now = (await time.latest()) + 60;
    await time.setNextBlockTimestamp(now);

    await parties.accredit(accounts.publisher, PartyKind.Publisher, now + 1, ZeroHash);

    expect(await parties.isAccredited(accounts.publisher, { blockTag: "latest" })).to.equal(true);
  });

  describe("when the account is accredited already", () => {
    it("reverts for its own accreditor", async () => {
      const { parties, accounts, validUntil } = await deployRegistry();

      await expect(parties.accredit(accounts.aurora, PartyKind.Notary, validUntil + DAY, ZeroHash))
        .to.be.revertedWithCustomError(parties, "PartyRegistryAlreadyAccredited")
        .withArgs(accounts.aurora, accounts.accreditor, PartyStatus.Active, validUntil);
    });

    it("reverts for another accreditor", async () => {
      const deployment = await deployRegistry();
      const { parties, accounts, validUntil } = deployment;
      const other = await addAccreditor(deployment);
      const before = await partyOf(parties, accounts.aurora);

      await expect(parties.connect(other).accredit(accounts.aurora, PartyKind.Notary, validUntil + DAY, ZeroHash))
        .to.be.revertedWithCustomError(parties, "PartyRegistryAlreadyAccredited")
        .withArgs(accounts.aurora, accounts.accreditor, PartyStatus.Active, validUntil);
      expect(await partyOf(parties, accounts.aurora)).to.deep.equal(before);
    });
  });

  describe("when the term has ended", () => {
    it("reverts one second before the end", async () => {
      const { parties, accounts, validUntil } = await deployRegistry();
      await time.setNextBlockTimestamp(validUntil - 1);

      await expect(parties.accredit(accounts.aurora, PartyKind.Notary, validUntil + DAY, ZeroHash))
        .to.be.revertedWithCustomError(parties, "PartyRegistryAlreadyAccredited")
        .withArgs(accounts.aurora, accounts.accreditor, PartyStatus.Active, validUntil);
    });

    it("lets any accreditor accredit anew at the end's very second", async () => {
      const deployment = await deployRegistry();
      const { parties, accounts, validUntil } = deployment;
      const other = await addAccreditor(deployment);
      const { changedAtBlock } = await partyOf(parties, accounts.aurora);
      await time.setNextBlockTimestamp(validUntil);

      await expect(parties.connect(other).accredit(accounts.aurora, PartyKind.Notary, validUntil + DAY, ZeroHash))
        .to.emit(parties, "PartyAccredited")
        .withArgs(accounts.aurora, other, PartyKind.Notary, validUntil + DAY, ZeroHash, changedAtBlock);
      const party = await partyOf(parties, accounts.aurora);
      expect(party.accreditor).to.equal(other.address);
      expect(party.kind).to.equal(PartyKind.Notary);
      expect(party.validUntil).to.equal(validUntil + DAY);
    });
  });

  describe("when the account is suspended", () => {
    it("reverts for everybody, also after the term has ended", async () => {
      const deployment = await deployRegistry();
      const { parties, accounts, validUntil } = deployment;
      const other = await addAccreditor(deployment);
      await parties.suspend(accounts.aurora, someHash());
      await time.increaseTo(validUntil + DAY);

      for (const accreditor of [accounts.accreditor, other]) {
        await expect(
          parties.connect(accreditor).accredit(accounts.aurora, PartyKind.Publisher, validUntil + 9 * DAY, ZeroHash),
        )
          .to.be.revertedWithCustomError(parties, "PartyRegistryAlreadyAccredited")
          .withArgs(accounts.aurora, accounts.accreditor, PartyStatus.Suspended, validUntil);
      }
      expect((await partyOf(parties, accounts.aurora)).status).to.equal(PartyStatus.Suspended);
    });
  });

  describe("when the accreditation was revoked", () => {
    it("accredits anew, within the old term too, and by another accreditor", async () => {
      const deployment = await deployRegistry();
      const { parties, accounts, validUntil } = deployment;
      const other = await addAccreditor(deployment);
      await parties.revoke(accounts.aurora, someHash());
      const { changedAtBlock } = await partyOf(parties, accounts.aurora);

      await expect(parties.connect(other).accredit(accounts.aurora, PartyKind.Publisher, validUntil, ZeroHash))
        .to.emit(parties, "PartyAccredited")
        .withArgs(accounts.aurora, other, PartyKind.Publisher, validUntil, ZeroHash, changedAtBlock);
      expect(await parties.isAccredited(accounts.aurora)).to.equal(true);
    });
  });
});
