import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { openCommittee, type Sitting } from "../../../lib/committee/committee";
import { listProposals } from "../../../lib/committee/list";
import { readBallots, readProposal } from "../../../lib/committee/proposal";
import { admission, deployCommittee, RULES } from "../../shared/committee";
import { someAddress } from "../../shared/wallets";
import { refusalOf } from "../shared/refusal";
import { setStage } from "../shared/stage";

/** A committee of a hundred, of whom two have accounts here, with proposals whose ballots are short. */
async function hundred(proposals: number): Promise<{ colophon: Colophon; sitting: Sitting; members: string[] }> {
  const { colophon, manager, accounts } = await setStage();
  const { publisher, aurora } = accounts;
  const own = [publisher.address, aurora.address];
  const members = [...own, ...Array.from({ length: 98 }, () => someAddress())];
  const first = members.map((member) => ({ member, weight: 1 }));
  const { committee, seats } = await deployCommittee(manager, first, { ...RULES, votingPeriod: 1 });
  for (let index = 0; index < proposals; index += 1) {
    const { target, data } = admission(seats, accounts.stranger.address, index + 1);
    const address = typeof target === "string" ? target : await target.getAddress();
    await committee.connect(publisher).propose([address], [0], [data], `proposal ${index}`);
  }
  return { colophon, sitting: await openCommittee(colophon, await committee.getAddress()), members };
}

/** Every question that is asked of the node meanwhile. */
async function questionsOf<T>(
  { provider }: Colophon,
  work: () => Promise<T>,
): Promise<{ result: T; asked: [string, unknown][] }> {
  const asked: [string, unknown][] = [];
  const send = provider.send.bind(provider);
  provider.send = async (method, params) => {
    asked.push([method, params]);
    const answer: unknown = await send(method, params);
    return answer;
  };
  try {
    return { result: await work(), asked };
  } finally {
    provider.send = send;
  }
}

describe("readProposal", () => {
  it("asks the same few questions however many proposals there were, and about the logs of one block", async () => {
    const { colophon, sitting } = await hundred(12);

    const { result, asked } = await questionsOf(colophon, () => readProposal(colophon, sitting, 3));

    expect(result.description).to.equal("proposal 2");
    expect(result.described[0]?.words).to.match(/^Gives 0x[0-9a-fA-F]{40} a seat with the weight 3$/);
    expect(asked).to.have.length.lessThan(12);
    const logs = asked.filter(([method]) => method === "eth_getLogs").map(([, params]) => JSON.stringify(params));
    expect(logs).to.have.length(1);
    expect(logs[0]).to.match(/"fromBlock":"(0x[0-9a-f]+)","toBlock":"\1"/);
  });

  it("refuses a number that no proposal has", async () => {
    const { colophon, sitting } = await hundred(1);

    for (const id of [0, 2, -1]) {
      const refusal = await refusalOf(() => readProposal(colophon, sitting, id));
      expect(refusal.message).to.equal(`The committee has no proposal ${id}: its newest is 1`);
      expect(refusal.exitCode).to.equal(2);
    }
  });

  it("says so where the node does not give the event", async () => {
    const { colophon, sitting } = await hundred(1);
    const send = colophon.provider.send.bind(colophon.provider);
    colophon.provider.send = async (method, params) => {
      const answer: unknown = method === "eth_getLogs" ? [] : await send(method, params);
      return answer;
    };
    try {
      const refusal = await refusalOf(() => readProposal(colophon, sitting, 1));
      expect(refusal.code).to.equal("ProposalEventMissing");
    } finally {
      colophon.provider.send = send;
    }
  });
});

describe("readBallots", () => {
  it("has a line for each of a hundred members, with its vote", async () => {
    const { colophon, sitting, members } = await hundred(1);
    const head = await readProposal(colophon, sitting, 1);
    await time.increase(1);

    const ballots = await readBallots(sitting, head);

    expect(ballots.map(({ member }) => member)).to.deep.equal(members);
    expect(ballots.every(({ vote }) => vote === undefined)).to.equal(true);
  });
});

describe("listProposals", () => {
  it("asks two questions for each that it lists, however many there were, and about the logs of single blocks", async () => {
    const { colophon, sitting } = await hundred(12);

    const { result, asked } = await questionsOf(colophon, () => listProposals(colophon, sitting, 4));

    expect(result.proposals).to.have.length(4);
    // And one for how many there are. A wallet's provider asks for its chain as often as it likes.
    expect(asked.filter(([method]) => method !== "eth_chainId")).to.have.length(2 * 4 + 1);
    const ranges = asked.filter(([method]) => method === "eth_getLogs").map(([, params]) => JSON.stringify(params));
    expect(ranges).to.have.length(4);
    for (const range of ranges) expect(range).to.match(/"fromBlock":"(0x[0-9a-f]+)","toBlock":"\1"/);
  });

  it("gives the newest ones, and how many there are in all", async () => {
    const { colophon, sitting } = await hundred(5);

    const { count, proposals } = await listProposals(colophon, sitting, 3);

    expect(count).to.equal(5);
    expect(proposals.map(({ description }) => description)).to.deep.equal(["proposal 4", "proposal 3", "proposal 2"]);
  });

  it("gives none where none is asked for, and none where there are none", async () => {
    const { colophon, sitting } = await hundred(0);

    expect(await listProposals(colophon, sitting, 20)).to.deep.equal({ count: 0, proposals: [] });
    expect((await listProposals(colophon, sitting, 0)).proposals).to.deep.equal([]);
  });
});
