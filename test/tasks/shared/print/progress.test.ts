import { setTimeout as delay } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";

import { expect } from "chai";

import type { Progress } from "../../../../lib/progress";
import { type ProgressDisplay, progressDisplay, whileShown } from "../../../../tasks/shared/print/progress";

const MIB = 1024 * 1024;

/** Long enough for a rate that is a number, in milliseconds. */
const A_MOMENT = 5;

class FakeStream {
  readonly columns = 120;
  written = "";

  constructor(readonly isTTY: boolean) {}

  write(text: string): boolean {
    this.written += text;
    return true;
  }
}

function display(isTTY: boolean): { shown: ProgressDisplay; stream: FakeStream } {
  const stream = new FakeStream(isTTY);
  // It has what the display uses.
  return { shown: progressDisplay(stream as unknown as NodeJS.WriteStream), stream };
}

/** A whole run: rows whose number nobody knows, no file to hash, works. */
const RUN: readonly Progress[] = [
  { stage: "Checking", done: 0, total: undefined, unit: "rows" },
  { stage: "Checking", done: 1500, total: undefined, unit: "rows" },
  { stage: "Hashing", done: 0, total: 300 * MIB, unit: "bytes" },
  { stage: "Hashing", done: 120 * MIB, total: 300 * MIB, unit: "bytes" },
  { stage: "Hashing", done: 300 * MIB, total: 300 * MIB, unit: "bytes" },
  { stage: "Registering", done: 0, total: 0, unit: "works" },
  { stage: "Registering", done: 0, total: 1500, unit: "works" },
];

/** Numbers that any run has: nothing done, nothing to do, done at once. */
const EDGES: readonly Progress[] = [0, 1, 1500].flatMap((total) =>
  [0, 1, total].map((done) => ({ stage: `${done} of ${total}`, done, total, unit: "works" })),
);

