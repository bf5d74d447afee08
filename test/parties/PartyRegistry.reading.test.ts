import { mine, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { ethers } from "hardhat";

import { accredit, agreementOf } from "../shared/agreement";
import { PartyKind } from "../shared/enums";
import { DAY, deployRegistry, EVERY_KIND, FOR_EVER, someHash } from "../shared/fixture";
import { namesOf, partyHistory } from "../shared/history";
import { blockOf, NO_PARTY, partyOf } from "../shared/records";

describe("PartyRegistry: isAccredited", () => {
  it("is false for an account that was never accredited", async () => {
    const { parties, accounts } = await deployRegistry();

    expect(await parties.isAccredited(accounts.stranger)).to.equal(false);
  });

  it("ends at the very second, without a transaction", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    const { changedAtBlock } = await partyOf(parties, accounts.aurora);

    await time.increaseTo(validUntil - 1);
    expect(await parties.isAccredited(accounts.aurora, { blockTag: "latest" })).to.equal(true);
    await time.increaseTo(validUntil);
    expect(await parties.isAccredited(accounts.aurora, { blockTag: "latest" })).to.equal(false);
    expect((await partyOf(parties, accounts.aurora)).changedAtBlock).to.equal(changedAtBlock);
  });
});

describe("PartyRegistry: wasAccredited", () => {
  it("is true from the second of the accreditation to the last one of the term", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    const { activeSince } = await partyOf(parties, accounts.aurora);
    await time.increaseTo(validUntil + DAY);

    for (const [second, was] of [
      [activeSince - 1n, false],
      [activeSince, true],
      [BigInt(validUntil) - 1n, true],
      [BigInt(validUntil), false],
    ] as const) {
      expect(await parties.wasAccredited(accounts.aurora, second)).to.equal(was);
    }
    expect(await parties.wasAccredited(accounts.stranger, activeSince)).to.equal(false);
  });

  it("leaves out a suspension, but for its first second", async () => {
    const { parties, accounts } = await deployRegistry();
    const { time: from } = await blockOf(await parties.suspend(accounts.aurora, ZeroHash));
    await time.increase(DAY);
    const { time: to } = await blockOf(await parties.reinstate(accounts.aurora, ZeroHash));

    const was = await Promise.all(
      [from - 1n, from, from + 1n, to - 1n, to].map((second) => parties.wasAccredited(accounts.aurora, second)),
    );
    expect(was).to.deep.equal([true, true, false, false, true]);
  });

  it("is true of a second in which an accreditation ended several times", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    const accreditor = await ethers.deployContract("MockForwarder");
    await parties.connect(accounts.deployer).appointAccreditor(accreditor, FOR_EVER, EVERY_KIND);
    const account = accounts.publisher.address;
    const asForwarder = parties.connect(await ethers.getImpersonatedSigner(await accreditor.getAddress()));
    const target = await parties.getAddress();
    const suspend = parties.interface.encodeFunctionData("suspend", [account, ZeroHash]);
    const reinstate = parties.interface.encodeFunctionData("reinstate", [account, ZeroHash]);
    const agreed = await agreementOf(asForwarder, account, { validUntil });

    const { time: second } = await blockOf(
      await accreditor.forwardAll([
        { target, data: parties.interface.encodeFunctionData("accredit", agreed) },
        ...[suspend, reinstate, suspend].map((data) => ({ target, data })),
      ]),
    );

    expect(await parties.isAccredited(account)).to.equal(false);
    const was = [second - 1n, second, second + 1n].map((at) => parties.wasAccredited(account, at));
    expect(await Promise.all(was)).to.deep.equal([false, true, false]);
  });

  it("ends with the second in which the accreditor is dismissed, whatever comes later", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    const asAdmin = parties.connect(accounts.deployer);
    const { time: end } = await blockOf(await asAdmin.dismissAccreditor(accounts.accreditor, ZeroHash));
    await time.increase(DAY);
    await asAdmin.appointAccreditor(accounts.accreditor, FOR_EVER, EVERY_KIND);
    await accredit(parties, accounts.aurora, { validUntil });

    for (const party of [accounts.aurora, accounts.borealis]) {
      expect(await parties.wasAccredited(party, end)).to.equal(true);
      expect(await parties.wasAccredited(party, end + 1n)).to.equal(false);
    }
  });
});

describe("PartyRegistry: partyOf", () => {
  it("is all zero for an account that was never accredited", async () => {
    const { parties, accounts } = await deployRegistry();

    expect(await partyOf(parties, accounts.stranger)).to.deep.equal(NO_PARTY);
  });
});

describe("PartyRegistry: history", () => {
  it("is read by walking back from the newest block", async () => {
    const { parties, accounts, validUntil } = await deployRegistry();
    const account = accounts.publisher.address;
    const [credential, newCredential, reason] = [someHash(), someHash(), someHash()];
    await accredit(parties, account, { kind: PartyKind.Notary, validUntil, credentialHash: credential });
    await mine(3);
    await parties.renew(account, validUntil + DAY, newCredential);
    await parties.suspend(account, reason);
    await parties.suspend(accounts.borealis, someHash());
    await parties.reinstate(account, ZeroHash);
    await mine(5);
    await parties.revoke(account, ZeroHash);
    await accredit(parties, account, { validUntil });

    const history = await partyHistory(parties, account);

    expect(namesOf(history)).to.deep.equal([
      "PartyAccredited",
      "PartyRenewed",
      "PartySuspended",
      "PartyReinstated",
      "PartyRevoked",
      "PartyAccredited",
    ]);
    expect(history[0]?.values).to.deep.include({
      kind: PartyKind.Notary,
      credentialHash: credential,
    });
    expect(history[1]?.values).to.deep.include({ credentialHash: newCredential });
    expect(history[2]?.values).to.deep.include({ reasonHash: reason });
  });

  it("holds together where one block has several events", async () => {
    const deployment = await deployRegistry();
    const { parties, accounts, validUntil } = deployment;
    const accreditor = await ethers.deployContract("MockForwarder");
    await parties.connect(accounts.deployer).appointAccreditor(accreditor, FOR_EVER, EVERY_KIND);
    const account = accounts.publisher.address;
    const target = await parties.getAddress();
    const encode = parties.interface;

    const asForwarder = parties.connect(await ethers.getImpersonatedSigner(await accreditor.getAddress()));
    const agreed = await agreementOf(asForwarder, account, { validUntil });
    await accreditor.forwardAll([
      { target, data: encode.encodeFunctionData("accredit", agreed) },
      { target, data: encode.encodeFunctionData("suspend", [account, ZeroHash]) },
      { target, data: encode.encodeFunctionData("reinstate", [account, ZeroHash]) },
    ]);
    await accreditor.forward(target, encode.encodeFunctionData("revoke", [account, ZeroHash]));

    const history = await partyHistory(parties, account);
    expect(namesOf(history)).to.deep.equal(["PartyAccredited", "PartySuspended", "PartyReinstated", "PartyRevoked"]);
  });
});

describe("PartyRegistry: authority", () => {
  it("is the deployment's AccessManager", async () => {
    const { manager, parties } = await deployRegistry();

    expect(await parties.authority()).to.equal(await manager.getAddress());
  });
});
