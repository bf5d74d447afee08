import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Result } from "ethers";

import {
  admission,
  convene,
  conveneOnAdmission,
  decide,
  deployCommittee,
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

/** A struct of a contract as a plain object. */
function plain(struct: unknown): Record<string, unknown> {
  if (!(struct instanceof Result)) throw new Error("no struct");
  return struct.toObject();
}

describe("Committee: a vote from beginning to end", () => {
  it("is executed by anybody once it has passed and the delay is over", async () => {
    const sitting = await convene();
    const { committee, seats, members, accounts } = sitting;
    const proposed = await propose(sitting, [admission(seats, accounts.aurora.address, 2)]);
    await vote(sitting, proposed, members.slice(0, 4));
    await endBallot(sitting, proposed);
    expect(await committee.state(proposed.id)).to.equal(State.Queued);

    const eta = await committee.proposalEta(proposed.id);
    expect(eta).to.equal((await committee.proposalDeadline(proposed.id)) + BigInt(DAY));
    await time.setNextBlockTimestamp(eta - 1n);
    await expect(execute(sitting, proposed))
      .to.be.revertedWithCustomError(committee, "CommitteeTooEarly")
      .withArgs(proposed.id, eta);
    await time.setNextBlockTimestamp(eta);
    await expect(execute({ ...sitting, committee: committee.connect(accounts.stranger) }, proposed))
      .to.emit(seats, "SeatChanged")
      .withArgs(accounts.aurora, 6, 0, 2);
    expect(await committee.state(proposed.id)).to.equal(State.Executed);
  });

  it("begins after the delay that the rules say, and is pending until then", async () => {
    const sitting = await conveneOnAdmission({ votingDelay: DAY });
    const { committee, members, proposed } = sitting;
    expect(await committee.state(proposed.id)).to.equal(State.Pending);

    await expect(committee.connect(members[0]).castVote(proposed.id, Support.Yes)).to.be.revertedWithCustomError(
      committee,
      "GovernorUnexpectedProposalState",
    );
    await time.increaseTo((await committee.proposalSnapshot(proposed.id)) + 1n);
    await vote(sitting, proposed, members);
    expect(await committee.state(proposed.id)).to.equal(State.Active);
  });

  it("expires 30 days after it could be executed", async () => {
    const sitting = await conveneOnAdmission();
    const { committee, members, proposed } = sitting;
    await vote(sitting, proposed, members);
    const { expiresAt, executableAt } = await committee.proposalOf(proposed.id);
    expect(expiresAt).to.equal(executableAt + BigInt(30 * DAY));

    await time.increaseTo(expiresAt);
    expect(await committee.state(proposed.id)).to.equal(State.Queued);
    await time.increaseTo(expiresAt + 1n);
    expect(await committee.state(proposed.id)).to.equal(State.Expired);
    await expect(execute(sitting, proposed)).to.be.revertedWithCustomError(
      committee,
      "GovernorUnexpectedProposalState",
    );
  });

  it("can be withdrawn by its proposer as long as it is pending", async () => {
    const {
      committee,
      members,
      proposed: { id, payload },
    } = await conveneOnAdmission({ votingDelay: DAY });
    const [targets, values, calldatas, hash] = payload;

    await expect(committee.connect(members[1]).cancel(targets, values, calldatas, hash)).to.be.revertedWithCustomError(
      committee,
      "GovernorUnableToCancel",
    );
    await committee.connect(members[0]).cancel(targets, values, calldatas, hash);
    expect(await committee.state(id)).to.equal(State.Canceled);
  });

  it("goes by the rules of the day on which it was proposed", async () => {
    const sitting = await convene();
    const { committee, seats, members, accounts } = sitting;
    const earlier = await propose(sitting, [newRules(committee, { participation: 100, executionDelay: 5 * DAY })]);
    const later = await propose(sitting, [admission(seats, accounts.aurora.address)]);
    await vote(sitting, earlier, members);
    await vote(sitting, later, members.slice(0, 3));
    await executeInTime(sitting, earlier);

    expect((await committee.rules()).participation).to.equal(100);
    const { participation, executableAt, deadline, state } = await committee.proposalOf(later.id);
    expect([participation, executableAt - deadline, state]).to.deep.equal([60n, BigInt(DAY), State.Queued]);
    await expect(execute(sitting, later)).to.emit(seats, "SeatChanged");
  });

  it("tells everything about a proposal at once", async () => {
    const sitting = await convene({}, [1, 2, 3, 4, 5]);
    const { committee, seats, members, accounts } = sitting;
    const proposed = await propose(sitting, [admission(seats, accounts.aurora.address)], members[2]);
    const block = await time.latestBlock();
    await vote(sitting, proposed, [members[0]], Support.No);
    await vote(sitting, proposed, [members[4]], Support.Yes);
    await vote(sitting, proposed, [members[1]], Support.Abstain);

    const { proposer, createdInBlock, votes, tally, state } = await committee.proposalOf(proposed.id);
    expect([proposer, createdInBlock, state]).to.deep.equal([members[2].address, BigInt(block), State.Active]);
    expect(votes).to.equal(0b10_00_00_11_01n);
    expect(plain(tally)).to.deep.equal({
      ...{ againstVotes: 1n, forVotes: 5n, abstainVotes: 2n, totalWeight: 15n, neededParticipation: 9n, neededFor: 4n },
    });
    expect(await committee.hasVoted(proposed.id, members[1])).to.equal(true);
    expect(await committee.hasVoted(proposed.id, members[2])).to.equal(false);
    expect(await committee.hasVoted(proposed.id, accounts.stranger)).to.equal(false);
  });
});

describe("Committee: participation and win rate", () => {
  for (const [weights, participation, needed] of [
    [[9], 50, 5n],
    [[24], 4, 1n],
    [[1, 1, 1], 66, 2n],
    [[1, 1, 1], 67, 3n],
    [[1, 1, 1, 1, 1], 60, 3n],
    [[1, 1, 1, 1, 1], 61, 4n],
    [[10], 1, 1n],
    [[4, 4], 100, 8n],
  ] as const) {
    it(`asks of ${weights.join("+")} for ${needed} at a participation of ${participation} %`, async () => {
      const sitting = await convene();
      const all = weights.map((weight, index) => ({ member: sitting.members[index]?.address ?? "", weight }));
      const { committee } = await deployCommittee(sitting.manager, all, { ...RULES, participation });
      const [target, data] = [await committee.getAddress(), committee.interface.encodeFunctionData("rules")];
      await committee.connect(sitting.members[0]).propose([target], [0], [data], "");

      expect((await committee.tallyOf(1)).neededParticipation).to.equal(needed);
      await time.increase(1);
      expect(await committee.quorum((await time.latest()) - 1)).to.equal(needed);
    });
  }

  for (const { winRate, yes, no, abstain, state } of [
    { winRate: 66, yes: 2, no: 1, abstain: 0, state: State.Queued },
    { winRate: 67, yes: 2, no: 1, abstain: 0, state: State.Defeated },
    { winRate: 50, yes: 2, no: 2, abstain: 1, state: State.Defeated },
    { winRate: 1, yes: 1, no: 2, abstain: 0, state: State.Defeated },
    { winRate: 1, yes: 2, no: 1, abstain: 0, state: State.Queued },
    { winRate: 66, yes: 1, no: 0, abstain: 2, state: State.Queued },
    { winRate: 66, yes: 0, no: 0, abstain: 5, state: State.Defeated },
    { winRate: 66, yes: 2, no: 0, abstain: 0, state: State.Defeated },
    { winRate: 100, yes: 4, no: 1, abstain: 0, state: State.Defeated },
    { winRate: 100, yes: 3, no: 0, abstain: 2, state: State.Queued },
  ]) {
    const how = `${yes} yes, ${no} no and ${abstain} abstentions of 5 at ${winRate} %`;
    it(`takes ${how} for ${state === State.Queued ? "a yes" : "a no"}`, async () => {
      const sitting = await conveneOnAdmission({ winRate });
      const { committee, members, proposed } = sitting;
      await vote(sitting, proposed, members.slice(0, yes), Support.Yes);
      await vote(sitting, proposed, members.slice(yes, yes + no), Support.No);
      await vote(sitting, proposed, members.slice(yes + no, yes + no + abstain), Support.Abstain);
      await endBallot(sitting, proposed);

      expect(await committee.state(proposed.id)).to.equal(state);
    });
  }

  it("weighs votes: one of five with most of the weight is enough", async () => {
    const sitting = await conveneOnAdmission({}, [6, 1, 1, 1, 1]);
    const { committee, members, proposed } = sitting;
    await vote(sitting, proposed, [members[0]]);
    await endBallot(sitting, proposed);

    expect(await committee.state(proposed.id)).to.equal(State.Queued);
  });
});

describe("Committee: setRules", () => {
  const invalid: Partial<typeof RULES>[] = [
    { participation: 0 },
    { participation: 101 },
    { winRate: 0 },
    { winRate: 101 },
    { votingPeriod: 0 },
    { votingPeriod: 90 * DAY + 1 },
    { votingDelay: 90 * DAY + 1 },
    { executionDelay: 90 * DAY + 1 },
  ];
  for (const change of invalid) {
    it(`refuses ${JSON.stringify(change)}, by a vote and from the beginning`, async () => {
      const sitting = await convene();
      const { committee, manager, members } = sitting;
      const rules = { ...RULES, ...change };

      await expect(decide(sitting, [newRules(committee, change)]))
        .to.be.revertedWithCustomError(committee, "CommitteeInvalidRules")
        .withArgs(Object.values(rules));
      await expect(
        deployCommittee(manager, [{ member: members[0].address, weight: 1 }], rules),
      ).to.be.revertedWithCustomError(committee, "CommitteeInvalidRules");
    });
  }

  it("tells the old rules and the new ones in an event", async () => {
    const sitting = await convene();
    const { committee } = sitting;
    const rules = { ...RULES, votingDelay: 90 * DAY, votingPeriod: 90 * DAY, executionDelay: 0, winRate: 100 };

    await expect(decide(sitting, [newRules(committee, rules)]))
      .to.emit(committee, "RulesChanged")
      .withArgs(Object.values(RULES), Object.values(rules));
    expect(plain(await committee.rules())).to.deep.equal(
      Object.fromEntries(Object.entries(rules).map(([name, value]) => [name, BigInt(value)])),
    );
    expect([await committee.votingDelay(), await committee.votingPeriod()]).to.deep.equal([
      BigInt(90 * DAY),
      BigInt(90 * DAY),
    ]);
  });
});

describe("Committee: a member who leaves during a vote", () => {
  it("has no vote in what is open, and is not counted for the participation", async () => {
    const sitting = await convene();
    const { committee, seats, members, accounts } = sitting;
    const expelling = await propose(sitting, [expulsion(seats, members[0].address)]);
    await vote(sitting, expelling, members.slice(1));
    await time.increase(5 * DAY);
    const open = await propose(sitting, [admission(seats, accounts.aurora.address)]);
    await vote(sitting, open, members.slice(0, 3));
    expect((await committee.tallyOf(open.id)).forVotes).to.equal(3n);

    await executeInTime(sitting, expelling);

    const { forVotes, totalWeight, neededParticipation } = await committee.tallyOf(open.id);
    expect([forVotes, totalWeight, neededParticipation]).to.deep.equal([2n, 4n, 3n]);
    expect(await committee.hasVoted(open.id, members[0])).to.equal(false);
    await endBallot(sitting, open);
    expect(await committee.state(open.id)).to.equal(State.Defeated);
  });

  it("changes nothing in what has ended: a result stands, also against later expulsions", async () => {
    const sitting = await convene();
    const { committee, seats, members, accounts } = sitting;
    const lost = await propose(sitting, [admission(seats, accounts.aurora.address)]);
    const won = await propose(sitting, [admission(seats, accounts.borealis.address)]);
    const expelling = await propose(sitting, [
      expulsion(seats, members[4].address),
      expulsion(seats, members[3].address),
    ]);
    await vote(sitting, lost, members.slice(0, 2));
    await vote(sitting, lost, members.slice(2), Support.No);
    await vote(sitting, won, members.slice(2));
    await vote(sitting, expelling, members.slice(0, 4));
    await executeInTime(sitting, expelling);

    expect(await committee.state(lost.id)).to.equal(State.Defeated);
    expect(await committee.state(won.id)).to.equal(State.Queued);
    await expect(execute(sitting, won)).to.emit(seats, "SeatChanged");
  });

  it("counts with the smaller of its weights where it has another one since", async () => {
    const sitting = await convene({}, [3, 3, 1, 1, 1]);
    const { committee, seats, members, accounts } = sitting;
    const weigh = (member: string, weight: number): { target: typeof seats; data: string } => ({
      target: seats,
      data: seats.interface.encodeFunctionData("changeWeight", [member, weight]),
    });
    const changing = await propose(sitting, [weigh(members[0].address, 1), weigh(members[2].address, 9)]);
    await vote(sitting, changing, members);
    await time.increase(5 * DAY);
    const open = await propose(sitting, [admission(seats, accounts.aurora.address)]);
    await vote(sitting, open, [members[0], members[2]]);
    await executeInTime(sitting, changing);

    const { forVotes, totalWeight } = await committee.tallyOf(open.id);
    expect([forVotes, totalWeight]).to.deep.equal([2n, 7n]);
  });
});
