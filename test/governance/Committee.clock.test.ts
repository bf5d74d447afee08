import { type SnapshotRestorer, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import { admission, convene, execute, propose, State, Support, vote } from "../shared/committee";
import { DAY } from "../shared/fixture";

const MILLISECONDS = 1_000;

describe("Committee: a chain that counts in milliseconds", () => {
  // The clock of a chain only goes forward: what jumps far puts the chain back behind it.
  let sitting: Awaited<ReturnType<typeof convene>>;
  let snapshot: SnapshotRestorer;
  beforeEach(async () => {
    sitting = await convene();
    snapshot = await takeSnapshot();
  });
  afterEach(() => snapshot.restore());

  it("votes for seven days, and waits for one, and not for ten minutes", async () => {
    const { committee, seats, members, accounts } = sitting;
    const start = (await time.latest()) + 10;
    /** Makes the next block, or call, one of this second of the chain. */
    const at = (seconds: number): Promise<void> => time.setNextBlockTimestamp(seconds * MILLISECONDS + 999);

    await at(start);
    const proposed = await propose(sitting, [admission(seats, accounts.aurora.address)]);
    const { snapshot, deadline, executableAt } = await committee.proposalOf(proposed.id);
    expect([snapshot, deadline, executableAt].map((moment) => Number(moment) - start)).to.deep.equal([
      0,
      7 * DAY,
      8 * DAY,
    ]);
    await at(start + 1);
    await vote(sitting, proposed, members.slice(0, 3));
    await at(start + 7 * DAY);
    await committee.connect(members[3]).castVote(proposed.id, Support.Yes);
    await at(start + 7 * DAY + 1);
    await expect(committee.connect(members[4]).castVote(proposed.id, Support.Yes)).to.be.revertedWithCustomError(
      committee,
      "GovernorUnexpectedProposalState",
    );
    expect(await committee.state(proposed.id)).to.equal(State.Queued);

    await at(start + 8 * DAY - 1);
    await expect(execute(sitting, proposed))
      .to.be.revertedWithCustomError(committee, "CommitteeTooEarly")
      .withArgs(proposed.id, start + 8 * DAY);
    await at(start + 8 * DAY);
    await expect(execute(sitting, proposed)).to.emit(seats, "SeatChanged");
    expect(await seats.clock()).to.equal(start + 8 * DAY);
  });

  it("pauses for seven days, and not for ten minutes", async () => {
    const { registry, accounts } = sitting;
    const start = (await time.latest()) + 10;
    await time.setNextBlockTimestamp(start * MILLISECONDS);
    await registry.connect(accounts.guardian).pause();

    expect(await registry.pausedUntil()).to.equal(start + 7 * DAY);
    await time.increase(7 * DAY * MILLISECONDS - 1);
    expect(await registry.paused()).to.equal(true);
    await time.increase(1);
    expect(await registry.paused()).to.equal(false);
  });
});

describe("Committee: the second in which a ballot begins", () => {
  it("counts a change of seats in the second in which a ballot begins, and none after it", async () => {
    const sitting = await convene({ votingDelay: DAY });
    const { committee, seats, members, accounts } = sitting;
    const admitting = await propose(sitting, [admission(seats, accounts.aurora.address)]);
    await time.increase(DAY + 1);
    await vote(sitting, admitting, members);
    await time.increaseTo(await committee.proposalEta(admitting.id));
    const next = (await time.latest()) + 10;
    await time.setNextBlockTimestamp(next);
    const open = await propose(sitting, [admission(seats, accounts.stranger.address)]);
    await time.setNextBlockTimestamp(next + DAY);
    await execute(sitting, admitting);
    await time.increase(1);

    await committee.connect(accounts.aurora).castVote(open.id, Support.Yes);
    expect((await committee.tallyOf(open.id)).totalWeight).to.equal(6n);
  });
});
