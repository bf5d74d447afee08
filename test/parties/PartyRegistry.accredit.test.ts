import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";

import { behavesAsAnAccreditorsDecision } from "../behaviors/accreditor";
import { accredit, agreementOf } from "../shared/agreement";
import { PartyKind, PartyStatus } from "../shared/enums";
import { DAY, deployRegistry, someHash } from "../shared/fixture";
import { blockOf, NO_PARTY, partyOf } from "../shared/records";
import { addAccreditor } from "../shared/roles";

describe("PartyRegistry: accredit", () => {
  behavesAsAnAccreditorsDecision(async ({ parties, accounts, validUntil }) => {
    const agreed = await agreementOf(parties, accounts.publisher, { validUntil });
    return (caller) => parties.connect(caller).accredit(...agreed);
  });

  describe("bad input", () => {
    it("reverts for a kind that does not exist", async () => {
      const { parties, accounts, validUntil } = await deployRegistry();

      const [application, signature] = await agreementOf(parties, accounts.publisher, { validUntil });

      await expect(
        parties.accredit({ ...application, kind: PartyKind.Notary + 1n }, signature),
      ).to.be.revertedWithoutReason();
      expect(await partyOf(parties, accounts.publisher)).to.deep.equal(NO_PARTY);
    });

    it("reverts when the term ends in the current second", async () => {
      const { parties, accounts } = await deployRegistry();
      const now = (await time.latest()) + 60;
      await time.setNextBlockTimestamp(now);

      await expect(accredit(parties, accounts.publisher, { validUntil: now }))
        .to.be.revertedWithCustomError(parties, "PartyRegistryNotInFuture")
        .withArgs(now, now);
      expect(await partyOf(parties, accounts.publisher)).to.deep.equal(NO_PARTY);
    });
  });

  for (const kind of ["Publisher", "Adjudicator", "Notary"] as const) {
    it(`accredits an account as ${kind}`, async () => {
      const { parties, accounts, validUntil } = await deployRegistry();

      const transaction = await accredit(parties, accounts.publisher, { kind: PartyKind[kind], validUntil });

      const { number, time: activeSince } = await blockOf(transaction);
      expect(await partyOf(parties, accounts.publisher)).to.deep.equal({
        accreditor: accounts.accreditor.address,
        validUntil: BigInt(validUntil),
        activeSince,
        changedAtBlock: number,
        events: 1n,
        status: PartyStatus.Active,
        kind: PartyKind[kind],
      });
      expect(await parties.isAccredited(accounts.publisher)).to.equal(true);
    });
  }

  it("says so in an event, which no event goes before", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    const credential = someHash();
    const before = await parties.accreditedAtBlock();

    await expect(
      accredit(parties, accounts.publisher, { kind: PartyKind.Notary, validUntil, credentialHash: credential }),
    )
      .to.emit(parties, "PartyAccredited")
      .withArgs(accounts.publisher, accounts.accreditor, PartyKind.Notary, validUntil, credential, 0, before);
  });

  it("accredits for a term of one second", async () => {
    const { parties, accounts } = await deployRegistry();
    const now = (await time.latest()) + 60;
    await time.setNextBlockTimestamp(now);

    await accredit(parties, accounts.publisher, { validUntil: now + 1 });

    expect(await parties.isAccredited(accounts.publisher, { blockTag: "latest" })).to.equal(true);
  });

  describe("when the account is accredited already", () => {
    it("reverts for its own accreditor", async () => {
      const { parties, accounts, validUntil } = await deployRegistry();

      await expect(accredit(parties, accounts.aurora, { kind: PartyKind.Notary, validUntil: validUntil + DAY }))
        .to.be.revertedWithCustomError(parties, "PartyRegistryAlreadyAccredited")
        .withArgs(accounts.aurora, accounts.accreditor, PartyStatus.Active, validUntil);
    });

    it("reverts for another accreditor", async () => {
      const deployment = await deployRegistry();
      const { parties, accounts, validUntil } = deployment;
      const other = await addAccreditor(deployment);
      const before = await partyOf(parties, accounts.aurora);

      await expect(
        accredit(parties.connect(other), accounts.aurora, { kind: PartyKind.Notary, validUntil: validUntil + DAY }),
      )
        .to.be.revertedWithCustomError(parties, "PartyRegistryAlreadyAccredited")
        .withArgs(accounts.aurora, accounts.accreditor, PartyStatus.Active, validUntil);
      expect(await partyOf(parties, accounts.aurora)).to.deep.equal(before);
    });
  });

  describe("when the term has ended", () => {
    it("reverts one second before the end", async () => {
      const { parties, accounts, validUntil } = await deployRegistry();
      await time.setNextBlockTimestamp(validUntil - 1);

      await expect(accredit(parties, accounts.aurora, { kind: PartyKind.Notary, validUntil: validUntil + DAY }))
        .to.be.revertedWithCustomError(parties, "PartyRegistryAlreadyAccredited")
        .withArgs(accounts.aurora, accounts.accreditor, PartyStatus.Active, validUntil);
    });

    it("lets any accreditor accredit anew at the end's very second", async () => {
      const deployment = await deployRegistry();
      const { parties, accounts, validUntil } = deployment;
      const other = await addAccreditor(deployment);
      const { changedAtBlock } = await partyOf(parties, accounts.aurora);
      const before = await parties.accreditedAtBlock();
      await time.setNextBlockTimestamp(validUntil);

      await expect(
        accredit(parties.connect(other), accounts.aurora, { kind: PartyKind.Notary, validUntil: validUntil + DAY }),
      )
        .to.emit(parties, "PartyAccredited")
        .withArgs(accounts.aurora, other, PartyKind.Notary, validUntil + DAY, ZeroHash, changedAtBlock, before);
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
        await expect(accredit(parties.connect(accreditor), accounts.aurora, { validUntil: validUntil + 9 * DAY }))
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
      const before = await parties.accreditedAtBlock();

      await expect(accredit(parties.connect(other), accounts.aurora, { validUntil }))
        .to.emit(parties, "PartyAccredited")
        .withArgs(accounts.aurora, other, PartyKind.Publisher, validUntil, ZeroHash, changedAtBlock, before);
      expect(await parties.isAccredited(accounts.aurora)).to.equal(true);
    });
  });
});
