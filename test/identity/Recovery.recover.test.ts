import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";

import { admit, someHash } from "../shared/fixture";
import { begin, DELAY, deployRecovery, guarded, recovered } from "../shared/recovery";

const WINDOW = 30 * 24 * 3600;

describe("Recovery: approve", () => {
  it("reverts for whoever is no guardian, the account and its successor included", async () => {
    const { recovery, accounts } = await guarded();

    for (const caller of [accounts.aurora, accounts.borealis, accounts.deployer]) {
      await expect(recovery.connect(caller).approve(accounts.aurora, accounts.borealis))
        .to.be.revertedWithCustomError(recovery, "RecoveryNotGuardian")
        .withArgs(accounts.aurora, caller);
    }
  });

  it("reverts for a successor that is not accredited, or the account itself", async () => {
    const { recovery, accounts, guardians } = await guarded();
    const [first] = guardians;

    await expect(recovery.connect(first).approve(accounts.aurora, accounts.deployer))
      .to.be.revertedWithCustomError(recovery, "RecoveryNotAccredited")
      .withArgs(accounts.deployer);
    await expect(recovery.connect(first).approve(accounts.aurora, accounts.aurora))
      .to.be.revertedWithCustomError(recovery, "RecoveryToSelf")
      .withArgs(accounts.aurora);
  });

  it("begins nothing with fewer than two, however often one approves", async () => {
    const { recovery, accounts, guardians } = await guarded();
    const [first] = guardians;

    for (let times = 0; times < 3; times += 1) {
      await recovery.connect(first).approve(accounts.aurora, accounts.borealis);
    }

    expect((await recovery.recoveryOf(accounts.aurora)).executableAt).to.equal(0n);
    await time.increase(DELAY);
    await expect(recovery.connect(accounts.borealis).execute(accounts.aurora))
      .to.be.revertedWithCustomError(recovery, "RecoveryNotRunning")
      .withArgs(accounts.aurora);
  });

  it("begins nothing where two name different successors; each may change its mind", async () => {
    const stage = await guarded();
    const { recovery, accounts, guardians } = stage;
    const [first, second] = guardians;
    await admit(stage, accounts.adjudicator);
    await recovery.connect(first).approve(accounts.aurora, accounts.adjudicator);

    await recovery.connect(second).approve(accounts.aurora, accounts.borealis);
    expect((await recovery.recoveryOf(accounts.aurora)).executableAt).to.equal(0n);
    await recovery.connect(first).approve(accounts.aurora, accounts.borealis);

    expect((await recovery.recoveryOf(accounts.aurora)).successor).to.equal(accounts.borealis.address);
  });

  it("begins a recovery with the second, and says so with the block of the event before", async () => {
    const stage = await guarded();
    const { recovery, accounts, guardians } = stage;
    const before = (await recovery.recoveryOf(accounts.aurora)).changedAtBlock;

    const sent = await begin(stage);

    const block = BigInt((await sent.wait())?.blockNumber ?? 0);
    const executableAt = (await time.latest()) + DELAY;
    await expect(sent)
      .to.emit(recovery, "RecoveryApproved")
      .withArgs(accounts.aurora, guardians[1], accounts.borealis, 2, before + 1n);
    await expect(sent)
      .to.emit(recovery, "RecoveryBegun")
      .withArgs(accounts.aurora, accounts.borealis, executableAt, block);
    expect(await recovery.recoveryOf(accounts.aurora)).to.deep.equal([
      accounts.borealis.address,
      BigInt(executableAt),
      block,
      0n,
    ]);
  });

  it("reverts while a recovery runs, and begins anew where nobody took over in time", async () => {
    const stage = await guarded();
    const { recovery, accounts, guardians } = stage;
    const [first, , third] = guardians;
    await begin(stage);
    const { executableAt } = await recovery.recoveryOf(accounts.aurora);

    await time.setNextBlockTimestamp(executableAt + BigInt(WINDOW) - 1n);
    await expect(recovery.connect(third).approve(accounts.aurora, accounts.borealis))
      .to.be.revertedWithCustomError(recovery, "RecoveryRunning")
      .withArgs(accounts.aurora, accounts.borealis, executableAt);
    await recovery.connect(third).approve(accounts.aurora, accounts.borealis);

    expect((await recovery.recoveryOf(accounts.aurora)).executableAt, "old approvals do not count").to.equal(0n);
    await expect(recovery.connect(accounts.borealis).execute(accounts.aurora)).to.be.revertedWithCustomError(
      recovery,
      "RecoveryNotRunning",
    );
    await recovery.connect(first).approve(accounts.aurora, accounts.borealis);
    expect((await recovery.recoveryOf(accounts.aurora)).executableAt).to.equal(BigInt((await time.latest()) + DELAY));
  });
});

