import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat, Signature, toBeHex, ZeroHash } from "ethers";
import { ethers } from "hardhat";

import { type Application, applicationDigest, applicationInput, signApplication } from "../../lib/parties/application";
import { accredit, type Agreed, agreementOf, applicationOf } from "../shared/agreement";
import { PartyKind, WalletAnswer } from "../shared/enums";
import { DAY, deployRegistry, EVERY_KIND, FOR_EVER, type Registry, someHash } from "../shared/fixture";
import { NO_PARTY, partyOf } from "../shared/records";
import { addAccreditor } from "../shared/roles";

/** The order of the curve's group. */
const N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** An application of the publisher, who is nobody yet, and its signature. */
async function signed({ parties, accounts, validUntil }: Registry): Promise<Agreed> {
  return agreementOf(parties, accounts.publisher, { validUntil, credentialHash: someHash() });
}

async function expectNotAgreed({ parties, accounts }: Registry, agreed: Agreed, account?: string): Promise<void> {
  const before = await partyOf(parties, accounts.publisher);
  await expect(parties.accredit(...agreed))
    .to.be.revertedWithCustomError(parties, "PartyRegistryNotAgreed")
    .withArgs(account ?? accounts.publisher, accounts.accreditor);
  expect(await partyOf(parties, accounts.publisher)).to.deep.equal(before);
}

describe("PartyRegistry: an account that has not agreed", () => {
  it("is not accredited without a signature", async () => {
    const deployment = await deployRegistry();
    const [application] = await signed(deployment);

    await expectNotAgreed(deployment, [application, "0x"]);
  });

  it("is not accredited by anybody else's signature, the accreditor's included", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    const application = await applicationOf(parties, accounts.publisher, { validUntil });
    const { chainId } = await ethers.provider.getNetwork();

    for (const other of [accounts.accreditor, accounts.deployer, accounts.stranger]) {
      const signature = await signApplication({ parties, chainId }, other, application);
      await expectNotAgreed(deployment, [applicationInput(application), signature]);
    }
  });

  for (const [field, change] of Object.entries({
    kind: { kind: 3 },
    validUntil: { validUntil: 2 ** 40 - 2 },
    credentialHash: { credentialHash: ZeroHash },
    deadline: { deadline: 2 ** 40 - 2 },
  })) {
    it(`is not accredited where the ${field} is another than it agreed to`, async () => {
      const deployment = await deployRegistry();
      const [application, signature] = await signed(deployment);

      await expectNotAgreed(deployment, [{ ...application, ...change }, signature]);
    });
  }

  it("is not accredited by what another account agreed to", async () => {
    const deployment = await deployRegistry();
    const [application, signature] = await signed(deployment);
    const { address } = deployment.accounts.stranger;

    await expectNotAgreed(deployment, [{ ...application, account: address }, signature], address);
  });

  it("is not accredited by another accreditor than it agreed to", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts } = deployment;
    const other = await addAccreditor(deployment);
    const agreed = await signed(deployment);

    await expect(parties.connect(other).accredit(...agreed))
      .to.be.revertedWithCustomError(parties, "PartyRegistryNotAgreed")
      .withArgs(accounts.publisher, other);
  });

  it("is not accredited by a signature for another chain or contract, or one of another form", async () => {
    const deployment = await deployRegistry();
    const { parties, manager, accounts, validUntil } = deployment;
    const application = await applicationOf(parties, accounts.publisher, { validUntil });
    const { chainId } = await ethers.provider.getNetwork();
    const sign = async (registry: Registry["parties"], chain: bigint): Promise<string> =>
      signApplication({ parties: registry, chainId: chain }, accounts.publisher, application);
    const good = Signature.from(await sign(parties, chainId));
    const highS = concat([good.r, toBeHex(N - BigInt(good.s), 32), toBeHex(good.v === 27 ? 28 : 27)]);
    const elsewhere = await ethers.deployContract("PartyRegistry", [manager]);

    for (const signature of [
      await sign(parties, chainId + 1n),
      await sign(elsewhere, chainId),
      good.compactSerialized,
      highS,
    ]) {
      await expectNotAgreed(deployment, [applicationInput(application), signature]);
    }
    await parties.accredit(applicationInput(application), good.serialized);
    expect(await parties.isAccredited(accounts.publisher)).to.equal(true);
  });
});

describe("PartyRegistry: an agreement", () => {
  it("is good until its deadline, and no longer", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    const deadline = (await time.latest()) + DAY;
    const agreed = await agreementOf(parties, accounts.publisher, { validUntil, deadline });

    await time.setNextBlockTimestamp(deadline);
    await expect(parties.accredit.staticCall(...agreed, { blockTag: "pending" })).not.to.be.reverted;
    await time.setNextBlockTimestamp(deadline + 1);
    await expect(parties.accredit(...agreed))
      .to.be.revertedWithCustomError(parties, "PartyRegistryApplicationExpired")
      .withArgs(deadline, deadline + 1);
  });

  it("is used once: not after a revocation, nor after the term", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts } = deployment;
    const agreed = await signed(deployment);
    await parties.accredit(...agreed);
    await parties.revoke(accounts.publisher, ZeroHash);

    await expectNotAgreed(deployment, agreed);
  });

  it("has no effect any more once the account has applied anew", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    const agreed = await signed(deployment);
    await parties
      .connect(accounts.publisher)
      .applyTo(accounts.accreditor, PartyKind.Notary, validUntil, ZeroHash, FOR_EVER);

    await expectNotAgreed(deployment, agreed);
  });

  it("has the digest of EIP-712, at the present number of events", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    const { chainId } = await ethers.provider.getNetwork();
    for (const account of [accounts.publisher, accounts.aurora]) {
      const application: Application = await applicationOf(parties, account, { validUntil });
      const { events } = await partyOf(parties, account);

      expect(await parties.applicationDigest(applicationInput(application), accounts.accreditor)).to.equal(
        applicationDigest(await parties.getAddress(), chainId, application, events),
      );
    }
  });

  it("may be a contract's, by ERC-1271, as long as the contract says so", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    const wallet = await ethers.deployContract("MockWallet", [accounts.stranger]);
    const application = await applicationOf(parties, wallet, { validUntil });
    const { chainId } = await ethers.provider.getNetwork();
    const signature = await signApplication({ parties, chainId }, accounts.stranger, application);
    const agreed: Agreed = [applicationInput(application), signature];

    await wallet.setAnswer(WalletAnswer.Refuse);
    await expectNotAgreed(deployment, agreed, application.account);
    await wallet.setAnswer(WalletAnswer.Verify);
    await parties.accredit(...agreed);
    expect(await parties.isAccredited(wallet)).to.equal(true);
  });
});

