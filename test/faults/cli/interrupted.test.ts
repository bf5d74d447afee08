import { mkdirSync, readdirSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { DEV_CHAIN_ID, type DevAccountName } from "../../../lib/chain/development/dev-accounts";
import { devWallet } from "../../../lib/chain/development/dev-wallet";
import { documentOf } from "../../cli/shared/outcome";
import type { Ended } from "../../cli/shared/processes";
import { Stage } from "../../cli/shared/stage";

/** In more calls than are under way at a time, also where each is for several. */
const WORKS = 300;
/** What a command that stops says first. */
const STOPPING =
  "Stopping: what is under way is waited for. Ctrl-C once more ends at once, which loses nothing either.";

/** A command that is at it for a while. */
interface Long {
  readonly line: (stage: Stage) => string;
  /** The folder in which something appears once it is at it, and what. */
  readonly at: (stage: Stage) => string;
  readonly appears: RegExp;
  readonly says: RegExp;
  /** What stands afterwards in that folder. */
  readonly stands: RegExp;
  readonly advice: string;
}

const OF_ALL = new RegExp(`^Error: Stopped: \\d+ of ${WORKS} titles are done$`);
/** Nothing that waits: the folder of what was settled may be there. */
const NOTHING = /^settled$/;

function deedOf(stage: Stage): string {
  return stage.at("stopped/deed.txt");
}

/** Where transactions stand that are under way. */
function outboxOf(stage: Stage, account: DevAccountName): string {
  return join(stage.home, "outbox", String(DEV_CHAIN_ID), devWallet(account).address.toLowerCase());
}

/** The works are Aurora's, and titled. One command stands on what those before it have done. */
const LONG: Readonly<Record<string, Long>> = {
  "certificate issue --all": {
    line: (stage) => `certificate issue --all --out ${stage.at("stopped/certificates")}`,
    at: (stage) => stage.at("stopped/certificates"),
    appears: /^0x[0-9a-f]{64}\.json$/,
    says: /^Error: Stopped: \d+ certificates? done$/,
    stands: /^0x[0-9a-f]{64}\.json$/,
    advice: "  Run the same command again, and it goes on.",
  },
  "title offer --from": {
    line: (stage) =>
      `title offer --from ${stage.at("stopped/list.txt")} --to borealis --deed ${deedOf(stage)} --account aurora`,
    at: (stage) => outboxOf(stage, "aurora"),
    appears: /./,
    says: OF_ALL,
    stands: NOTHING,
    advice: "  Run the command again, and it goes on.",
  },
  "title accept --all-from": {
    line: (stage) => `title accept --all-from aurora --deed ${deedOf(stage)} --account borealis --yes`,
    at: (stage) => outboxOf(stage, "borealis"),
    appears: /./,
    says: OF_ALL,
    stands: NOTHING,
    advice: "  Run the command again, and it goes on.",
  },
  "recovery move": {
    line: () => "recovery move --lost borealis --account aurora",
    at: (stage) => outboxOf(stage, "aurora"),
    appears: /./,
    says: OF_ALL,
    stands: NOTHING,
    advice: "  Run the command again, and it goes on.",
  },
};

/** What Ctrl-C leaves of commands that take long, and that the same command then goes through. */
describe("a command that Ctrl-C stops", () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.set();
    const from = stage.at("stopped/works");
    mkdirSync(from, { recursive: true });
    const works = Array.from({ length: WORKS }, (_, work) => join(from, `${work}.txt`));
    for (const work of works) writeFileSync(work, `stopped: ${work}`);
    writeFileSync(stage.at("stopped/list.txt"), works.join("\n"));
    writeFileSync(deedOf(stage), "Aurora assigns all rights to Borealis.");
    const { code, stderr } = await stage.run(`work register-batch --from ${from} --mode direct --account aurora`);
    expect(code, stderr).to.equal(0);
    const order = `--order ${deedOf(stage)} --account admin --yes`;
    const ordered = await stage.run(`recovery order --lost borealis --to aurora ${order}`);
    expect(ordered.code, ordered.stderr).to.equal(0);
  });

  after(() => stage.strike());

  for (const [name, { line, at, appears, says, stands, advice }] of Object.entries(LONG)) {
    it(`${name}: says what stands, leaves nothing half done, and goes through the next time`, async () => {
      const folder = at(stage);
      mkdirSync(folder, { recursive: true });

      // What was killed before is gone through as well.
      if (stands === NOTHING) await ended(line(stage), folder, appears, "SIGKILL");
      const { code, stdout, stderr } = await ended(line(stage), folder, appears, "SIGINT");

      expect(code, stderr).to.equal(1);
      expect(stdout).to.equal("");
      const told = stderr.split("\n").filter((words) => !/^(?:Issuing|Offering|Accepting|Following): /.test(words));
      expect(told[0]).to.equal(STOPPING);
      expect(told[1]).to.match(says);
      expect(told.slice(2)).to.deep.equal([advice, ""]);
      for (const left of readdirSync(folder)) expect(left).to.match(stands);

      const again = await stage.run(`${line(stage)} --json`);
      expect(again.code, again.stderr).to.equal(0);
      documentOf(again);
      for (const left of readdirSync(folder)) expect(left).to.match(stands);
    });
  }

  /** Runs a command until something appears in a folder, and ends it by a signal. */
  async function ended(line: string, folder: string, appears: RegExp, by: "SIGINT" | "SIGKILL"): Promise<Ended> {
    const watching = watch(folder);
    const hasAppeared = new Promise<void>((resolve) => {
      watching.on("change", (_, name) => {
        if (appears.test(String(name))) resolve();
      });
    });
    const running = stage.start(line);
    await Promise.race([hasAppeared, running.ended]);
    watching.close();
    running.kill(by);
    return running.ended;
  }
});
