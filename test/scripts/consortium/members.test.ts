import { readdirSync, readFileSync } from "node:fs";

import { expect } from "chai";

import { isAccountName } from "../../../lib/accounts/keystore";
import { listMembers, sampleMembersFolder } from "../../../lib/accounts/sample-members";
import { DEV_ADDRESSES } from "../../../lib/chain/development/dev-accounts";
import { type MembersFile, readMembersFile } from "../../../lib/committee/members-file";
import { accountNameOf, makeMembers, requireDeployable } from "../../../scripts/consortium/members";
import { refusalOf } from "../../lib/shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../../lib/shared/temporary-folder";

describe("The sample members of npm run consortium", () => {
  let folder: TemporaryFolder;
  let home: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    home = folder.at("home");
  });
  afterEach(() => folder.remove());

  const committee = async (): Promise<MembersFile> =>
    readMembersFile(folder.at("home/consortium/members/committee.json"), false);

  it("are accounts by the institutions' names, and the committee of a file that only tells their addresses", async () => {
    const names = await makeMembers(home);

    const { sound, odd } = await listMembers(sampleMembersFolder(home));
    const { members } = await committee();
    expect(names).to.deep.equal(members.map(({ name }) => accountNameOf(name)));
    expect(names).to.have.length(5).and.include("authors-copyright-society");
    expect(names.every(isAccountName)).to.equal(true);
    expect(odd).to.deep.equal([]);
    expect(new Map(sound.map(({ name, address }) => [name, address]))).to.deep.equal(
      new Map(members.map(({ name, address }) => [accountNameOf(name), address])),
    );
    expect(members.some(({ address }) => Object.values(DEV_ADDRESSES).includes(address))).to.equal(false);
    expect(readdirSync(sampleMembersFolder(home)).sort()).to.deep.equal(
      [...names.map((name) => `${name}.key`), "committee.json"].sort(),
    );
  });

  it("stay as they are when they are made again", async () => {
    await makeMembers(home);
    const path = folder.at("home/consortium/members/committee.json");
    const before = readFileSync(path, "utf8");

    await makeMembers(home);

    expect(readFileSync(path, "utf8")).to.equal(before);
  });

  it("do not come to contracts that were deployed without them", async () => {
    requireDeployable(home, false);

    const refusal = await refusalOf(async () => requireDeployable(home, true));
    expect(refusal).to.include({ code: "DeployedWithoutMembers" });

    await makeMembers(home);
    requireDeployable(home, true);
  });
});
