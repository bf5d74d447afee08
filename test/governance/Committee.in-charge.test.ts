import { setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Interface } from "ethers";
import { ethers } from "hardhat";

import { ROLES } from "../../lib/chain/contracts/roles";
import type { AccessManager } from "../../typechain-types";
import {
  admission,
  convene,
  decide,
  deployCommittee,
  executeInTime,
  propose,
  RULES,
  type Sitting,
  vote,
} from "../shared/committee";

type Encode = (sitting: Sitting) => Promise<readonly [name: string, values: readonly unknown[]]>;

/** What must never be asked of the AccessManager, by what it would do. */
const FORBIDDEN: Readonly<Record<string, Encode>> = {
  "give ADMIN to an account": async ({ members }) => ["grantRole", [ROLES.ADMIN, members[0].address, 0]],
  "put a delay on the committee's own role": async ({ committee }) => [
    "grantRole",
    [ROLES.ADMIN, await committee.getAddress(), 3600],
  ],
  "revoke the committee's own role": async ({ committee }) => [
    "revokeRole",
    [ROLES.ADMIN, await committee.getAddress()],
  ],
  "renounce the committee's own role": async ({ committee }) => [
    "renounceRole",
    [ROLES.ADMIN, await committee.getAddress()],
  ],
  "renounce another role of its own": async ({ committee }) => [
    "renounceRole",
    [ROLES.GUARDIAN, await committee.getAddress()],
  ],
  "move the registry to another authority": async ({ registry, manager }) => [
    "updateAuthority",
    [await registry.getAddress(), await manager.getAddress()],
  ],
  "let grants wait": async () => ["setGrantDelay", [ROLES.ADJUDICATOR, 3600]],
  "let changes of the registry wait": async ({ registry }) => [
    "setTargetAdminDelay",
    [await registry.getAddress(), 3600],
  ],
};

/** Ways to hide a call inside others. */
const WRAPPINGS: Readonly<Record<string, (manager: AccessManager, data: string) => Promise<string>>> = {
  "by itself": async (_, data) => data,
  "in a multicall": async (manager, data) => multicall(manager, ["0x", data]),
  "in an execute": async (manager, data) => throughExecute(manager, data),
  "in a multicall in an execute in a multicall": async (manager, data) =>
    multicall(manager, [await throughExecute(manager, multicall(manager, [data]))]),
};

function multicall(manager: AccessManager, calls: readonly string[]): string {
  return manager.interface.encodeFunctionData("multicall", [[...calls]]);
}

async function throughExecute(manager: AccessManager, data: string): Promise<string> {
  return manager.interface.encodeFunctionData("execute", [await manager.getAddress(), data]);
}

describe("Committee: what it refuses to vote on", () => {
  for (const [what, encode] of Object.entries(FORBIDDEN)) {
    for (const [how, wrap] of Object.entries(WRAPPINGS)) {
      it(`is to ${what}, ${how}`, async () => {
        const sitting = await convene();
        const { manager, committee } = sitting;
        const [name, values] = await encode(sitting);
        const abi = Interface.from(manager.interface.fragments);
        const data = abi.encodeFunctionData(name, values);

        await expect(propose(sitting, [{ target: manager, data: await wrap(manager, data) }]))
          .to.be.revertedWithCustomError(committee, "CommitteeForbiddenCall")
          .withArgs(await manager.getAddress(), data.slice(0, 10));
      });
    }
  }

  it("is a forbidden call beside a harmless one, whichever comes first", async () => {
    const sitting = await convene();
    const { manager, committee, members } = sitting;
    const encode = (role: bigint): { target: AccessManager; data: string } => ({
      target: manager,
      data: manager.interface.encodeFunctionData("grantRole", [role, members[0].address, 0]),
    });

    for (const roles of [
      [ROLES.ADMIN, ROLES.GUARDIAN],
      [ROLES.GUARDIAN, ROLES.ADMIN],
    ]) {
      await expect(propose(sitting, roles.map(encode))).to.be.revertedWithCustomError(
        committee,
        "CommitteeForbiddenCall",
      );
    }
  });

  it("is its own relay, which would hide a call", async () => {
    const sitting = await convene();
    const { manager, committee } = sitting;
    const inner = manager.interface.encodeFunctionData("revokeRole", [ROLES.ADMIN, committee.target]);
    const data = committee.interface.encodeFunctionData("relay", [manager.target, 0, inner]);

    await expect(propose(sitting, [{ target: committee, data }]))
      .to.be.revertedWithCustomError(committee, "CommitteeForbiddenCall")
      .withArgs(committee.target, committee.getFunction("relay").fragment.selector);
  });

  it("is an address without code, at which a call would do nothing", async () => {
    const sitting = await convene();
    const { committee, accounts } = sitting;

    await expect(propose(sitting, [{ target: accounts.stranger.address, data: "0x12345678" }]))
      .to.be.revertedWithCustomError(committee, "CommitteeNoContract")
      .withArgs(accounts.stranger.address);
  });

  it("is more than 32 calls, and none", async () => {
    const sitting = await convene();
    const { committee } = sitting;
    const call = { target: committee, data: committee.interface.encodeFunctionData("rules") };

    await propose(sitting, Array(32).fill(call));
    await expect(propose(sitting, Array(33).fill(call)))
      .to.be.revertedWithCustomError(committee, "CommitteeTooManyCalls")
      .withArgs(33, 32);
    await expect(propose(sitting, [])).to.be.revertedWithCustomError(committee, "GovernorInvalidProposalLength");
  });
});

