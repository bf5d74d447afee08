import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";

import { readParty } from "../../../lib/parties/party";
import { accredit } from "../../shared/agreement";
import { PartyKind } from "../../shared/enums";
import { DAY } from "../../shared/fixture";
import { setStage } from "../shared/stage";

describe("readParty", () => {
  it("gives a party as the chain has it", async () => {
    const { colophon, accounts, validUntil } = await setStage();

    expect(await readParty(colophon, accounts.aurora.address)).to.deep.equal({
      accredited: true,
      kind: "publisher",
      status: "active",
      accreditor: accounts.accreditor.address,
      validUntil,
    });
  });

  it("tells every kind", async () => {
    const { colophon, parties, accounts, validUntil } = await setStage();
    await accredit(parties, accounts.stranger, { kind: PartyKind.Adjudicator, validUntil });
    await accredit(parties, accounts.guardian, { kind: PartyKind.Notary, validUntil });

    expect((await readParty(colophon, accounts.stranger.address))?.kind).to.equal("adjudicator");
    expect((await readParty(colophon, accounts.guardian.address))?.kind).to.equal("notary");
  });

  it("tells the accreditor's last decision, and that the party is not accredited by it", async () => {
    const { colophon, parties, accounts } = await setStage();
    await parties.suspend(accounts.aurora, ZeroHash);
    await parties.revoke(accounts.borealis, ZeroHash);

    const [suspended, revoked] = [
      await readParty(colophon, accounts.aurora.address),
      await readParty(colophon, accounts.borealis.address),
    ];

    expect(suspended).to.include({ accredited: false, status: "suspended" });
    expect(revoked).to.include({ accredited: false, status: "revoked" });
  });

  it("tells that an active party is not accredited once its term has ended", async () => {
    const { colophon, accounts, validUntil } = await setStage();
    await time.increaseTo(validUntil + DAY);

    expect(await readParty(colophon, accounts.aurora.address)).to.include({ accredited: false, status: "active" });
  });

  it("is undefined for an account that was never accredited", async () => {
    const { colophon, accounts } = await setStage();

    expect(await readParty(colophon, accounts.stranger.address)).to.equal(undefined);
  });
});