describe("PartyRegistry: applyTo", () => {
  it("reverts for an account that is no accreditor, or not of this kind", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    const asPublisher = parties.connect(accounts.publisher);
    const notaries = 1 << Number(PartyKind.Notary);
    await parties.connect(accounts.deployer).appointAccreditor(accounts.guardian, FOR_EVER, notaries);

    await expect(asPublisher.applyTo(accounts.stranger, PartyKind.Publisher, validUntil, ZeroHash, FOR_EVER))
      .to.be.revertedWithCustomError(parties, "PartyRegistryNotAppointed")
      .withArgs(accounts.stranger, 0);
    await expect(asPublisher.applyTo(accounts.guardian, PartyKind.Publisher, validUntil, ZeroHash, FOR_EVER))
      .to.be.revertedWithCustomError(parties, "PartyRegistryOutOfScope")
      .withArgs(accounts.guardian, PartyKind.Publisher, notaries);
    await expect(asPublisher.applyTo(accounts.accreditor, PartyKind.None, validUntil, ZeroHash, FOR_EVER))
      .to.be.revertedWithCustomError(parties, "PartyRegistryOutOfScope")
      .withArgs(accounts.accreditor, PartyKind.None, EVERY_KIND);
    expect(await partyOf(parties, accounts.publisher)).to.deep.equal(NO_PARTY);
  });

  it("reverts for a term or a deadline that has passed", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    const asPublisher = parties.connect(accounts.publisher);
    const now = (await time.latest()) + 60;

    await time.setNextBlockTimestamp(now);
    await expect(asPublisher.applyTo(accounts.accreditor, PartyKind.Publisher, now, ZeroHash, FOR_EVER))
      .to.be.revertedWithCustomError(parties, "PartyRegistryNotInFuture")
      .withArgs(now, now);
    await time.setNextBlockTimestamp(now + 1);
    await expect(asPublisher.applyTo(accounts.accreditor, PartyKind.Publisher, validUntil, ZeroHash, now))
      .to.be.revertedWithCustomError(parties, "PartyRegistryApplicationExpired")
      .withArgs(now, now + 1);
  });

  it("is an event of the account's history, and gives it no accreditation", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    const credential = someHash();
    const { publisher, accreditor } = accounts;

    await expect(
      parties.connect(publisher).applyTo(accreditor, PartyKind.Notary, validUntil, credential, validUntil - 1),
    )
      .to.emit(parties, "PartyApplied")
      .withArgs(publisher, accreditor, PartyKind.Notary, validUntil, credential, validUntil - 1, 0);

    const changedAtBlock = BigInt(await time.latestBlock());
    expect(await partyOf(parties, publisher)).to.deep.equal({ ...NO_PARTY, changedAtBlock, events: 1n });
    expect(await parties.isAccredited(publisher)).to.equal(false);
  });

  it("lets the accreditor accredit without a signature, once", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    const { publisher, accreditor } = accounts;
    await parties.connect(publisher).applyTo(accreditor, PartyKind.Publisher, validUntil, ZeroHash, FOR_EVER);
    const changedAtBlock = await time.latestBlock();
    const agreed: Agreed = [applicationInput(await applicationOf(parties, publisher, { validUntil })), "0x"];

    await expect(parties.accredit(...agreed))
      .to.emit(parties, "PartyAccredited")
      .withArgs(publisher, accreditor, PartyKind.Publisher, validUntil, ZeroHash, changedAtBlock, changedAtBlock - 1);
    expect(await parties.isAccredited(publisher)).to.equal(true);

    await parties.revoke(publisher, ZeroHash);
    await expectNotAgreed(deployment, agreed);
  });

  it("leaves an accreditation as it is", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    const before = await partyOf(parties, accounts.aurora);

    await parties
      .connect(accounts.aurora)
      .applyTo(accounts.accreditor, PartyKind.Notary, validUntil, ZeroHash, FOR_EVER);

    const { changedAtBlock, ...party } = await partyOf(parties, accounts.aurora);
    expect({ ...party, changedAtBlock: before.changedAtBlock }).to.deep.equal({
      ...before,
      events: before.events + 1n,
    });
    expect(changedAtBlock).to.equal(await time.latestBlock());
    await parties.suspend(accounts.aurora, ZeroHash);
    await expect(accredit(parties, accounts.aurora, { validUntil })).to.be.revertedWithCustomError(
      parties,
      "PartyRegistryAlreadyAccredited",
    );
  });
});
