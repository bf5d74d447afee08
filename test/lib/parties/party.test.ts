import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";

import { partyHistory } from "../../../lib/history/history";
import { endedByDismissal, type ListedParty, listParties, readParty } from "../../../lib/parties/party";
import { accredit, agreementOf } from "../../shared/agreement";
import { PartyKind } from "../../shared/enums";
import { DAY } from "../../shared/fixture";
import { GAS, inOneBlock } from "../shared/one-block";
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

describe("a party whose accreditor was dismissed", () => {
  it("is revoked, though its history has no such event", async () => {
    const { colophon, parties, accounts } = await setStage();
    const endedWith = async (account: { address: string }): Promise<boolean> => {
      const history = await partyHistory(colophon.provider, colophon.parties, account.address);
      return endedByDismissal(await readParty(colophon, account.address), history);
    };
    await parties.revoke(accounts.borealis, ZeroHash);
    expect([await endedWith(accounts.aurora), await endedWith(accounts.borealis)]).to.deep.equal([false, false]);

    await parties.connect(accounts.deployer).dismissAccreditor(accounts.accreditor, ZeroHash);

    expect(await readParty(colophon, accounts.aurora.address)).to.include({ accredited: false, status: "revoked" });
    expect([await endedWith(accounts.aurora), await endedWith(accounts.borealis)]).to.deep.equal([true, false]);
  });
});

describe("listParties", () => {
  it("gives every account that was ever accredited once, also several of one block", async () => {
    const { colophon, parties, accounts, validUntil } = await setStage();
    const { aurora, borealis, stranger, guardian } = accounts;
    const [first, second] = [
      await agreementOf(parties, stranger, { validUntil, kind: PartyKind.Notary }),
      await agreementOf(parties, guardian, { validUntil }),
    ];
    await inOneBlock([() => parties.accredit(...first, GAS), () => parties.accredit(...second, GAS)]);
    await parties.revoke(aurora, ZeroHash);
    await accredit(parties, aurora, { validUntil });

    const listed: ListedParty[] = [];
    for await (const party of listParties(colophon)) listed.push(party);

    expect(listed.map(({ account, kind }) => [account, kind])).to.deep.equal([
      [aurora.address, "publisher"],
      [borealis.address, "publisher"],
      [stranger.address, "notary"],
      [guardian.address, "publisher"],
    ]);
  });
});
