import { expect } from "chai";

import { DEV_ACCOUNTS, DEV_ADDRESSES, type DevAccountName } from "../../lib/chain/development/dev-accounts";
import type { Ended } from "../cli/shared/processes";
import { type ConsortiumStage, sharedStage } from "./stage";

const NAMES = Object.keys(DEV_ACCOUNTS) as DevAccountName[];

describe("On a consortium network", function () {
  this.timeout(300_000);
  let stage: ConsortiumStage;
  before(async function () {
    this.timeout(900_000);
    stage = await sharedStage();
  });

  /** Runs a command that must succeed. */
  async function run(line: string, code = 0): Promise<Ended> {
    const ended = await stage.run(line);
    expect(ended, line).to.include({ code });
    return ended;
  }

  async function nonces(): Promise<number[]> {
    const { provider } = await stage.through();
    return Promise.all(NAMES.map((name) => provider.getTransactionCount(DEV_ADDRESSES[name])));
  }

  it("the deploy scripts send nothing the second time", async () => {
    const before = await nonces();

    const again = await run("deploy");

    expect(stage.deployed.stdout).to.match(/^deploying "WorkRegistry" .*: deployed at 0x/m);
    expect(again.stdout).to.match(/^reusing "WorkRegistry" at 0x/m);
    expect(again.stdout).not.to.match(/\(tx:? 0x/);
    expect(await nonces()).to.deep.equal(before);
  });

  it("the doctor finds nothing that has failed, and shows nodes and validators", async () => {
    const { stdout } = await run("chain doctor");

    expect(stdout).not.to.contain("FAILED");
    for (const url of stage.network.urls) expect(stdout).to.contain(`${url}, block `);
    // Its lines are as wide as a terminal.
    expect(stdout.replace(/\s+/g, " ")).to.match(
      / ok validators 4, of which 3 finish a block: 0x.*; block \d+; 3 peers; \d+ round changes? in .* made the last 12 blocks/,
    );
  });

  it("works are registered, verified, anchored, claimed, offered and accepted, and the history says so", async () => {
    const work = await stage.file("work.txt", "a work\n");
    const deed = await stage.file("deed.txt", "a deed\n");
    const anchored = await stage.file("anchored.txt", "an anchored work\n");
    const list = await stage.file("works.csv", `file,title\n${anchored},An anchored work\n`);
    for (const party of ["aurora", "borealis"]) {
      await run(`party apply --accreditor accreditor --account ${party}`);
      await run(`party accredit --party ${party}`);
    }

    await run(`work register --file ${work} --title Work --account aurora`);
    await run(`work verify --file ${work}`);
    await run(`work verify --file ${anchored}`, 3);
    const bulk = JSON.parse((await run(`work register-batch --from ${list} --account aurora --json`)).stdout) as {
      batch: string;
    };
    await run(`work verify --file ${anchored}`);
    await run(`work claim --file ${anchored} --batch ${bulk.batch} --account aurora`);
    await run(`batch check --batch ${bulk.batch}`);
    await run(`title offer --file ${work} --to borealis --deed ${deed} --account aurora`);
    await run(`title accept --file ${work} --deed ${deed} --account borealis --yes`);

    const { stdout } = await run(`work history --file ${work}`);
    const told = stdout
      .split("\n")
      .slice(2)
      .map((line) => /\d +(?<what>registered|offered|moved) /.exec(line)?.groups?.["what"]);
    expect(told.filter((what) => what !== undefined)).to.deep.equal(["registered", "offered", "moved"]);
  });
});