describe("Recovery: veto", () => {
  it("ends the recovery in the last second of the delay", async () => {
    const stage = await guarded();
    const { recovery, accounts, guardians } = stage;
    await begin(stage);
    const { executableAt, changedAtBlock } = await recovery.recoveryOf(accounts.aurora);
    await time.setNextBlockTimestamp(executableAt - 1n);

    await expect(recovery.veto())
      .to.emit(recovery, "RecoveryVetoed")
      .withArgs(accounts.aurora, accounts.borealis, changedAtBlock);

    await expect(recovery.connect(accounts.borealis).execute(accounts.aurora))
      .to.be.revertedWithCustomError(recovery, "RecoveryNotRunning")
      .withArgs(accounts.aurora);
    for (const guardian of guardians) {
      expect(await recovery.approvalOf(accounts.aurora, guardian)).to.equal(ZeroAddress);
    }
  });

  it("reverts once the delay is over", async () => {
    const stage = await guarded();
    const { recovery, accounts } = stage;
    await begin(stage);
    const { executableAt } = await recovery.recoveryOf(accounts.aurora);
    await time.setNextBlockTimestamp(executableAt);

    await expect(recovery.veto())
      .to.be.revertedWithCustomError(recovery, "RecoveryTooLate")
      .withArgs(accounts.aurora, executableAt, executableAt);
  });

  it("works for an account that is suspended, and for nobody but it", async () => {
    const stage = await guarded();
    const { recovery, accounts, parties } = stage;
    await begin(stage);
    await parties.suspend(accounts.aurora, someHash());

    await expect(recovery.connect(accounts.borealis).veto())
      .to.be.revertedWithCustomError(recovery, "RecoveryNotRunning")
      .withArgs(accounts.borealis);
    await recovery.veto();

    expect((await recovery.recoveryOf(accounts.aurora)).successor).to.equal(ZeroAddress);
  });
});

