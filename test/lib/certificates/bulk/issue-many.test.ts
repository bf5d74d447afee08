import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "chai";

import { Catalogue } from "../../../../lib/catalogue/catalogue";
import { type Issued, issueMany, type IssuingMany } from "../../../../lib/certificates/bulk/issue-many";
import type { Checkpoints } from "../../../../lib/certificates/checkpoints";
import { readCertificate, textOf } from "../../../../lib/certificates/file";
import { gather } from "../../../../lib/certificates/issue/issue";
import { judge } from "../../../../lib/certificates/judge/judge";
import { signBlocks } from "../../../../lib/certificates/members/sign";
import { shelfOf } from "../../../../lib/works/home/shelf";
import { claimOf, someHash } from "../../../shared/fixture";
import { refusalOf } from "../../shared/refusal";
import { setStage, type Stage } from "../../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { trustOf } from "../certified";

const WORKS = 20;

describe("issueMany", () => {
  let stage: Stage;
  let home: TemporaryFolder;
  let catalogue: Catalogue;
  let works: string[];
  let asked: IssuingMany;
  beforeEach(async () => {
    stage = await setStage();
    home = await temporaryFolder();
    catalogue = await Catalogue.open(home.at("home"));
    const claims = Array.from({ length: WORKS }, () => claimOf(stage.accounts.aurora));
    await stage.registry.registerMany(stage.accounts.aurora, claims);
    works = claims.map(({ contentHash }) => contentHash);
    const folder = home.at("certificates");
    await mkdir(folder);
    asked = { colophon: stage.colophon, catalogue, shelf: shelfOf(stage.colophon, home.at("home")), folder };
  });
  afterEach(async () => {
    catalogue.close();
    await home.remove();
  });

  async function issue(more: Partial<IssuingMany> = {}, which = works): Promise<Issued[]> {
    const issued: Issued[] = [];
    for await (const each of issueMany({ ...asked, ...more }, which)) issued.push(each);
    return issued;
  }

  const outcomes = (issued: readonly Issued[]): string[] => issued.map(({ outcome }) => outcome);
  const pathOf = (work = works[0]): string => join(asked.folder, `${work}.json`);

  async function signed(...numbers: number[]): Promise<Checkpoints> {
    const first = await signBlocks(stage.colophon, stage.accounts.admin, [], numbers);
    return signBlocks(stage.colophon, stage.accounts.guardian, first.checkpoints, []);
  }

  it("writes for each work what is issued for it alone, and nothing for what has no title", async () => {
    const issued = await issue({}, [someHash(), ...works]);

    expect(outcomes(issued)).to.deep.equal(["no title", ...Array<string>(WORKS).fill("written")]);
    expect((await readdir(asked.folder)).length).to.equal(WORKS);
    for (const work of works.slice(0, 3)) {
      const alone = await gather(stage.colophon, { workId: BigInt(work) });
      expect(await readFile(pathOf(work), "utf8")).to.equal(textOf(alone));
    }
  });

  it("passes over what is there and newest, and writes anew what is older or was altered", async () => {
    await issue();
    const [older = "", altered = ""] = works;
    await stage.registry.amend(older, someHash());
    const text = await readFile(pathOf(altered), "utf8");
    await writeFile(pathOf(altered), text.replace('"account":["0xf9', '"account":["0xf8'));

    const again = await issue();
    expect(outcomes(again)).to.deep.equal(["written", "written", ...Array<string>(WORKS - 2).fill("is there")]);
    const read = await readCertificate(pathOf(older));
    expect("certificate" in read && read.certificate.history.length).to.equal(2);
    expect(await readFile(pathOf(altered), "utf8")).to.contain('"account":["0xf9');
  });

  it("refuses a work in whose place something else lies, and writes the others", async () => {
    await writeFile(pathOf(), "a letter");

    const [first, ...rest] = await issue();
    expect(first).to.include({ outcome: "refused" });
    expect(first?.problem).to.contain("is not a certificate");
    expect(new Set(outcomes(rest))).to.deep.equal(new Set(["written"]));
    expect(await readFile(pathOf(), "utf8")).to.equal("a letter");
  });

  it("removes what a killed run left half written, and nothing else", async () => {
    const half = `${works[0]}.json.6a1f3c52-0000-4000-8000-000000000000.new`;
    for (const name of [half, "letter.json.6a1f3c52.new"]) await writeFile(join(asked.folder, name), "{");

    expect(new Set(outcomes(await issue()))).to.deep.equal(new Set(["written"]));
    expect(await readdir(asked.folder))
      .to.include("letter.json.6a1f3c52.new")
      .and.not.include(half);
  });

  it("ends where nothing can be written, instead of refusing every work", async () => {
    // The kernel's: nobody may make a file in it, root neither.
    const refusal = await refusalOf(() => issue({ folder: "/sys" }));

    expect(refusal.code).to.equal("FileNotWritten");
  });

  it("refuses what a trust does not accept, and judges by it what is there", async () => {
    const block = await stage.colophon.provider.getBlockNumber();
    await issue();
    const trust = trustOf({ registry: { chainId: 31337, address: await stage.registry.getAddress() } }, stage);

    expect(new Set(outcomes(await issue({ trust })))).to.deep.equal(new Set(["refused"]));
    const checkpoints = await signed(block);
    expect(new Set(outcomes(await issue({ trust, checkpoints })))).to.deep.equal(new Set(["written"]));
    expect(new Set(outcomes(await issue({ trust, checkpoints })))).to.deep.equal(new Set(["is there"]));
    const read = await readCertificate(pathOf(works[5]));
    if (!("certificate" in read)) throw new Error(read.reason);
    expect(await judge(read.certificate, { trust })).to.include({ verdict: "valid" });
  });
});
