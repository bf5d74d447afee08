import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";

import { ROLES } from "../../lib/chain/contracts/roles";
import { anchorAlone } from "../shared/anchors";
import { TitleStatus } from "../shared/enums";
import { admit, claimOf, DAY, registerFinalWork, someHash } from "../shared/fixture";
import { namesOf, workHistory } from "../shared/history";
import { NO_OFFER, offerOf, titleOf } from "../shared/records";
import { addressesOf, begin, DELAY, deployRecovery, guarded, recovered, type RecoveryStage } from "../shared/recovery";

/** A final title of aurora's, whose place borealis has taken. */
async function titleToFollow(): Promise<RecoveryStage & { readonly workId: bigint }> {
  const stage = await recovered();
  return { ...stage, workId: await registerFinalWork(stage.registry, stage.accounts.aurora) };
}

describe("Recovery: moveTitles", () => {
  it("reverts where the account has no successor, and while guardians wait for the delay", async () => {
    const stage = await guarded();
    const { recovery, registry, accounts } = stage;
    const workId = await registerFinalWork(registry, accounts.aurora);
    await begin(stage);

    await expect(recovery.connect(accounts.borealis).moveTitles(accounts.aurora, [workId]))
      .to.be.revertedWithCustomError(recovery, "RecoveryNotReplaced")
      .withArgs(accounts.aurora);
  });

  it("reverts for no titles, and for more than a hundred", async () => {
    const { recovery, accounts } = await recovered();

    for (const size of [0, 101]) {
      await expect(recovery.moveTitles(accounts.aurora, Array<bigint>(size).fill(1n)))
        .to.be.revertedWithCustomError(recovery, "RecoveryBatchSize")
        .withArgs(size, 100);
    }
  });

  it("moves each title with its event and the block before, and ends its offer and its approval", async () => {
    const { recovery, registry, accounts, validUntil, workId } = await titleToFollow();
    const { aurora, borealis, stranger } = accounts;
    const other = await registerFinalWork(registry, aurora);
    await registry.offerTitle(workId, borealis, someHash(), validUntil);
    await registry.approve(stranger, workId);
    const before = await titleOf(registry, workId);
    const hash = await recovery.recoveryHashOf(aurora);

    const sent = await recovery.connect(stranger).moveTitles(aurora, [workId, other]);

    await expect(sent)
      .to.emit(registry, "TitleRecovered")
      .withArgs(workId, recovery, aurora, borealis, hash, before.changedAtBlock);
    const block = BigInt((await sent.wait())?.blockNumber ?? 0);
    expect(await titleOf(registry, workId)).to.deep.equal({
      ...before,
      owner: borealis.address,
      changedAtBlock: block,
      events: before.events + 1n,
      hasMoved: true,
    });
    expect((await titleOf(registry, other)).owner).to.equal(borealis.address);
    expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    expect(await registry.getApproved(workId)).to.equal(ZeroAddress);
    expect(namesOf(await workHistory(registry, workId))).to.deep.equal([
      "WorkRegistered",
      "TitleOffered",
      "TitleRecovered",
    ]);
  });

  it("takes the hold along", async () => {
    const { recovery, registry, accounts, workId } = await titleToFollow();
    await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Held, someHash());

    await recovery.moveTitles(accounts.aurora, [workId]);

    expect(await titleOf(registry, workId)).to.include({ owner: accounts.borealis.address, status: TitleStatus.Held });
    await expect(registry.connect(accounts.borealis).transferFrom(accounts.borealis, accounts.aurora, workId))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotInForce")
      .withArgs(workId, TitleStatus.Held);
  });

  it("leaves an annulled title until an order has reinstated it", async () => {
    const { recovery, registry, accounts, workId } = await titleToFollow();
    await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Annulled, someHash());

    await expect(recovery.moveTitles(accounts.aurora, [workId]))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotInForce")
      .withArgs(workId, TitleStatus.Annulled);
    await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.InForce, someHash());
    await recovery.moveTitles(accounts.aurora, [workId]);

    expect((await titleOf(registry, workId)).owner).to.equal(accounts.borealis.address);
  });

  it("leaves a provisional title, which an earlier anchor still takes", async () => {
    const stage = await recovered();
    const { recovery, registry, accounts } = stage;
    const { aurora, publisher } = accounts;
    await admit(stage, publisher);
    const claim = claimOf(publisher);
    const { proven } = await anchorAlone(registry.connect(publisher), claim);
    await registry.register({ ...claim, owner: aurora.address });
    const workId = BigInt(claim.contentHash);
    const { finalAt } = await titleOf(registry, workId);

    await expect(recovery.moveTitles(aurora, [workId]))
      .to.be.revertedWithCustomError(registry, "WorkRegistryProvisional")
      .withArgs(workId, finalAt);
    await registry.connect(publisher).registerAnchored(...proven);

    expect((await titleOf(registry, workId)).owner).to.equal(publisher.address);
  });

  it("moves nothing of a batch where one title belongs to somebody else, or is unknown", async () => {
    const { recovery, registry, accounts, workId } = await titleToFollow();
    const foreign = await registerFinalWork(registry, accounts.borealis);

    await expect(recovery.moveTitles(accounts.aurora, [workId, foreign])).to.be.revertedWithCustomError(
      registry,
      "TransferFromIncorrectOwner",
    );
    await expect(recovery.moveTitles(accounts.aurora, [workId, 7n])).to.be.revertedWithCustomError(
      registry,
      "TokenDoesNotExist",
    );
    expect((await titleOf(registry, workId)).owner).to.equal(accounts.aurora.address);
  });

  it("moves nothing to a successor that is not accredited any more", async () => {
    const { recovery, registry, parties, accounts, workId } = await titleToFollow();
    await parties.suspend(accounts.borealis, someHash());

    await expect(recovery.moveTitles(accounts.aurora, [workId]))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
      .withArgs(accounts.borealis);
  });
});

