import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { type ContractTransactionResponse, toBeHex } from "ethers";
import { ethers } from "hardhat";

import { ROLES } from "../../lib/chain/contracts/roles";
import {
  admission,
  convene,
  conveneOnAdmission,
  decide,
  endBallot,
  execute,
  executeInTime,
  expulsion,
  newRules,
  propose,
  RULES,
  State,
  Support,
  vote,
} from "../shared/committee";
import { DAY } from "../shared/fixture";

describe("attack: a member votes more than once", () => {
  for (const second of Object.values(Support)) {
    it(`with yes and then ${second}, and the first vote stands`, async () => {
      const sitting = await conveneOnAdmission();
      const { committee, members, proposed } = sitting;
      await vote(sitting, proposed, [members[0]]);

      await expect(committee.connect(members[0]).castVote(proposed.id, second))
        .to.be.revertedWithCustomError(committee, "GovernorAlreadyCastVote")
        .withArgs(members[0]);
      expect((await committee.tallyOf(proposed.id)).forVotes).to.equal(1n);
    });
  }

  it("by a vote that is none", async () => {
    const { committee, members, proposed } = await conveneOnAdmission();

    for (const support of [3, 4, 255]) {
      await expect(committee.connect(members[0]).castVote(proposed.id, support)).to.be.revertedWithCustomError(
        committee,
        "GovernorInvalidVoteType",
      );
    }
    expect((await committee.proposalOf(proposed.id)).votes).to.equal(0n);
  });

  it("by hand and by a signature", async () => {
    const { committee, members, accounts, proposed } = await conveneOnAdmission();
    const [voter] = members;
    const { name, version, chainId, verifyingContract } = await committee.eip712Domain();
    const signature = await voter.signTypedData(
      { name, version, chainId, verifyingContract },
      {
        Ballot: [
          { name: "proposalId", type: "uint256" },
          { name: "support", type: "uint8" },
          { name: "voter", type: "address" },
          { name: "nonce", type: "uint256" },
        ],
      },
      { proposalId: proposed.id, support: Support.Yes, voter: voter.address, nonce: 0 },
    );
    const bySignature = (): Promise<ContractTransactionResponse> =>
      committee.connect(accounts.stranger).castVoteBySig(proposed.id, Support.Yes, voter, signature);

    await bySignature();
    await expect(bySignature()).to.be.revertedWithCustomError(committee, "GovernorInvalidSignature");
    await expect(committee.connect(voter).castVote(proposed.id, Support.Yes)).to.be.revertedWithCustomError(
      committee,
      "GovernorAlreadyCastVote",
    );
    expect((await committee.tallyOf(proposed.id)).forVotes).to.equal(1n);
  });
});

describe("attack: a vote without a seat in time", () => {
  it("is a stranger's", async () => {
    const {
      committee,
      accounts,
      proposed: { id },
    } = await conveneOnAdmission();

    await expect(committee.connect(accounts.stranger).castVote(id, Support.Yes))
      .to.be.revertedWithCustomError(committee, "CommitteeNoVote")
      .withArgs(id, accounts.stranger);
  });

  it("is that of a seat received after the ballot began", async () => {
    const sitting = await convene();
    const { committee, seats, members, accounts } = sitting;
    const admitting = await propose(sitting, [admission(seats, accounts.aurora.address, 100)]);
    await vote(sitting, admitting, members);
    await time.increase(5 * DAY);
    const open = await propose(sitting, [admission(seats, accounts.stranger.address)]);
    await executeInTime(sitting, admitting);
    expect(await seats.getVotes(accounts.aurora)).to.equal(100n);

    await expect(committee.connect(accounts.aurora).castVote(open.id, Support.Yes))
      .to.be.revertedWithCustomError(committee, "CommitteeNoVote")
      .withArgs(open.id, accounts.aurora);
    expect((await committee.tallyOf(open.id)).totalWeight).to.equal(5n);
  });

  it("is an expelled member's, and that of a seat that went from hand to hand", async () => {
    const sitting = await convene();
    const { committee, seats, members, accounts } = sitting;
    const swapping = await propose(sitting, [
      expulsion(seats, members[0].address),
      admission(seats, accounts.aurora.address),
    ]);
    await vote(sitting, swapping, members);
    await time.increase(5 * DAY);
    const open = await propose(sitting, [admission(seats, accounts.stranger.address)]);
    await vote(sitting, open, [members[0]]);
    await executeInTime(sitting, swapping);
    expect(await seats["numberOf(address)"](accounts.aurora)).to.equal(1n);

    for (const buyer of [members[0], accounts.aurora]) {
      await expect(committee.connect(buyer).castVote(open.id, Support.Yes))
        .to.be.revertedWithCustomError(committee, "CommitteeNoVote")
        .withArgs(open.id, buyer);
    }
    const { forVotes, totalWeight } = await committee.tallyOf(open.id);
    expect([forVotes, totalWeight]).to.deep.equal([0n, 4n]);
  });
});

