import { expect } from "chai";

import { ColophonError } from "../../../lib/errors";
import { HELP, readCommand } from "../../../scripts/consortium/words";

describe("The words after npm run consortium", () => {
  it("mean start where there are none", () => {
    expect(readCommand([])).to.deep.equal({ name: "start", number: undefined });
  });

  it("may name a validator, or have to", () => {
    expect(readCommand(["start", "2"])).to.deep.equal({ name: "start", number: 2 });
    expect(readCommand(["wipe"])).to.deep.equal({ name: "wipe", number: undefined });
    expect(readCommand(["kill", "4"])).to.deep.equal({ name: "kill", number: 4 });
    expect(readCommand(["status", "--json"])).to.deep.equal({ name: "status", json: true });
  });

  for (const word of ["help", "--help", "-h"]) {
    it(`ask for help as ${word}`, () => {
      expect(readCommand([word])).to.deep.equal({ name: "help" });
    });
  }

  it("are each taken as the help has them", () => {
    const explained = HELP.flatMap((line) => /^ {2}(?<words>[a-z]+(?: \S+)?) {2,}/.exec(line)?.groups?.["words"] ?? []);
    expect(explained).to.have.length(11);
    for (const words of explained) {
      const [name, argument] = words.replace(/[[\]]/g, "").replace("N", "2").split(" ");
      expect(readCommand([name ?? "", argument ?? []].flat())).to.include({ name });
    }
  });

  it("are explained in 80 columns", () => {
    expect(HELP.filter(({ length }) => length > 80)).to.deep.equal([]);
  });

  for (const [words, message] of [
    [["dance"], '"dance" is no command'],
    [["kill"], "kill: which validator? Give its number"],
    [["kill", "all"], 'kill: "all" is not the number of a validator'],
    [["checkpoints"], "checkpoints: every how many blocks? Give a number"],
    [["checkpoints", "few"], 'checkpoints: "few" is not a number of blocks'],
    [["pause", "0"], 'pause: "0" is not the number of a validator'],
    [["start", "1", "2"], 'start: "2" is one word too many'],
    [["members", "5"], 'members: "5" is one word too many'],
    [["stop", "1"], 'stop: "1" is one word too many'],
    [["status", "--yaml"], 'status: "--yaml" is one word too many'],
  ] as const) {
    it(`refuses "${words.join(" ")}" with exit code 2`, () => {
      expect(() => readCommand(words))
        .to.throw(ColophonError, message)
        .with.property("exitCode", 2);
    });
  }
});