describe("WorkRegistry: recoverTitles", () => {
  it("reverts for every account, the admin included", async () => {
    const { registry, accounts } = await deployRecovery();
    const workId = await registerFinalWork(registry, accounts.aurora);

    for (const caller of Object.values(accounts)) {
      await expect(registry.connect(caller).recoverTitles([workId], accounts.aurora, caller, someHash()))
        .to.be.revertedWithCustomError(registry, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
  });

  it("reverts without a hash that names the recovery", async () => {
    const { registry, manager, accounts } = await deployRecovery();
    const workId = await registerFinalWork(registry, accounts.aurora);
    await manager.grantRole(ROLES.RECOVERY, accounts.deployer, 0);

    await expect(
      registry.connect(accounts.deployer).recoverTitles([workId], accounts.aurora, accounts.borealis, ZeroHash),
    )
      .to.be.revertedWithCustomError(registry, "WorkRegistryZeroOrderHash")
      .withArgs(workId);
  });
});

describe("attack: a stolen key against a recovering owner", () => {
  it("can sell until the accreditor suspends the account; then nothing moves, and the recovery goes on", async () => {
    const stage = await guarded();
    const { recovery, registry, parties, accounts, validUntil } = stage;
    const { aurora, borealis } = accounts;
    const [sold, kept] = [await registerFinalWork(registry, aurora), await registerFinalWork(registry, aurora)];
    const deed = someHash();
    await registry.offerTitle(kept, borealis, deed, validUntil);
    await begin(stage);
    await registry.transferFrom(aurora, borealis, sold);

    await parties.suspend(aurora, someHash());

    await expect(registry.transferFrom(aurora, borealis, kept))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
      .withArgs(aurora);
    await expect(registry.connect(borealis).acceptTitle(kept, deed))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
      .withArgs(aurora);
    await time.increase(DELAY);
    await recovery.connect(borealis).execute(aurora);
    await recovery.moveTitles(aurora, [kept]);
    expect((await titleOf(registry, kept)).owner).to.equal(borealis.address);
  });

  it("cannot both veto and throw out guardians who watch", async () => {
    const stage = await guarded();
    const { recovery, accounts } = stage;
    for (let round = 0; round < 3; round += 1) {
      await recovery.setGuardians([accounts.deployer], 1, 1);
      await time.increase(DELAY - 10 * (round + 1));
      await begin(stage);
      await recovery.veto();
      await time.increase(DAY);
    }

    expect([...(await recovery.guardiansOf(accounts.aurora)).guardians]).to.deep.equal(addressesOf(stage));
  });
});
