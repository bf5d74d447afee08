import { expect } from "chai";

import { holdOutput } from "../../../../tasks/shared/command/held-output";

describe("holdOutput", () => {
  const { log, error } = console;
  let shown: string[];
  beforeEach(() => {
    shown = [];
    console.log = (...words: unknown[]) => shown.push(`log ${words.join(" ")}`);
    console.error = (...words: unknown[]) => shown.push(`error ${words.join(" ")}`);
  });
  afterEach(() => {
    Object.assign(console, { log, error });
  });

  it("holds both streams back, and prints them in their order", () => {
    const held = holdOutput("log", "error");
    console.log("one", 1);
    console.error("two", 2);
    console.log("three");
    expect(shown).to.deep.equal([]);

    held.print();

    expect(shown).to.deep.equal(["log one 1", "error two 2", "log three"]);
  });

  it("holds back the streams that it is told, and no other", () => {
    const held = holdOutput("error");
    console.log("one");
    console.error("two");

    expect(shown).to.deep.equal(["log one"]);
    held.drop();
  });

  it("passes on what is said through a function that was taken while it held", () => {
    const held = holdOutput("log");
    const { log: taken } = console;
    held.print();

    taken("one");

    expect(shown).to.deep.equal(["log one"]);
  });

  it("forgets what it dropped", () => {
    const held = holdOutput("log", "error");
    console.log("one");
    console.error("two");
    held.drop();

    held.print();

    expect(shown).to.deep.equal([]);
  });

  it("gives the arguments of the errors as they were, and nothing once they are printed", () => {
    const thrown = new Error("x");
    const held = holdOutput("log", "error");
    console.log("one");
    console.error("two", thrown);

    expect(held.errors).to.deep.equal([["two", thrown]]);

    held.print();
    expect(held.errors).to.deep.equal([]);
  });

  it("holds nothing once it has printed or dropped", () => {
    holdOutput("log", "error").print();
    console.log("one");
    holdOutput("log", "error").drop();
    console.error("two");

    expect(shown).to.deep.equal(["log one", "error two"]);
  });
});
