import { expect } from "chai";
import { type ContractTransactionResponse, ZeroHash } from "ethers";

import { ROLES } from "../../lib/chain/contracts/roles";
import type { PartyRegistry } from "../../typechain-types";
import { DAY, deployRegistry, someHash } from "../shared/fixture";
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

describe("PartyRegistry: succession of accreditors", () => {
  for (const [name, { event, suspended, make }] of Object.entries(DECISIONS)) {
    describe(name, () => {
      it("reverts for another accreditor while the one on record holds the role", async () => {
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

      it("is any accreditor's once the one on record has lost the role, who becomes the one on record", async () => {
        const deployment = await deployRegistry();
        const { manager, parties, accounts, validUntil } = deployment;
        const other = await addAccreditor(deployment);
        if (suspended) await parties.suspend(accounts.aurora, someHash());
        await manager.revokeRole(ROLES.ACCREDITOR, accounts.accreditor);

        await expect(make(parties.connect(other), accounts.aurora.address, validUntil)).to.emit(parties, event);
        expect((await partyOf(parties, accounts.aurora)).accreditor).to.equal(other.address);
      });
    });
  }

  it("stays with the successor when the first accreditor gets the role back", async () => {
    const deployment = await deployRegistry();
    const { manager, parties, accounts, validUntil } = deployment;
    const other = await addAccreditor(deployment);
    await manager.revokeRole(ROLES.ACCREDITOR, accounts.accreditor);
    await parties.connect(other).renew(accounts.aurora, validUntil + DAY, ZeroHash);
    await manager.grantRole(ROLES.ACCREDITOR, accounts.accreditor, 0);

    await expect(parties.revoke(accounts.aurora, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryNotAccreditor")
      .withArgs(accounts.aurora, other, accounts.accreditor);
    expect(await parties.isAccredited(accounts.aurora)).to.equal(true);
  });

  it("reverts for another accreditor too while the one on record holds the role with a delay", async () => {
    const deployment = await deployRegistry();
    const { manager, parties, accounts } = deployment;
    const other = await addAccreditor(deployment);
    await manager.grantRole(ROLES.ACCREDITOR, accounts.accreditor, DAY);

    await expect(parties.connect(other).suspend(accounts.aurora, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryNotAccreditor")
      .withArgs(accounts.aurora, accounts.accreditor, other);
  });

  it("leaves the parties of an accreditor who lost the role accredited", async () => {
    const { manager, parties, accounts } = await deployRegistry();

    await manager.revokeRole(ROLES.ACCREDITOR, accounts.accreditor);

    expect(await parties.isAccredited(accounts.aurora)).to.equal(true);
  });

  it("gives the first accreditor no say over a party that was revoked and accredited by another", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    const other = await addAccreditor(deployment);
    await parties.revoke(accounts.aurora, someHash());
    await parties.connect(other).accredit(accounts.aurora, 1, validUntil, ZeroHash);

    await expect(parties.suspend(accounts.aurora, ZeroHash))
      .to.be.revertedWithCustomError(parties, "PartyRegistryNotAccreditor")
      .withArgs(accounts.aurora, other, accounts.accreditor);
  });
});
