import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { devWallet } from "../../lib/chain/development/dev-wallet";
import type { Evidence } from "../../lib/store/evidence";
import { freePort, startAnvil } from "../../scripts/chain/anvil";
import { expectTextRefusal } from "./shared/outcome";
import type { Ended } from "./shared/processes";
import type { Stage, WrittenFile } from "./shared/stage";

/** A new file that Aurora has anchored, and the file with the evidence of that. */
export async function anchoredWithEvidence(
  stage: Stage,
): Promise<{ readonly work: WrittenFile; readonly record: string }> {
  const work = stage.file();
  const list = stage.file(JSON.stringify({ file: work.path, title: "潮" }));
  await stage.run(`work register-batch --from ${list.path} --format ndjson --account aurora`);
  const record = `${work.path}.evidence.json`;
  const { code, stderr } = await stage.run(`work evidence --file ${work.path} --out ${record}`);
  if (code !== 0) throw new Error(stderr);
  return { work, record };
}

/** That whoever has a file, its evidence and a node needs nothing else. */
export function checksEvidence(stage: () => Stage): void {
  describe("evidence, in an empty home and without deployment files", () => {
    let work: WrittenFile;
    let record: string;
    let evidence: Evidence;
    let home: string;
    before(async () => {
      ({ work, record } = await anchoredWithEvidence(stage()));
      evidence = JSON.parse(readFileSync(record, "utf8")) as Evidence; // as it was written
      home = stage().at("empty-handed");
      mkdirSync(join(home, "deployments"), { recursive: true });
    });

    async function verify(file: string, by: string, settings = {}): Promise<Ended> {
      return stage().run(`work verify --file ${file} --record ${by}`, { HOME: home, ...settings });
    }

    it("proves the file, and names the registry that it went by", async () => {
      const { code, stdout, stderr } = await verify(work.path, record);

      expect(code).to.equal(0);
      expect(stdout).to.match(new RegExp(`^ANCHORED +${work.path}$`, "m"));
      expect(stdout).to.match(/^Title +潮$/m);
      expect(stdout).to.match(new RegExp(`^Claimed by +${devWallet("aurora").address}$`, "m"));
      expect(stdout).not.to.contain("Differs");
      const { address } = stage().colophon.deployment.WorkRegistry;
      expect(stderr).to.equal(
        `No deployment files are here: see that ${address} is the registry of your consortium.\n`,
      );
    });

    it("comes with a command that checks it, as it is printed", async () => {
      const out = `${record}.again`;
      const { stdout } = await stage().run(`work evidence --file ${work.path} --out ${out}`);
      const [, program, words = ""] = /^Check with {2,}(npx hardhat|colophon) (.*)$/m.exec(stdout) ?? [];
      expect(program, stdout).not.to.equal(undefined);
      const read = execFileSync("sh", ["-c", `printf '%s\\n' ${words}`], { encoding: "utf8" });

      const checked = await stage().run(read.trimEnd().split("\n").join(" "), { HOME: home });
      expect(checked.code, checked.stderr).to.equal(0);
      expect(checked.stdout).to.match(new RegExp(`^ANCHORED +${work.path}$`, "m"));
    });

    it("says what was altered in it", async () => {
      const { anchor } = evidence;
      const altered = stage().file(
        JSON.stringify({ ...evidence, anchor: { ...anchor, anchoredAt: anchor.anchoredAt - 1 } }),
      );

      const { code, stdout } = await verify(work.path, altered.path);

      expect(code).to.equal(3);
      expect(stdout).to.match(/^Differs +time of the anchor/m);
    });

    it("does not prove another file", async () => {
      const { code, stdout } = await verify(stage().file().path, record);

      expect(code).to.equal(3);
      expect(stdout).to.match(/^NOT REGISTERED /m);
      expect(stdout).to.match(/^Differs +content hash/m);
    });

    it("is refused on a chain that does not have its registry", async () => {
      const port = await freePort();
      const other = await startAnvil({ port, folder: stage().at("other-chain") });
      try {
        const { address } = stage().colophon.deployment.WorkRegistry;
        expectTextRefusal(await verify(work.path, record, { CHAIN_PORT: String(port) }), {
          code: 2,
          message: `There is no WorkRegistry of this version at ${address} on this chain`,
          advice: "Choose the network that the registry is on with --network, and ask its consortium for the address.",
        });
      } finally {
        await other.stop();
      }
    });
  });
}
