import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { someHash } from "../shared/fixture";
import type { Stage } from "./stage";

/** What `work register-batch --watch` does as a process of its own. */
export function watchesFolders(stage: () => Stage): void {
  describe("a folder that is watched", () => {
    it("is registered as files come, once a period; Ctrl-C ends it, and all is told", async () => {
      const from = stage().at("watched");
      mkdirSync(from);
      const write = (name: string): void => {
        writeFileSync(join(from, name), someHash());
      };
      write("a.txt");

      const running = stage().start(`work register-batch --from ${from} --watch --every 1s --account aurora`);
      await running.says(/Anchored +1 of 1 work/);
      const both = running.says(/Anchored +2 of 2 works/);
      write("b.txt");
      write("c.txt");
      await both;
      running.kill("SIGINT");

      const { code, stdout } = await running.ended;
      expect(code).to.equal(0);
      expect(stdout.trimEnd().split("\n").at(-1)).to.equal("Stopped: registered 3 works in 2 batches");
    });
  });
}