describe("attack: a payload that changes during the delay", () => {
  it("is another proposal, which nobody has voted for", async () => {
    const sitting = await conveneOnAdmission();
    const { committee, seats, members, accounts, proposed } = sitting;
    await vote(sitting, proposed, members);
    await endBallot(sitting, proposed);
    await time.increase(DAY);
    const [targets, values, calldatas, hash] = proposed.payload;
    const other = admission(seats, accounts.stranger.address).data;

    for (const [changedTargets, changedValues, changedData, changedHash] of [
      [targets, values, [other], hash],
      [[committee.target], values, calldatas, hash],
      [targets, [1n], calldatas, hash],
      [targets, values, calldatas, toBeHex(1, 32)],
      [[...targets, ...targets], [...values, ...values], [...calldatas, other], hash],
    ] as const) {
      await expect(
        committee.execute([...changedTargets], [...changedValues], [...changedData], changedHash),
      ).to.be.revertedWithCustomError(committee, "GovernorNonexistentProposal");
    }
    await expect(execute(sitting, proposed)).to.emit(seats, "SeatChanged");
  });
});

describe("attack: a threshold that cannot be reached after an expulsion", () => {
  it("goes down with those who are left", async () => {
    const sitting = await convene({ participation: 100, winRate: 100 });
    const { committee, seats, members, accounts } = sitting;
    const expelling = await propose(sitting, [
      expulsion(seats, members[3].address),
      expulsion(seats, members[4].address),
    ]);
    await vote(sitting, expelling, members);
    await time.increase(5 * DAY);
    const open = await propose(sitting, [admission(seats, accounts.aurora.address)]);
    await executeInTime(sitting, expelling);
    await vote(sitting, open, members.slice(0, 3));
    await endBallot(sitting, open);

    expect((await committee.tallyOf(open.id)).neededParticipation).to.equal(3n);
    expect(await committee.state(open.id)).to.equal(State.Queued);
  });
});

describe("attack: a flood of proposals", () => {
  it("ends at five open ones of a member, and hinders no other", async () => {
    const sitting = await convene();
    const { committee, seats, members, accounts } = sitting;
    const action = admission(seats, accounts.aurora.address);
    for (let open = 0; open < 5; open += 1) await propose(sitting, [action], members[0]);
    const first = await committee.proposalDeadline(1);

    await expect(propose(sitting, [action], members[0]))
      .to.be.revertedWithCustomError(committee, "CommitteeTooManyOpen")
      .withArgs(members[0], 5);
    await propose(sitting, [action], members[1]);
    await time.setNextBlockTimestamp(first);
    await expect(propose(sitting, [action], members[0])).to.be.revertedWithCustomError(
      committee,
      "CommitteeTooManyOpen",
    );
    await time.setNextBlockTimestamp(first + 1n);
    await propose(sitting, [action], members[0]);
  });

  it("does not begin for who has no seat, or has lost it", async () => {
    const sitting = await convene();
    const { committee, seats, members, accounts } = sitting;
    const action = admission(seats, accounts.aurora.address);
    await decide(sitting, [expulsion(seats, members[4].address)]);

    for (const account of [accounts.stranger, accounts.deployer, members[4]]) {
      await expect(propose(sitting, [action], account))
        .to.be.revertedWithCustomError(committee, "CommitteeNotSeated")
        .withArgs(account);
    }
  });
});

