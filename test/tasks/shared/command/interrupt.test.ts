import { expect } from "chai";

import { holdOutput } from "../../../../tasks/shared/command/held-output";
import { type Interrupt, untilInterrupted } from "../../../../tasks/shared/command/interrupt";

const SENTENCE =
  "Stopping: what is under way is waited for. Ctrl-C once more ends at once, which loses nothing either.";

describe("untilInterrupted", () => {
  let before: { SIGINT: number; SIGTERM: number };
  let interrupt: Interrupt;
  let cleared: number;
  const listeners = (): typeof before => ({
    SIGINT: process.listenerCount("SIGINT"),
    SIGTERM: process.listenerCount("SIGTERM"),
  });
  beforeEach(() => {
    before = listeners();
    cleared = 0;
    interrupt = untilInterrupted(() => {
      cleared += 1;
    });
  });
  afterEach(() => {
    interrupt.end();
  });

  it("does not stop anything by itself", () => {
    expect(interrupt.signal.aborted).to.equal(false);
    expect(listeners()).to.deep.equal({ SIGINT: before.SIGINT + 1, SIGTERM: before.SIGTERM + 1 });
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`makes ${signal} a word to stop, clears the terminal and says so on stderr`, () => {
      const output = holdOutput("log", "error");
      process.emit(signal);
      const said = [...output.errors];
      output.drop();

      expect(interrupt.signal.aborted).to.equal(true);
      expect(said).to.deep.equal([[SENTENCE]]);
      expect(cleared).to.equal(1);
    });
  }

  it("leaves everything as it was when it ends", () => {
    interrupt.end();

    expect(listeners()).to.deep.equal(before);
    expect(interrupt.signal.aborted).to.equal(false);
  });

  it("leaves everything as it was also where it was told to stop", () => {
    const output = holdOutput("log", "error");
    process.emit("SIGINT");
    output.drop();

    interrupt.end();

    expect(listeners()).to.deep.equal(before);
  });
});
