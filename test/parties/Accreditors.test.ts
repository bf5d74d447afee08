import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { type AddressLike, ZeroAddress, ZeroHash } from "ethers";

import { scopeOf } from "../../lib/chain/contracts/scope";
import { behavesAsRestricted } from "../behaviors/restricted";
import { accredit } from "../shared/agreement";
import { PartyKind, PartyStatus } from "../shared/enums";
import { DAY, deployRegistry, EVERY_KIND, FOR_EVER, type Registry, someHash } from "../shared/fixture";
import { blockOf, partyOf } from "../shared/records";

const NOTARIES = scopeOf(["notary"]);

/** An appointment as the contract has it. */
async function appointmentOf({ parties }: Registry, account: AddressLike): Promise<object> {
  const { account: appointed, validUntil, changedAtBlock, scope, isDismissed } = await parties.accreditorOf(account);
  return { account: appointed, validUntil, changedAtBlock, scope, isDismissed };
}

/** The contract for the admin: the fixture is not handed over. */
const asAdmin = ({ parties, accounts }: Registry): Registry["parties"] => parties.connect(accounts.deployer);

describe("PartyRegistry: appointAccreditor", () => {
  behavesAsRestricted("ADMIN", "parties", async ({ parties, accounts }) => {
    return (caller) => parties.connect(caller).appointAccreditor(accounts.stranger, FOR_EVER, NOTARIES);
  });

  describe("bad input", () => {
    it("reverts for the zero address", async () => {
      const deployment = await deployRegistry();

      await expect(asAdmin(deployment).appointAccreditor(ZeroAddress, FOR_EVER, NOTARIES))
        .to.be.revertedWithCustomError(deployment.parties, "PartyRegistryInvalidAccreditor")
        .withArgs(ZeroAddress, NOTARIES);
    });

    for (const scope of [0, 1, 1 | NOTARIES, 1 << 4, 0xff]) {
      it(`reverts for the scope ${scope}, which is empty or has a bit of no kind`, async () => {
        const deployment = await deployRegistry();
        const { parties, accounts } = deployment;

        await expect(asAdmin(deployment).appointAccreditor(accounts.stranger, FOR_EVER, scope))
          .to.be.revertedWithCustomError(parties, "PartyRegistryInvalidAccreditor")
          .withArgs(accounts.stranger, scope);
        expect(await parties.appointmentCount()).to.equal(1);
      });
    }

    it("reverts when the term ends in the current second", async () => {
      const deployment = await deployRegistry();
      const { parties, accounts } = deployment;
      const now = (await time.latest()) + 60;
      await time.setNextBlockTimestamp(now);

      await expect(asAdmin(deployment).appointAccreditor(accounts.stranger, now, NOTARIES))
        .to.be.revertedWithCustomError(parties, "PartyRegistryNotInFuture")
        .withArgs(now, now);
    });
  });

  it("appoints an account for a term and a scope, which no event goes before", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;

    const transaction = await asAdmin(deployment).appointAccreditor(accounts.stranger, validUntil, NOTARIES);

    await expect(transaction)
      .to.emit(parties, "AccreditorAppointed")
      .withArgs(accounts.stranger, 2, NOTARIES, validUntil, 0);
    const appointment = {
      ...{ account: accounts.stranger.address, validUntil: BigInt(validUntil), scope: BigInt(NOTARIES) },
      ...{ changedAtBlock: (await blockOf(transaction)).number, isDismissed: false },
    };
    expect(await appointmentOf(deployment, accounts.stranger)).to.deep.equal(appointment);
    expect((await parties.appointmentAt(2)).account).to.equal(accounts.stranger.address);
    expect(await parties.appointmentCount()).to.equal(2);
  });

  it("gives an appointment a new end and scope, and leaves what was accredited by it", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    const { changedAtBlock } = await parties.accreditorOf(accounts.accreditor);

    await expect(asAdmin(deployment).appointAccreditor(accounts.accreditor, validUntil, NOTARIES))
      .to.emit(parties, "AccreditorAppointed")
      .withArgs(accounts.accreditor, 1, NOTARIES, validUntil, changedAtBlock);

    expect(await parties.appointmentCount()).to.equal(1);
    expect(await parties.isAccredited(accounts.aurora)).to.equal(true);
  });

  it("keeps the appointment's number also after its term has ended", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts } = deployment;
    const end = (await time.latest()) + DAY;
    await asAdmin(deployment).appointAccreditor(accounts.accreditor, end, EVERY_KIND);
    await time.increaseTo(end);

    await asAdmin(deployment).appointAccreditor(accounts.accreditor, FOR_EVER, EVERY_KIND);

    expect(await parties.appointmentCount()).to.equal(1);
    await parties.suspend(accounts.aurora, ZeroHash);
    expect((await partyOf(parties, accounts.aurora)).status).to.equal(PartyStatus.Suspended);
  });
});