describe("Recovery: execute", () => {
  it("gives the successor the account's place, in the first second after the delay and not before", async () => {
    const stage = await guarded();
    const { recovery, accounts } = stage;
    await begin(stage);
    const { executableAt, changedAtBlock } = await recovery.recoveryOf(accounts.aurora);
    await time.setNextBlockTimestamp(executableAt - 1n);
    await expect(recovery.connect(accounts.borealis).execute(accounts.aurora))
      .to.be.revertedWithCustomError(recovery, "RecoveryTooEarly")
      .withArgs(accounts.aurora, executableAt, executableAt - 1n);

    const sent = recovery.connect(accounts.borealis).execute(accounts.aurora);

    await expect(sent).to.emit(recovery, "RecoveryExecuted");
    expect(await recovery.successorOf(accounts.aurora)).to.equal(accounts.borealis.address);
    const hash = await recovery.recoveryHashOf(accounts.aurora);
    expect(hash).not.to.equal(ZeroHash);
    await expect(sent)
      .to.emit(recovery, "RecoveryExecuted")
      .withArgs(accounts.aurora, accounts.borealis, hash, changedAtBlock);
  });

  it("reverts for anybody but the successor, and for one that is not accredited any more", async () => {
    const stage = await guarded();
    const { recovery, accounts, parties, guardians } = stage;
    await begin(stage);
    await time.increase(DELAY);

    for (const caller of [accounts.aurora, guardians[0]]) {
      await expect(recovery.connect(caller).execute(accounts.aurora))
        .to.be.revertedWithCustomError(recovery, "RecoveryNotSuccessor")
        .withArgs(accounts.aurora, accounts.borealis, caller);
    }
    await parties.suspend(accounts.borealis, someHash());
    await expect(recovery.connect(accounts.borealis).execute(accounts.aurora))
      .to.be.revertedWithCustomError(recovery, "RecoveryNotAccredited")
      .withArgs(accounts.borealis);
  });

  it("leaves the account and its guardians nothing more to say, and no way back in a circle", async () => {
    const stage = await recovered();
    const { recovery, accounts, guardians } = stage;
    const [first] = guardians;

    for (const call of [
      () => recovery.setGuardians([accounts.deployer], 1, DELAY),
      () => recovery.connect(first).approve(accounts.aurora, accounts.borealis),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(recovery, "RecoveryReplaced")
        .withArgs(accounts.aurora, accounts.borealis);
    }
    await recovery.connect(accounts.borealis).setGuardians([first], 1, DELAY);
    await expect(recovery.connect(first).approve(accounts.borealis, accounts.aurora))
      .to.be.revertedWithCustomError(recovery, "RecoveryReplaced")
      .withArgs(accounts.aurora, accounts.borealis);
  });
});

describe("Recovery: recoverByOrder", () => {
  it("reverts for every account without the role ADMIN, also where the account has no guardians", async () => {
    const { recovery, accounts } = await deployRecovery();
    const { deployer, ...others } = accounts;

    for (const caller of Object.values(others)) {
      await expect(recovery.connect(caller).recoverByOrder(accounts.aurora, accounts.borealis, someHash()))
        .to.be.revertedWithCustomError(recovery, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
    await expect(recovery.connect(deployer).recoverByOrder(accounts.aurora, accounts.borealis, someHash())).not.to.be
      .reverted;
  });

  it("reverts without an order, for a successor that is not accredited, and through AccessManager.execute", async () => {
    const { recovery, manager, accounts } = await deployRecovery();
    const { aurora, borealis, deployer } = accounts;
    const byAdmin = recovery.connect(deployer);

    await expect(byAdmin.recoverByOrder(aurora, borealis, ZeroHash))
      .to.be.revertedWithCustomError(recovery, "RecoveryZeroOrderHash")
      .withArgs(aurora);
    await expect(byAdmin.recoverByOrder(aurora, accounts.stranger, someHash()))
      .to.be.revertedWithCustomError(recovery, "RecoveryNotAccredited")
      .withArgs(accounts.stranger);
    const data = recovery.interface.encodeFunctionData("recoverByOrder", [
      ...([aurora.address, borealis.address, someHash()] as const),
    ]);
    await expect(manager.execute(recovery, data))
      .to.be.revertedWithCustomError(recovery, "RecoveryIndirectCall")
      .withArgs(manager);
  });

  it("gives an account without guardians a successor, and names the order", async () => {
    const { recovery, accounts } = await deployRecovery();
    const order = someHash();

    await expect(recovery.connect(accounts.deployer).recoverByOrder(accounts.aurora, accounts.borealis, order))
      .to.emit(recovery, "RecoveryOrdered")
      .withArgs(accounts.aurora, accounts.borealis, accounts.deployer, order, 0);

    expect(await recovery.successorOf(accounts.aurora)).to.equal(accounts.borealis.address);
    expect(await recovery.recoveryHashOf(accounts.aurora)).to.equal(order);
  });

  it("decides where a thief with the key vetoes whatever the guardians want", async () => {
    const stage = await guarded();
    const { recovery, accounts } = stage;
    for (let round = 0; round < 3; round += 1) {
      await begin(stage);
      await recovery.veto();
    }
    await begin(stage);

    await recovery.connect(accounts.deployer).recoverByOrder(accounts.aurora, accounts.borealis, someHash());

    expect(await recovery.successorOf(accounts.aurora)).to.equal(accounts.borealis.address);
    await expect(recovery.veto()).to.be.revertedWithCustomError(recovery, "RecoveryNotRunning");
  });

  it("puts an earlier recovery right", async () => {
    const stage = await recovered();
    const { recovery, accounts } = stage;
    await admit(stage, accounts.adjudicator);

    await recovery.connect(accounts.deployer).recoverByOrder(accounts.aurora, accounts.adjudicator, someHash());

    expect(await recovery.successorOf(accounts.aurora)).to.equal(accounts.adjudicator.address);
  });
});

describe("Recovery: on a chain in milliseconds", () => {
  it("counts the delay, the veto and the time to take over in seconds", async () => {
    const stage = await deployRecovery();
    const { recovery, accounts, guardians } = stage;
    const start = (await time.latest()) + 100;
    await time.setNextBlockTimestamp(start * 1000);
    await recovery.setGuardians([guardians[0]], 1, 60);
    await time.setNextBlockTimestamp(start * 1000 + 1);
    await recovery.connect(guardians[0]).approve(accounts.aurora, accounts.borealis);

    expect((await recovery.recoveryOf(accounts.aurora)).executableAt).to.equal(BigInt(start + 60));
    await time.setNextBlockTimestamp((start + 60) * 1000 - 1);
    await expect(recovery.connect(accounts.borealis).execute(accounts.aurora))
      .to.be.revertedWithCustomError(recovery, "RecoveryTooEarly")
      .withArgs(accounts.aurora, start + 60, start + 59);
    await time.setNextBlockTimestamp((start + 60) * 1000);
    await recovery.connect(accounts.borealis).execute(accounts.aurora);

    expect(await recovery.successorOf(accounts.aurora)).to.equal(accounts.borealis.address);
  });
});
