import { readFileSync, statSync, writeFileSync } from "node:fs";

import { expect } from "chai";
import { computeAddress } from "ethers";

import { findMember, listMembers, makeMember, memberWallet } from "../../../lib/accounts/sample-members";
import { refusalOf } from "../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";

const MODE = 0o777;

describe("sample members", () => {
  let folder: TemporaryFolder;
  let members: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    members = folder.at("members");
  });
  afterEach(() => folder.remove());

  it("have a key each, in a file that only its owner reads", async () => {
    const [press, bank] = [await makeMember(members, "press"), await makeMember(members, "bank")];

    const key = readFileSync(folder.at("members/press.key"), "utf8").trim();
    expect(press).to.deep.equal({
      name: "press",
      address: computeAddress(`0x${key}`),
      path: folder.at("members/press.key"),
    });
    expect((await memberWallet(press)).address).to.equal(press.address);
    expect(press.address).not.to.equal(bank.address);
    expect(statSync(press.path).mode & MODE).to.equal(0o600);
    expect(statSync(members).mode & MODE).to.equal(0o700);
  });

  it("keep the key that they have", async () => {
    const first = await makeMember(members, "press");

    expect(await makeMember(members, "press")).to.deep.equal(first);
    expect(await findMember(members, "press")).to.deep.equal(first);
  });

  it("are not found where there are none, nor by what is no name", async () => {
    await makeMember(members, "press");
    writeFileSync(folder.at("outside.key"), readFileSync(folder.at("members/press.key")));

    expect(await findMember(members, "bank")).to.equal(undefined);
    expect(await findMember(members, "../outside")).to.equal(undefined);
    expect(await listMembers(folder.at("nowhere"))).to.deep.equal({ sound: [], odd: [] });
  });

  it("are listed beside a file that is damaged, of which nothing is shown", async () => {
    const press = await makeMember(members, "press");
    const path = folder.at("members/bank.key");
    writeFileSync(path, "a0b1c2d3\n");

    const problem = `${path} is not the key of a sample member`;
    expect(await listMembers(members)).to.deep.equal({ sound: [press], odd: [{ path, problem }] });
    const refusal = await refusalOf(() => findMember(members, "bank"));
    expect(refusal).to.include({ message: problem, code: "MemberKeyDamaged" });
    expect(refusal.stack).not.to.contain("a0b1c2d3");
    expect(refusal.cause).to.equal(undefined);
  });
});
