import { devWallet } from "../../lib/chain/development/dev-wallet";
import { PublishersDay } from "../cli/shared/publishers-day";
import { Random, testSeed } from "../shared/random";
import { type ConsortiumStage, sharedStage } from "./stage";

describe("A publisher's day on a consortium network", function () {
  this.timeout(900_000);
  let stage: ConsortiumStage;
  before(async () => {
    stage = await sharedStage();
    await stage.network.start();
    const { parties } = await stage.through();
    for (const wallet of [devWallet("aurora"), devWallet("borealis")]) {
      if (!(await parties.isAccredited(wallet.address))) await stage.admit(wallet);
    }
  });

  const seed = testSeed();

  it(`leaves every work with its one date, though commands are killed (seed ${seed})`, async () => {
    const office = {
      colophon: await stage.through(),
      home: stage.home,
      at: (name: string) => stage.at(`day/${name}`),
      start: (line: string) => stage.start(line),
    };
    await new PublishersDay(office, new Random(seed)).spend();
  });
});