describe("attack: a call from a single key", () => {
  it("is refused, a member's as well as the deployer's", async () => {
    const { committee, seats, manager, registry, members, accounts } = await convene();

    for (const caller of [members[0], accounts.deployer, accounts.stranger]) {
      await expect(manager.connect(caller).grantRole(ROLES.GUARDIAN, caller, 0))
        .to.be.revertedWithCustomError(manager, "AccessManagerUnauthorizedAccount")
        .withArgs(caller, ROLES.ADMIN);
      await expect(seats.connect(caller).admit(caller, 1))
        .to.be.revertedWithCustomError(seats, "SeatsNotCommittee")
        .withArgs(caller);
      await expect(committee.connect(caller).setRules(RULES))
        .to.be.revertedWithCustomError(committee, "GovernorOnlyExecutor")
        .withArgs(caller);
      await expect(committee.connect(caller).relay(manager, 0, "0x")).to.be.revertedWithCustomError(
        committee,
        "GovernorOnlyExecutor",
      );
      await expect(registry.connect(caller).unpause()).to.be.revertedWithCustomError(
        registry,
        "AccessManagedUnauthorized",
      );
    }
  });

  it("is refused also through the AccessManager, whose own calls are nobody's", async () => {
    const sitting = await convene();
    const { committee, seats, manager } = sitting;
    for (const { target, data } of [admission(seats, sitting.accounts.aurora.address), newRules(committee, {})]) {
      const through = manager.interface.encodeFunctionData("execute", [
        typeof target === "string" ? target : await target.getAddress(),
        data,
      ]);
      await expect(decide(sitting, [{ target: manager, data: through }])).to.be.reverted;
    }
  });
});

describe("attack: a contract that re-enters", () => {
  it("cannot have its proposal executed twice, or vote on it while it is", async () => {
    const sitting = await convene();
    const { committee, seats, members, accounts } = sitting;
    const receiver = await ethers.deployContract("MockTitleReceiver");
    await decide(sitting, [admission(seats, await receiver.getAddress())]);
    const wakeUp = receiver.interface.encodeFunctionData("onERC721Received", [
      ...[accounts.stranger.address, accounts.stranger.address, 0, "0x"],
    ] as [string, string, number, string]);
    const proposed = await propose(sitting, [
      { target: receiver, data: wakeUp },
      admission(seats, accounts.aurora.address),
    ]);
    await vote(sitting, proposed, members);
    const [targets, values, calldatas, hash] = proposed.payload;
    const again = committee.interface.encodeFunctionData("execute", [targets, values, calldatas, hash]);
    await receiver.plan(committee, again);
    await receiver.plan(committee, committee.interface.encodeFunctionData("castVote", [proposed.id, Support.No]));
    await receiver.plan(seats, seats.interface.encodeFunctionData("admit", [accounts.stranger.address, 9]));

    const executing = executeInTime(sitting, proposed);

    for (const index of [0, 1, 2]) {
      await expect(executing)
        .to.emit(receiver, "CallMade")
        .withArgs(index, false, (result: string) => result !== "0x");
    }
    expect(await seats.getVotes(accounts.aurora)).to.equal(1n);
    expect(await seats.getVotes(accounts.stranger)).to.equal(0n);
    expect(await committee.state(proposed.id)).to.equal(State.Executed);
  });

  it("as a member cannot vote twice in one transaction", async () => {
    const sitting = await convene();
    const { committee, seats, accounts } = sitting;
    const forwarder = await ethers.deployContract("MockForwarder");
    await decide(sitting, [admission(seats, await forwarder.getAddress())]);
    const { id } = await propose(sitting, [admission(seats, accounts.aurora.address)]);
    const ballot = {
      target: await committee.getAddress(),
      data: committee.interface.encodeFunctionData("castVote", [id, Support.Yes]),
    };

    await expect(forwarder.forwardAll([ballot, ballot]))
      .to.be.revertedWithCustomError(committee, "GovernorAlreadyCastVote")
      .withArgs(forwarder);
    await forwarder.forwardAll([ballot]);
    expect((await committee.tallyOf(id)).forVotes).to.equal(1n);
  });
});
