import { expect } from "chai";

import type { NetworkStatus } from "../../../scripts/consortium/status";
import { statusLines } from "../../../scripts/consortium/table";

const [ONE, TWO, OTHER] = ["a1", "b2", "c3"].map((byte) => `0x${byte.repeat(20)}`) as [string, string, string];

const RUNNING: NetworkStatus = {
  chainId: 31338,
  validators: [
    {
      ...{ number: 1, address: ONE, url: "http://127.0.0.1:8601", state: "running", pid: 4711, peers: 1 },
      block: { number: 12, hash: "0x01", timestamp: 1_800_000_000, round: 0, proposer: ONE },
    },
    { number: 2, address: TWO, url: "http://127.0.0.1:8602", state: "paused", pid: 12 },
  ],
  validatorSet: [TWO.toUpperCase().replace("X", "x"), OTHER, ONE],
  makesBlocks: true,
  ageInSeconds: 1,
};

describe("The status of a consortium network, for a person", () => {
  it("has a row for each validator, in columns, with a dash for what nobody says", () => {
    expect(statusLines(RUNNING).slice(0, 3)).to.deep.equal([
      `   state    pid   height  round  peers  address        URL`,
      `1  running  4711  12      0      1      0xa1a1a1…a1a1  http://127.0.0.1:8601`,
      `2  paused   12    -       -      -      0xb2b2b2…b2b2  http://127.0.0.1:8602`,
    ]);
  });

  it("has its rows in 80 columns, also where all numbers are long", () => {
    const [first] = RUNNING.validators;
    const block = { number: 999_999, hash: "0x01", timestamp: 1_800_000_000, round: 0, proposer: ONE };
    const long = {
      ...first,
      number: 4,
      address: ONE,
      url: "http://127.0.0.1:18704",
      state: "running",
      pid: 4_194_303,
      block,
    };
    const lines = statusLines({ ...RUNNING, validators: [long as NetworkStatus["validators"][number]] });

    expect(Math.max(...lines.slice(0, 2).map(({ length }) => length))).to.be.most(80);
  });

  it("says whether the chain makes blocks, and who votes, its own validators by their numbers", () => {
    expect(statusLines(RUNNING).slice(3)).to.deep.equal([
      "",
      "The chain 31338 makes blocks: the newest is 1 s old.",
      `Who votes, in the order of their turns: 2, ${OTHER}, 1.`,
    ]);
  });

  it("says so where the chain stands still", () => {
    expect(statusLines({ ...RUNNING, makesBlocks: false, ageInSeconds: 25 })).to.include(
      "The chain 31338 makes no blocks: the newest is 25 s old. Three of the four validators have to run and agree.",
    );
  });

  it("says so where nobody answers", () => {
    const { chainId, validators } = RUNNING;
    const lines = statusLines({ chainId, validators, makesBlocks: false });

    expect(lines.slice(3)).to.deep.equal([
      "",
      "Nobody answers for the chain 31338.",
      "Who votes is not known while nobody answers.",
    ]);
  });
});