describe("progressDisplay", () => {
  describe("without a terminal", () => {
    const linesOf = ({ written }: FakeStream): string[] => written.split("\n").slice(0, -1);

    it("prints the end of every stage on a line of its own", () => {
      const { shown, stream } = display(false);

      for (const progress of RUN) shown.show(progress);
      shown.end();

      const lines = linesOf(stream);
      expect(lines).to.have.length(3);
      expect(lines[0]).to.match(/^Checking: 1,500 rows, [\d,]+ rows\/s$/);
      expect(lines[1]).to.match(/^Hashing: 300 of 300 MiB, [\d,]+ MiB\/s$/);
      expect(lines[2]).to.equal("Registering: 0 of 1,500 works");
      expect(stream.written.endsWith("\n")).to.equal(true);
      expect(stream.written).to.equal(stripVTControlCharacters(stream.written));
    });

    it("prints nothing where nothing was shown, and nothing twice", () => {
      const { shown, stream } = display(false);
      shown.end();
      expect(stream.written).to.equal("");

      shown.show({ stage: "Anchoring", done: 3, total: 3, unit: "works" });
      shown.end();
      shown.end();

      expect(linesOf(stream)).to.deep.equal(["Anchoring: 3 of 3 works"]);
    });

    it("shows bytes in MiB, small amounts with a decimal", () => {
      const { shown, stream } = display(false);

      shown.show({ stage: "Hashing", done: 0, total: 2.5 * MIB, unit: "bytes" });
      shown.show({ stage: "Hashing", done: 1.25 * MIB, total: 2.5 * MIB, unit: "bytes" });
      shown.end();

      expect(linesOf(stream)[0]).to.match(/^Hashing: 1\.3 of 2\.5 MiB, [\d,.]+ MiB\/s, \d+ s left$/);
    });

    it("counts only what this run has done: one that goes on where another stopped is no faster", async () => {
      const { shown, stream } = display(false);

      shown.show({ stage: "Registering", done: 1_000_000, total: 1_000_100, unit: "works" });
      await delay(A_MOMENT);
      shown.show({ stage: "Registering", done: 1_000_001, total: 1_000_100, unit: "works" });
      shown.end();

      const [, rate = "", left = ""] = /, ([\d,]+) works\/s, (\d+) s left$/.exec(linesOf(stream)[0] ?? "") ?? [];
      // What another run has done in a moment would be a hundred million.
      expect(Number(rate.replaceAll(",", ""))).to.be.lessThan(1_000_000);
      expect(Number(left)).to.be.greaterThan(0);
    });
  });

  describe("on a terminal", () => {
    it("shows a bar for each stage, with nothing but words for one whose end nobody knows", () => {
      const { shown, stream } = display(true);

      for (const progress of RUN) shown.show(progress);
      shown.end();

      const stages = stripVTControlCharacters(stream.written).split("\n");
      expect(stages).to.have.length(4);
      expect(stages[0]).to.match(/Checking: 1,500 rows, [\d,]+ rows\/s$/);
      expect(stages[1]).to.match(/Hashing: 300 of 300 MiB, [\d,]+ MiB\/s {2}={24} 100 %$/);
      expect(stages[2]).to.match(/Registering: 0 of 1,500 works {2}/);
      expect(stages[3]).to.equal("");
    });

    it("ends with a line break, once, so that other words can follow", () => {
      const { shown, stream } = display(true);

      shown.show({ stage: "Anchoring", done: 0, total: 3, unit: "works" });
      shown.show({ stage: "Anchoring", done: 3, total: 3, unit: "works" });
      shown.end();
      const { written } = stream;
      shown.end();

      expect(stripVTControlCharacters(written)).to.match(/works\/s {2}={24} 100 %\n$/);
      expect(stream.written).to.equal(written);
    });

    it("shows nothing where nothing was told", () => {
      const { shown, stream } = display(true);

      shown.end();

      expect(stream.written).to.equal("");
    });
  });

  for (const isTTY of [false, true]) {
    it(`never shows what is no number, nor an empty line, ${isTTY ? "on" : "without"} a terminal`, () => {
      const { shown, stream } = display(isTTY);

      for (const progress of [...RUN, ...EDGES]) shown.show(progress);
      shown.end();

      const text = stripVTControlCharacters(stream.written);
      expect(text).to.not.match(/NaN|Infinity|undefined|-\d/);
      const lines = text.split("\n").slice(0, -1);
      for (const line of lines) expect(line.replaceAll("\r", "").trim()).to.not.equal("");
      expect(lines).to.have.length.at.least(EDGES.length);
    });
  }

  it("begins anew where the next of several jobs has the same stage, and says one work and no rate below nothing", () => {
    const { shown, stream } = display(false);
    for (const done of [0, 3, 1]) shown.show({ stage: "Checking", done, total: done === 1 ? 1 : 3, unit: "works" });
    shown.end();

    expect(stream.written).to.match(/^Checking: 1 of 1 work$/m);
    expect(stream.written).not.to.contain("-");
  });
});

describe("whileShown", () => {
  const job = (onProgress: (progress: Progress) => void): Promise<string> => {
    for (const progress of RUN) onProgress(progress);
    return Promise.resolve("done");
  };

  it("shows nothing of a job that is done at once, and of another one how far it is", async () => {
    for (const [patience, lines] of [
      [Infinity, 0],
      [0, 3],
    ] as const) {
      const { shown, stream } = display(false);
      expect(await whileShown(job, shown, patience)).to.equal("done");
      expect(stream.written.split("\n").length - 1).to.equal(lines);
    }
  });

  it("ends what is shown where the job fails", async () => {
    const { shown, stream } = display(false);
    const fails = async (onProgress: (progress: Progress) => void): Promise<never> => {
      await job(onProgress);
      throw new Error("no more");
    };
    await expect(whileShown(fails, shown, 0)).to.be.rejectedWith("no more");
    expect(stream.written).to.match(/^Registering: .+\n$/m);
  });
});
