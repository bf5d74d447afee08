import { COLOPHON } from "../../bin/colophon";
import { start } from "../../cli/shared/processes";
import { PublishersDay } from "../../cli/shared/publishers-day";
import { Stage } from "../../cli/shared/stage";
import { Random, testSeed } from "../../shared/random";

describe("A publisher's day on the embedded chain", () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.set();
  });
  after(() => stage.strike());

  const seed = testSeed();

  it(`leaves every work with its one date, though commands are killed (seed ${seed})`, async () => {
    const office = {
      colophon: stage.colophon,
      home: stage.home,
      at: (name: string) => stage.at(name),
      start: (line: string) => start([COLOPHON, ...line.split(" ")], stage.settings),
    };
    await new PublishersDay(office, new Random(seed)).spend();
  });
});
