import { type SnapshotRestorer, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { EthereumDIDRegistry as plain } from "ethr-did-registry";
import { ethers } from "hardhat";

import { deployIdentities, deployPlain, type IdentityStage, SIGNING } from "./identities";

/** The year 2030, in milliseconds. */
const MILLISECONDS = 1_900_000_000_000;

describe("IdentityRegistry, on a chain in milliseconds", () => {
  let stage: IdentityStage;
  let snapshot: SnapshotRestorer;

  // A clock that jumps thousands of years is put back behind the test.
  beforeEach(async () => {
    stage = await deployIdentities();
    snapshot = await takeSnapshot();
  });
  afterEach(() => snapshot.restore());

  it("keeps a delegate of 60 s for 60 s, and writes the end in seconds", async () => {
    const { identities, accounts } = stage;
    const { aurora, borealis } = accounts;
    await time.setNextBlockTimestamp(MILLISECONDS);

    await expect(identities.addDelegate(aurora, SIGNING, borealis, 60))
      .to.emit(identities, "DIDDelegateChanged")
      .withArgs(aurora.address, SIGNING, borealis.address, MILLISECONDS / 1000 + 60, 0);

    await time.increaseTo(MILLISECONDS + 59_999);
    expect(await identities.validDelegate(aurora, SIGNING, borealis)).to.equal(true);
    await time.increaseTo(MILLISECONDS + 60_000);
    expect(await identities.validDelegate(aurora, SIGNING, borealis)).to.equal(false);
  });

  it("is why there is one of our own: ethr-did-registry ends that delegate after 60 ms", async () => {
    const { aurora, borealis } = stage.accounts;
    const registry = await deployPlain(stage);
    await time.setNextBlockTimestamp(MILLISECONDS);

    await registry.addDelegate(aurora, SIGNING, borealis, 60);

    expect(await registry.validDelegate(aurora, SIGNING, borealis)).to.equal(true);
    await time.increaseTo(MILLISECONDS + 60);
    expect(await registry.validDelegate(aurora, SIGNING, borealis)).to.equal(false);
  });
});

describe("ethr-did-registry 1.3.0", () => {
  it("gives a deactivated identity back to its first key, which ours does not", async () => {
    const stage = await deployIdentities();
    const { aurora, borealis } = stage.accounts;
    const registry = await deployPlain(stage);
    await registry.changeOwner(aurora, borealis);
    await registry.connect(borealis).changeOwner(aurora, ethers.ZeroAddress);

    expect(await registry.identityOwner(aurora)).to.equal(aurora.address);
  });

  it("has the functions and the events of ERC-1056 that ours has", async () => {
    const { identities } = await deployIdentities();
    const signatures = plain.abi
      .filter(({ type }) => type === "function" || type === "event")
      .map((entry) => ethers.Fragment.from(entry).format("sighash"))
      // Its storage, which is no part of the standard.
      .filter((each: string) => !/^(owners|delegates)\(/.test(each));

    const ours = identities.interface.fragments.flatMap((each) =>
      each.type === "constructor" ? [] : [each.format("sighash")],
    );

    expect(ours).to.include.members(signatures);
  });
});
