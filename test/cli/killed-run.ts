import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { expect } from "chai";

import { devWallet } from "../../lib/chain/development/dev-wallet";
import { readRecord } from "../../lib/store/records";
import { verifyWork } from "../../lib/works/reading/verify";
import type { Registered } from "../../lib/works/writing/carry-out";
import { rpc } from "../../scripts/chain/anvil";
import { documentOf } from "./shared/outcome";
import type { Stage } from "./shared/stage";

const POLL_MS = 20;

/** What becomes of a registration whose process is killed. */
export function survivesBeingKilled(stage: () => Stage): void {
  describe("a registration that is killed between sending and recording", () => {
    afterEach(async () => {
      await rpc(stage().anvil.url, "evm_setAutomine", [true]);
    });

    /** Kills a run once its transaction waits for a block, which the chain does not make. */
    async function killOnceSent(path: string): Promise<void> {
      const { url } = stage().anvil;
      const sent = async (): Promise<unknown> =>
        rpc(url, "eth_getTransactionCount", [devWallet("aurora").address, "pending"]);
      const before = await sent();
      await rpc(url, "evm_setAutomine", [false]);
      const running = stage().start(`work register --file ${path} --title Title --account aurora`);
      while ((await sent()) === before) await delay(POLL_MS);
      running.kill("SIGKILL");

      expect(await running.ended).to.deep.equal({ code: null, stdout: "", stderr: "" });
    }

    /** The names of the files that the store has of a work. */
    function kept(hash: string): string[] {
      const works = join(stage().home, "works");
      const files = existsSync(works) ? readdirSync(works, { recursive: true }).map(String) : [];
      return files.filter((file) => file.includes(hash.slice(2)) && file.endsWith(".json"));
    }

    async function expectFinished(path: string, hash: string): Promise<void> {
      const ended = await stage().run(`work register --file ${path} --title Title --account aurora --json`);

      expect(ended.stderr).to.equal("");
      expect(ended.code).to.equal(0);
      // The command line prints what the library returns.
      const { isNew, record, recordPath } = documentOf(ended) as Registered;
      expect(isNew).to.equal(false);
      expect(await readRecord(recordPath)).to.deep.equal(record);
      expect((await verifyWork(stage().colophon, path, record)).verified).to.equal(true);
      expect(kept(hash)).to.have.length(2);
    }

    it("has kept its metadata, and is finished by the next run", async () => {
      const { path, hash } = stage().file();

      await killOnceSent(path);
      expect(kept(hash)).to.have.length(1);
      expect(kept(hash)[0]).to.match(/\.metadata\.json$/);
      await rpc(stage().anvil.url, "evm_mine");
      await rpc(stage().anvil.url, "evm_setAutomine", [true]);

      await expectFinished(path, hash);
    });
  });
}