describe("PartyRegistry: dismissAccreditor", () => {
  behavesAsRestricted("ADMIN", "parties", async ({ parties, accounts }) => {
    return (caller) => parties.connect(caller).dismissAccreditor(accounts.accreditor, ZeroHash);
  });

  it("reverts for an account that was never appointed", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts } = deployment;

    await expect(asAdmin(deployment).dismissAccreditor(accounts.stranger, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryNotAppointed")
      .withArgs(accounts.stranger, 0);
  });

  it("reverts for one that is dismissed already", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts } = deployment;
    const { time: dismissedAt } = await blockOf(
      await asAdmin(deployment).dismissAccreditor(accounts.accreditor, ZeroHash),
    );

    await expect(asAdmin(deployment).dismissAccreditor(accounts.accreditor, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryNotAppointed")
      .withArgs(accounts.accreditor, dismissedAt);
  });

  it("ends the appointment and says why", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts } = deployment;
    const reason = someHash();
    const { changedAtBlock } = await parties.accreditorOf(accounts.accreditor);

    const transaction = await asAdmin(deployment).dismissAccreditor(accounts.accreditor, reason);

    await expect(transaction)
      .to.emit(parties, "AccreditorDismissed")
      .withArgs(accounts.accreditor, 1, reason, changedAtBlock);
    const { number, time: dismissedAt } = await blockOf(transaction);
    expect(await appointmentOf(deployment, accounts.accreditor)).to.deep.equal({
      ...{ account: accounts.accreditor.address, validUntil: dismissedAt, scope: BigInt(EVERY_KIND) },
      ...{ changedAtBlock: number, isDismissed: true },
    });
  });

  it("ends all that the accreditor accredited, and nothing else, at the gas of one slot", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    await asAdmin(deployment).appointAccreditor(accounts.guardian, FOR_EVER, EVERY_KIND);
    await accredit(parties.connect(accounts.guardian), accounts.stranger, { validUntil });

    await asAdmin(deployment).dismissAccreditor(accounts.accreditor, ZeroHash);

    for (const [party, accredited] of [
      [accounts.aurora, false],
      [accounts.borealis, false],
      [accounts.stranger, true],
    ] as const) {
      expect(await parties.isAccredited(party)).to.equal(accredited);
      const { status } = await partyOf(parties, party);
      expect(status).to.equal(accredited ? PartyStatus.Active : PartyStatus.Revoked);
    }
  });

  it("reaches also an appointment whose term has ended", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts } = deployment;
    const end = (await time.latest()) + DAY;
    await asAdmin(deployment).appointAccreditor(accounts.accreditor, end, EVERY_KIND);
    await time.increaseTo(end + DAY);

    await asAdmin(deployment).dismissAccreditor(accounts.accreditor, ZeroHash);

    expect(await parties.isAccredited(accounts.aurora)).to.equal(false);
  });

  it("lets the accreditor decide nothing any more", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    const { time: dismissedAt } = await blockOf(
      await asAdmin(deployment).dismissAccreditor(accounts.accreditor, ZeroHash),
    );

    await expect(accredit(parties, accounts.stranger, { validUntil }))
      .to.be.revertedWithCustomError(parties, "PartyRegistryNotAppointed")
      .withArgs(accounts.accreditor, dismissedAt);
    await expect(parties.suspend(accounts.aurora, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryWrongStatus")
      .withArgs(accounts.aurora, PartyStatus.Revoked);
  });

  describe("when the account is appointed again", () => {
    it("brings back nothing that was accredited before, until the party agrees anew", async () => {
      const deployment = await deployRegistry();
      const { parties, accounts, validUntil } = deployment;
      const reason = someHash();
      await asAdmin(deployment).dismissAccreditor(accounts.accreditor, reason);
      const { changedAtBlock } = await parties.accreditorOf(accounts.accreditor);

      await expect(asAdmin(deployment).appointAccreditor(accounts.accreditor, FOR_EVER, EVERY_KIND))
        .to.emit(parties, "AccreditorAppointed")
        .withArgs(accounts.accreditor, 2, EVERY_KIND, FOR_EVER, changedAtBlock);

      expect(await parties.isAccredited(accounts.aurora)).to.equal(false);
      await expect(parties.renew(accounts.aurora, validUntil, ZeroHash))
        .to.be.revertedWithCustomError(parties, "PartyRegistryWrongStatus")
        .withArgs(accounts.aurora, PartyStatus.Revoked);
      await accredit(parties, accounts.aurora, { validUntil, kind: PartyKind.Publisher });
      expect(await parties.isAccredited(accounts.aurora)).to.equal(true);
    });
  });

  it("ends a suspension with the accreditation, so that another accreditor may accredit the account", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    await asAdmin(deployment).appointAccreditor(accounts.guardian, FOR_EVER, EVERY_KIND);
    await parties.suspend(accounts.aurora, ZeroHash);

    await asAdmin(deployment).dismissAccreditor(accounts.accreditor, ZeroHash);
    await accredit(parties.connect(accounts.guardian), accounts.aurora, { validUntil });

    expect(await parties.isAccredited(accounts.aurora)).to.equal(true);
  });
});
