import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";

import { DAY } from "../shared/fixture";
import { addressesOf, begin, DELAY, deployRecovery, guarded, type RecoveryStage } from "../shared/recovery";

describe("Recovery: setGuardians", () => {
  describe("bad input", () => {
    for (const [situation, argsOf, error] of [
      ["no guardian", () => [[], 1, DELAY], "RecoveryGuardianCount"],
      [
        "more guardians than there may be",
        () => [Array.from({ length: 17 }, (_, index) => `0x${(index + 1).toString(16).padStart(40, "0")}`), 1, DELAY],
        "RecoveryGuardianCount",
      ],
      ["the zero address", () => [[ZeroAddress], 1, DELAY], "RecoveryInvalidGuardian"],
      ["the account itself", ({ accounts }) => [[accounts.aurora.address], 1, DELAY], "RecoveryInvalidGuardian"],
      [
        "a guardian twice",
        ({ guardians: [first] }) => [[first.address, first.address], 1, DELAY],
        "RecoveryInvalidGuardian",
      ],
      [
        "guardians in another order",
        (stage) => [[...addressesOf(stage)].reverse(), 1, DELAY],
        "RecoveryInvalidGuardian",
      ],
      ["a threshold of none", (stage) => [addressesOf(stage), 0, DELAY], "RecoveryThreshold"],
      ["a threshold that cannot be reached", (stage) => [addressesOf(stage), 4, DELAY], "RecoveryThreshold"],
      ["no delay", (stage) => [addressesOf(stage), 2, 0], "RecoveryDelay"],
      ["a delay of more than 90 days", (stage) => [addressesOf(stage), 2, 90 * DAY + 1], "RecoveryDelay"],
    ] as const satisfies readonly (readonly [string, (stage: RecoveryStage) => [string[], number, number], string])[]) {
      it(`reverts for ${situation}`, async () => {
        const stage = await deployRecovery();

        await expect(stage.recovery.setGuardians(...argsOf(stage))).to.be.revertedWithCustomError(
          stage.recovery,
          error,
        );
        expect((await stage.recovery.guardiansOf(stage.accounts.aurora)).since).to.equal(0n);
      });
    }
  });

  it("counts at once where there were none, and says so", async () => {
    const stage = await deployRecovery();
    const { recovery, accounts } = stage;

    const sent = await recovery.setGuardians(addressesOf(stage), 2, DELAY);

    await expect(sent)
      .to.emit(recovery, "GuardiansSet")
      .withArgs(accounts.aurora, addressesOf(stage), 2, DELAY, await time.latest(), 0);
    const { guardians, threshold, delay, since } = await recovery.guardiansOf(accounts.aurora);
    expect([...guardians]).to.deep.equal(addressesOf(stage));
    expect([threshold, delay, since]).to.deep.equal([2n, BigInt(DELAY), BigInt(await time.latest())]);
    expect((await recovery.announcedGuardiansOf(accounts.aurora)).since).to.equal(0n);
  });

  it("counts after the delay of those before: a stolen key does not throw them out", async () => {
    const stage = await guarded();
    const { recovery, accounts, guardians } = stage;
    const [first, second] = guardians;

    await recovery.setGuardians([accounts.deployer], 1, 1);
    const since = BigInt((await time.latest()) + DELAY);

    expect((await recovery.announcedGuardiansOf(accounts.aurora)).since).to.equal(since);
    await time.setNextBlockTimestamp(since - 1n);
    await recovery.connect(first).approve(accounts.aurora, accounts.borealis);
    await expect(
      recovery.connect(accounts.deployer).approve.staticCall(accounts.aurora, accounts.borealis),
      "the new one in the last second",
    ).to.be.rejected;
    await time.setNextBlockTimestamp(since);
    await expect(recovery.connect(second).approve(accounts.aurora, accounts.borealis))
      .to.be.revertedWithCustomError(recovery, "RecoveryNotGuardian")
      .withArgs(accounts.aurora, second);
    expect([...(await recovery.guardiansOf(accounts.aurora)).guardians]).to.deep.equal([accounts.deployer.address]);
    expect((await recovery.announcedGuardiansOf(accounts.aurora)).since).to.equal(0n);
    await expect(recovery.connect(accounts.deployer).approve(accounts.aurora, accounts.borealis)).to.emit(
      recovery,
      "RecoveryBegun",
    );
  });

  it("lets approvals of those before count no more", async () => {
    const stage = await guarded();
    const { recovery, accounts, guardians } = stage;
    const [first, second] = guardians;
    await recovery.connect(first).approve(accounts.aurora, accounts.borealis);
    await recovery.setGuardians(addressesOf(stage), 2, DELAY);
    await time.increase(DELAY);

    await recovery.connect(second).approve(accounts.aurora, accounts.borealis);

    expect((await recovery.recoveryOf(accounts.aurora)).executableAt).to.equal(0n);
    expect(await recovery.approvalOf(accounts.aurora, first)).to.equal(ZeroAddress);
  });

  it("is ended by a recovery that begins meanwhile, and refused while it runs", async () => {
    const stage = await guarded();
    const { recovery, accounts } = stage;
    await recovery.setGuardians([accounts.deployer], 1, 1);

    await begin(stage);

    expect((await recovery.announcedGuardiansOf(accounts.aurora)).since).to.equal(0n);
    const { executableAt } = await recovery.recoveryOf(accounts.aurora);
    await expect(recovery.setGuardians([accounts.deployer], 1, 1))
      .to.be.revertedWithCustomError(recovery, "RecoveryRunning")
      .withArgs(accounts.aurora, accounts.borealis, executableAt);
    await time.increase(2 * DELAY);
    expect([...(await recovery.guardiansOf(accounts.aurora)).guardians]).to.deep.equal(addressesOf(stage));
  });
});
