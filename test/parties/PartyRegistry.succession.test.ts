import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { type ContractTransactionResponse, ZeroHash } from "ethers";

import { scopeOf } from "../../lib/chain/contracts/scope";
import type { PartyRegistry } from "../../typechain-types";
import { accredit } from "../shared/agreement";
import { PartyStatus } from "../shared/enums";
import { DAY, deployRegistry, EVERY_KIND, FOR_EVER, type Registry, someHash } from "../shared/fixture";
import { partyOf } from "../shared/records";
import { addAccreditor } from "../shared/roles";

interface Decision {
  readonly event: string;
  /** Whether the party has to be suspended for it. */
  readonly suspended: boolean;
  readonly make: (parties: PartyRegistry, account: string, validUntil: number) => Promise<ContractTransactionResponse>;
}

/** The decisions that are the accreditor's own. */
const DECISIONS: Readonly<Record<string, Decision>> = {
  renew: {
    event: "PartyRenewed",
    suspended: false,
    make: (parties, account, validUntil) => parties.renew(account, validUntil + DAY, ZeroHash),
  },
  suspend: {
    event: "PartySuspended",
    suspended: false,
    make: (parties, account) => parties.suspend(account, ZeroHash),
  },
  reinstate: {
    event: "PartyReinstated",
    suspended: true,
    make: (parties, account) => parties.reinstate(account, ZeroHash),
  },
  revoke: { event: "PartyRevoked", suspended: false, make: (parties, account) => parties.revoke(account, ZeroHash) },
};

/** Lets the term of the fixture's accreditor end. */
async function endTerm({ parties, accounts }: Registry): Promise<void> {
  const end = (await time.latest()) + DAY;
  await parties.connect(accounts.deployer).appointAccreditor(accounts.accreditor, end, EVERY_KIND);
  await time.increaseTo(end);
}

describe("PartyRegistry: succession of accreditors", () => {
  for (const [name, { event, suspended, make }] of Object.entries(DECISIONS)) {
    describe(name, () => {
      it("reverts for another accreditor while the one on record may decide", async () => {
        const deployment = await deployRegistry();
        const { parties, accounts, validUntil } = deployment;
        const other = await addAccreditor(deployment);
        if (suspended) await parties.suspend(accounts.aurora, someHash());
        const before = await partyOf(parties, accounts.aurora);

        await expect(make(parties.connect(other), accounts.aurora.address, validUntil))
          .to.be.revertedWithCustomError(parties, "PartyRegistryNotAccreditor")
          .withArgs(accounts.aurora, accounts.accreditor, other);
        expect(await partyOf(parties, accounts.aurora)).to.deep.equal(before);
      });

      it("is any accreditor's once the term of the one on record has ended, who becomes the one on record", async () => {
        const deployment = await deployRegistry();
        const { parties, accounts, validUntil } = deployment;
        const other = await addAccreditor(deployment);
        if (suspended) await parties.suspend(accounts.aurora, someHash());
        await endTerm(deployment);

        await expect(make(parties.connect(other), accounts.aurora.address, validUntil)).to.emit(parties, event);
        expect((await partyOf(parties, accounts.aurora)).accreditor).to.equal(other.address);
      });

      it("is another accreditor's once the kind is out of the scope of the one on record", async () => {
        const deployment = await deployRegistry();
        const { parties, accounts, validUntil } = deployment;
        const other = await addAccreditor(deployment);
        if (suspended) await parties.suspend(accounts.aurora, someHash());
        await parties.connect(accounts.deployer).appointAccreditor(accounts.accreditor, FOR_EVER, scopeOf(["notary"]));

        await expect(make(parties.connect(other), accounts.aurora.address, validUntil)).to.emit(parties, event);
        expect((await partyOf(parties, accounts.aurora)).accreditor).to.equal(other.address);
      });

      it("is nobody's once the one on record was dismissed", async () => {
        const deployment = await deployRegistry();
        const { parties, accounts, validUntil } = deployment;
        const other = await addAccreditor(deployment);
        if (suspended) await parties.suspend(accounts.aurora, someHash());
        await parties.connect(accounts.deployer).dismissAccreditor(accounts.accreditor, someHash());

        await expect(make(parties.connect(other), accounts.aurora.address, validUntil))
          .to.be.revertedWithCustomError(parties, "PartyRegistryWrongStatus")
          .withArgs(accounts.aurora, PartyStatus.Revoked);
      });
    });
  }

  it("stays with the successor when the first accreditor gets a new term", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    const other = await addAccreditor(deployment);
    await endTerm(deployment);
    await parties.connect(other).renew(accounts.aurora, validUntil + DAY, ZeroHash);
    await parties.connect(accounts.deployer).appointAccreditor(accounts.accreditor, FOR_EVER, EVERY_KIND);

    await expect(parties.revoke(accounts.aurora, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryNotAccreditor")
      .withArgs(accounts.aurora, other, accounts.accreditor);
    expect(await parties.isAccredited(accounts.aurora)).to.equal(true);
  });

  it("leaves the parties of an accreditor whose term has ended accredited", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts } = deployment;

    await endTerm(deployment);

    expect(await parties.isAccredited(accounts.aurora)).to.equal(true);
  });

  it("is not ended by the dismissal of an accreditor whose successor answers for the party", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    const other = await addAccreditor(deployment);
    await endTerm(deployment);
    await parties.connect(other).renew(accounts.aurora, validUntil + DAY, ZeroHash);

    await parties.connect(accounts.deployer).dismissAccreditor(accounts.accreditor, someHash());

    expect(await parties.isAccredited(accounts.aurora)).to.equal(true);
    expect(await parties.isAccredited(accounts.borealis)).to.equal(false);
  });

  it("gives the first accreditor no say over a party that was revoked and accredited by another", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    const other = await addAccreditor(deployment);
    await parties.revoke(accounts.aurora, someHash());
    await accredit(parties.connect(other), accounts.aurora, { validUntil });

    await expect(parties.suspend(accounts.aurora, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryNotAccreditor")
      .withArgs(accounts.aurora, other, accounts.accreditor);
  });
});
