import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { DEV_ADDRESSES } from "../../../lib/chain/development/dev-accounts";
import { readMembersFile } from "../../../lib/committee/members-file";
import { ROOT } from "../../shards/shards";
import { refusalOf } from "../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";

const SAMPLE = join(ROOT, "samples", "committee.json");
const ADDRESS = "0x1111111111111111111111111111111111111111";

describe("readMembersFile", () => {
  let folder: TemporaryFolder;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  /** The sample with something else in one place. */
  function changed(place: readonly (string | number)[], value: unknown): string {
    // The sample is JSON; where a place does not exist the test fails.
    const file = JSON.parse(readFileSync(SAMPLE, "utf8")) as Record<string, unknown>;
    const inner = place.slice(0, -1).reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], file);
    (inner as Record<string, unknown>)[place.at(-1) ?? ""] = value;
    writeFileSync(folder.at("committee.json"), JSON.stringify(file));
    return folder.at("committee.json");
  }

  it("reads the sample: a publisher, a court, a copyright society, a university and a bank", async () => {
    const { members } = await readMembersFile(SAMPLE, true);

    expect(members.map(({ kind }) => kind)).to.deep.equal([
      "publisher",
      "court",
      "copyright society",
      "university",
      "bank",
    ]);
    expect(Object.values(DEV_ADDRESSES)).to.include.members(members.map(({ address }) => address));
  });

  const wrong: readonly (readonly [place: readonly (string | number)[], value: unknown, problem: string])[] = [
    [["rules", "participationPercent"], 0, "rules.participationPercent is less than 1"],
    [["rules", "participationPercent"], 101, "rules.participationPercent is more than 100"],
    [["rules", "winRatePercent"], 66.6, "rules.winRatePercent is not a whole number"],
    [["rules", "votingPeriodSeconds"], 0, "rules.votingPeriodSeconds is less than 1"],
    [["rules", "votingDelaySeconds"], 7_776_001, "rules.votingDelaySeconds is more than 90 days"],
    [["rules", "executionDelaySeconds"], "1d", "rules.executionDelaySeconds is not a whole number of seconds"],
    [["members"], [], "members names nobody"],
    [["members", 2, "name"], " ", "members.2.name is empty"],
    [["members", 2, "address"], "0x12", "members.2.address is not an address"],
    [["members", 2, "address"], "0x0000000000000000000000000000000000000000", "members.2.address is the zero address"],
    [["members", 4, "weight"], 0, "members.4.weight is less than 1"],
    [["members", 4, "weight"], 2 ** 32, "members.4.weight is more than 4294967295"],
    [["members", 1, "address"], DEV_ADDRESSES.publisher, "members.1.address is that of members.0 as well"],
  ];
  for (const [place, value, problem] of wrong) {
    it(`refuses ${JSON.stringify(value)} for ${place.join(".")}, and names the place`, async () => {
      const path = changed(place, value);

      const refusal = await refusalOf(() => readMembersFile(path, true));

      expect(refusal.message).to.equal(`${path} is not a committee's file: ${problem}`);
      expect(refusal.code).to.equal("CommitteeFileWrong");
      expect(refusal.exitCode).to.equal(2);
    });
  }

  it("refuses a field that it does not know, and another version", async () => {
    const unknown = await refusalOf(() => readMembersFile(changed(["members", 0, "wieght"], 2), true));
    const newer = await refusalOf(() => readMembersFile(changed(["format"], "colophon-committee/2"), true));

    expect(unknown.message).to.match(/members\.0 .*wieght/);
    expect(newer.message).to.match(
      /its format is colophon-committee\/2, and this version reads colophon-committee\/1$/,
    );
  });

  it("refuses a development account where the chain is not for trying out", async () => {
    const path = changed(["members", 0, "address"], ADDRESS);

    const refusal = await refusalOf(() => readMembersFile(path, false));

    expect(refusal.message).to.match(/members\.1\.address is a development account's, whose key everybody knows$/);
  });
});
