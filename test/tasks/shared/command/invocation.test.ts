import { expect } from "chai";

import { firstWord, isProductCommand, isTestRun } from "../../../../tasks/shared/command/invocation";

function argv(line: string): string[] {
  return ["node", "hardhat", ...line.split(" ").filter((word) => word !== "")];
}

describe("firstWord", () => {
  const lines: [line: string, word: string | undefined][] = [
    ["", undefined],
    ["--help", undefined],
    ["work list", "work"],
    ["--network consortium work list", "work"],
    ["--verbose --config x.ts --tsconfig y.json --max-memory 4096 deploy", "deploy"],
    ["work list --network consortium", "work"],
  ];
  for (const [line, word] of lines) {
    it(`of "${line}" is ${word ?? "none"}`, () => {
      expect(firstWord(argv(line))).to.equal(word);
    });
  }
});

describe("isProductCommand", () => {
  for (const scope of ["work", "title", "party", "account", "chain"]) {
    it(`knows the scope ${scope}`, () => {
      expect(isProductCommand(argv(`--network consortium ${scope} show`))).to.equal(true);
    });
  }

  it("knows the task without a scope", () => {
    expect(isProductCommand(argv("--network consortium status --json"))).to.equal(true);
  });

  for (const line of ["", "deploy", "test work", "help work", "--network work deploy"]) {
    it(`does not take "${line}" for one`, () => {
      expect(isProductCommand(argv(line))).to.equal(false);
    });
  }
});

describe("isTestRun", () => {
  it("knows test and coverage, and nothing else", () => {
    expect(isTestRun(argv("test test/lib/env.test.ts"))).to.equal(true);
    expect(isTestRun(argv("--network hardhat coverage"))).to.equal(true);
    expect(isTestRun(argv("work test"))).to.equal(false);
  });
});
