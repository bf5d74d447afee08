import { expect } from "chai";

import type { ProposalList } from "../../../lib/committee/list";
import type { Ballot, Proposal } from "../../../lib/committee/proposal";
import { colophon } from "../../bin/colophon";
import { type LargeCommittee, largeCommittee } from "./large-committee";

const MEMBERS = 100;
const PROPOSALS = 1_000;
const VOTED = 20;
/** Seconds; on a quiet machine it takes less than two. */
const LIMIT = 20;
/** Those of opening a deployment among them. */
const MOST_QUESTIONS = 60;

describe("a committee of a hundred members with a thousand proposals, on a node that answers ten blocks a log query", function () {
  this.timeout(600_000);
  let large: LargeCommittee;
  before(async () => {
    large = await largeCommittee(MEMBERS, PROPOSALS);
  });
  after(() => large.close());

  /** Runs a command in a process of its own. */
  async function ask<R>(line: string): Promise<{ result: R; questions: number; seconds: number }> {
    const [before, begin] = [large.asked(), performance.now()];
    const { code, stdout, stderr } = await colophon(`${line} --json`, large.settings);
    const seconds = (performance.now() - begin) / 1000;
    expect(code, `${stdout}${stderr}`).to.equal(0);
    // What the command prints.
    return { result: JSON.parse(stdout) as R, questions: large.asked() - before, seconds };
  }

  for (const [which, id, voted] of [
    ["the first", 1, 0],
    ["one of the middle", PROPOSALS / 2, 0],
    ["the newest, which is open", PROPOSALS, VOTED],
  ] as const) {
    it(`shows ${which} whole with a few questions`, async () => {
      expect(large.blocks).to.be.above(PROPOSALS);

      const shown = await ask<Proposal & { readonly ballots: readonly Ballot[] }>(`committee show --proposal ${id}`);

      const { description, described, ballots } = shown.result;
      expect(description).to.equal(`proposal ${id}`);
      expect(described[0]?.words).to.match(new RegExp(`^Gives 0x[0-9a-fA-F]{40} a seat with the weight ${id}$`));
      expect(ballots.map(({ member }) => member)).to.deep.equal(large.members);
      expect(ballots.filter(({ vote }) => vote === "yes")).to.have.length(voted);
      expect(shown.questions).to.be.at.most(MOST_QUESTIONS);
      expect(shown.seconds).to.be.below(LIMIT);
    });
  }

  it("lists the newest with two questions for each", async () => {
    const { result, questions } = await ask<ProposalList>("committee list --limit 20");

    expect(result.count).to.equal(PROPOSALS);
    expect(result.proposals.map(({ id }) => id)).to.deep.equal(Array.from({ length: 20 }, (_, at) => PROPOSALS - at));
    expect(questions).to.be.at.most(MOST_QUESTIONS + 2 * 20);
  });
});
