import { expect } from "chai";

import { holdOutput } from "../../../tasks/shared/held-output";
import { type Interrupt, untilInterrupted } from "../../../tasks/shared/interrupt";

const SENTENCE =
  "Stopping: what is under way is waited for. Ctrl-C once more ends at once, which loses nothing either.";

describe("untilInterrupted", () => {
  let before: { SIGINT: number; SIGTERM: number };
  let interrupt: Interrupt;
  const listeners = (): typeof before => ({
    SIGINT: process.listenerCount("SIGINT"),
    SIGTERM: process.listenerCount("SIGTERM"),
  });
  beforeEach(() => {
    before = listeners();
    interrupt = untilInterrupted();
  });
  afterEach(() => {
    interrupt.end();
  });

  it("does not stop anything by itself", () => {
    expect(interrupt.signal.aborted).to.equal(false);
    expect(listeners()).to.deep.equal({ SIGINT: before.SIGINT + 1, SIGTERM: before.SIGTERM + 1 });
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`makes ${signal} a word to stop, says so on stderr, and leaves the next one to the system`, () => {
      const output = holdOutput("log", "error");
      process.emit(signal);
      const said = [...output.errors];
      output.drop();

      expect(interrupt.signal.aborted).to.equal(true);
      expect(said).to.deep.equal([[SENTENCE]]);
      expect(process.listenerCount(signal)).to.equal(before[signal]);
    });
  }

  it("leaves everything as it was when it ends", () => {
    interrupt.end();

    expect(listeners()).to.deep.equal(before);
    expect(interrupt.signal.aborted).to.equal(false);
  });
});
