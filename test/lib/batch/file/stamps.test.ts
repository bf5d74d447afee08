import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";

import { expect } from "chai";

import { lookAt, stampOf, stampOfAll, stampsIn } from "../../../../lib/batch/file/stamps";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

describe("files that are looked at", () => {
  const names = ["a.txt", "潮/汐 one.txt", "c.txt"];
  let folder: TemporaryFolder;
  let base: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    base = folder.at("works");
    mkdirSync(folder.at("works/潮"), { recursive: true });
    for (const name of names) writeFileSync(folder.at(`works/${name}`), name);
  });
  afterEach(() => folder.remove());

  const look = (some: readonly string[] = names): ReturnType<typeof lookAt> => lookAt(base, some.join("\0"));
  const together = (some?: readonly string[]): string | undefined => look(some).stamp;

  it("have each the stamp that it has alone", () => {
    const alone = names.map((name) => stampOf(folder.at(`works/${name}`)));

    expect(stampsIn(base, names, look())).to.deep.equal(alone);
    expect(alone.map((stamped) => stamped?.path)).to.deep.equal(names.map((name) => folder.at(`works/${name}`)));
    expect(new Set(alone.map((stamped) => stamped?.stamp)).size).to.equal(names.length);
  });

  it("were changed when the one was that was changed last", () => {
    const LATER = 4_102_444_800;
    utimesSync(folder.at(`works/${names[1] ?? ""}`), LATER, LATER);

    expect(look().changedAt).to.equal(LATER * 1000);
    expect(stampOfAll(base, names, look())?.changedAt).to.equal(LATER * 1000);
  });

  it("can be older than 1970", () => {
    // A number below zero would be taken for now.
    utimesSync(folder.at("works/a.txt"), new Date(-86_400_000), new Date(-86_400_000));

    expect(stampOf(folder.at("works/a.txt"))?.stamp).to.contain("|-86400000000000|");
  });

  it("are others together once a name, their number or their order is another", () => {
    const stamps = [names, names.slice(1), [...names].reverse(), ["a.txt", "a.txt", "c.txt"]].map((some) =>
      together(some),
    );

    expect(new Set(stamps).size).to.equal(stamps.length);
    expect(together()).to.equal(together());
  });

  it("have no stamp together where one of them is gone, which has none of its own", () => {
    rmSync(folder.at("works/a.txt"));

    expect(look().stamp).to.equal(undefined);
    expect(stampOfAll(base, names, look())).to.equal(undefined);
    expect(stampsIn(base, names, look()).map((stamped) => stamped !== undefined)).to.deep.equal([false, true, true]);
  });
});
