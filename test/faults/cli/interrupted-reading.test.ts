import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";

import { expect } from "chai";

import { devWallet } from "../../../lib/chain/development/dev-wallet";
import { Stage } from "../../cli/shared/stage";

/** A command that does one thing, and reads a file on the way to it. */
const SHORT: Readonly<Record<string, (stage: Stage, file: string) => string>> = {
  "checkpoint collect": (stage, file) =>
    `checkpoint collect ${stage.at("signed.json")} --trust ${file} --out ${stage.at("out/all.json")}`,
  "certificate export": (stage, file) =>
    `certificate export --as tlog --file ${stage.at("work.txt")} --head ${file} --out ${stage.at("out/proof")}`,
};

/** What Ctrl-C leaves of commands that write one file in the end. */
describe("a command that Ctrl-C stops while it reads", () => {
  let stage: Stage;
  /** The file that each command reads, once nobody stops it. */
  const read = new Map<string, string>();
  before(async () => {
    stage = await Stage.set();
    writeFileSync(stage.at("work.txt"), "A work whose registration is exported.");
    const { chainId, deployment } = stage.colophon;
    const registry = { chainId: Number(chainId), address: deployment.WorkRegistry.address };
    const keys = [{ name: "the court", address: devWallet("admin").address }];
    const [trust, head] = [stage.at("trust.json"), stage.at("head")];
    writeFileSync(trust, JSON.stringify({ format: "colophon-trust/1", registry, members: { threshold: 1, keys } }));
    for (const line of [
      `work register --file ${stage.at("work.txt")} --title A --account aurora`,
      `checkpoint sign --block 1 --account admin --out ${stage.at("signed.json")}`,
      `log sign --account admin --out ${head}`,
    ]) {
      const signed = await stage.run(line);
      expect(signed.code, signed.stderr).to.equal(0);
    }
    read.set("checkpoint collect", trust).set("certificate export", head);
  });
  after(() => stage.strike());

  for (const [name, lineOf] of Object.entries(SHORT)) {
    it(`${name}: ends at once and in silence, leaves nothing, and goes through the next time`, async () => {
      const [pipe, out] = [stage.at(`pipe-${name.replace(" ", "-")}`), stage.at("out")];
      mkdirSync(out, { recursive: true });
      execFileSync("mkfifo", [pipe]);
      const running = stage.start(lineOf(stage, pipe));
      // Opened once the command reads it, and waits for what is in it.
      const writing = await open(pipe, "w");
      running.kill("SIGINT");
      expect(await running.ended).to.deep.equal({ code: null, stdout: "", stderr: "" });
      await writing.close();
      expect(readdirSync(out)).to.deep.equal([]);

      const again = await stage.run(lineOf(stage, read.get(name) ?? ""));
      expect(again.code, again.stderr).to.equal(0);
      expect(readdirSync(out)).to.have.lengthOf(1);
      rmSync(out, { recursive: true });
    });
  }
});