describe("Committee: what it may decide as the admin", () => {
  it("is to give and take roles, alone and several at once", async () => {
    const sitting = await convene();
    const { manager, accounts } = sitting;
    const grant = (role: bigint): string =>
      manager.interface.encodeFunctionData("grantRole", [role, accounts.stranger.address, 0]);

    await decide(sitting, [{ target: manager, data: grant(ROLES.ADJUDICATOR) }]);
    await decide(sitting, [{ target: manager, data: multicall(manager, [grant(ROLES.GUARDIAN), grant(77n)]) }]);
    await decide(sitting, [{ target: manager, data: await throughExecute(manager, grant(78n)) }]);

    for (const role of [ROLES.ADJUDICATOR, ROLES.GUARDIAN, 78n, 77n]) {
      expect((await manager.hasRole(role, accounts.stranger))[0]).to.equal(true);
    }
  });

  it("is to take ADMIN from anybody else", async () => {
    const sitting = await convene();
    const { manager, accounts } = sitting;
    const data = manager.interface.encodeFunctionData("revokeRole", [ROLES.ADMIN, accounts.deployer.address]);

    await expect(decide(sitting, [{ target: manager, data }])).not.to.be.reverted;
  });

  it("is to end a pause, and to say how long one lasts", async () => {
    const sitting = await convene();
    const { registry, accounts } = sitting;
    await registry.connect(accounts.guardian).pause();

    await decide(sitting, [
      { target: registry, data: registry.interface.encodeFunctionData("setPauseDuration", [60]) },
    ]);
    expect(await registry.pauseDuration()).to.equal(60);
  });

  it("is nothing at all while its role has a delay", async () => {
    const sitting = await convene();
    const { manager, members, accounts, committee: admin } = sitting;
    const { committee, seats } = await deployCommittee(manager, [{ member: members[0].address, weight: 1 }], RULES);
    const asAdmin = await ethers.getImpersonatedSigner(await admin.getAddress());
    await setBalance(asAdmin.address, 10n ** 18n);
    await manager.connect(asAdmin).grantRole(ROLES.ADMIN, committee, 3600);
    const other = { ...sitting, committee, seats, members };
    const proposed = await propose(other, [admission(seats, accounts.aurora.address)]);
    await vote(other, proposed, [members[0]]);

    await expect(executeInTime(other, proposed)).to.be.revertedWithCustomError(committee, "CommitteeNotInCharge");
  });

  it("is nothing at all before it is the admin", async () => {
    const sitting = await convene();
    const { manager, members } = sitting;
    const { committee } = await deployCommittee(manager, [{ member: members[0].address, weight: 1 }], RULES);
    const other = { ...sitting, committee, members };
    const proposed = await propose(other, [
      { target: committee, data: committee.interface.encodeFunctionData("rules") },
    ]);
    await vote(other, proposed, [members[0]]);

    await expect(executeInTime(other, proposed)).to.be.revertedWithCustomError(committee, "CommitteeNotInCharge");
  });

  it("is nothing that the AccessManager refuses: it fails whole", async () => {
    const sitting = await convene();
    const { manager, committee, accounts } = sitting;
    const encode = (role: bigint): { target: AccessManager; data: string } => ({
      target: manager,
      data: manager.interface.encodeFunctionData("grantRole", [role, accounts.stranger.address, 0]),
    });
    const lockedRole = 2n ** 64n - 1n;

    await expect(decide(sitting, [encode(ROLES.GUARDIAN), encode(lockedRole)])).to.be.revertedWithCustomError(
      manager,
      "AccessManagerLockedRole",
    );
    expect((await manager.hasRole(ROLES.GUARDIAN, accounts.stranger))[0]).to.equal(false);
    expect((await manager.hasRole(ROLES.ADMIN, committee))[0]).to.equal(true);
  });
});

describe("Committee: interfaces", () => {
  it("are a governor's, with a clock in seconds", async () => {
    const { committee, seats, manager } = await convene();

    expect(await committee.name()).to.equal("Colophon Committee");
    expect(await committee.CLOCK_MODE()).to.equal("mode=timestamp");
    expect(await seats.CLOCK_MODE()).to.equal("mode=timestamp");
    expect(await committee.COUNTING_MODE()).to.equal("support=bravo&quorum=against,for,abstain");
    expect(await committee.authority()).to.equal(manager.target);
    expect(await seats.committee()).to.equal(committee.target);
  });
});
