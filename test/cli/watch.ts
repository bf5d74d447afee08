import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { someHash } from "../shared/fixture";
import type { Stage } from "./shared/stage";

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

    it("is tried again after what went wrong, which is told, and so is that it is; also where it went away and came back", async () => {
      const from = stage().at("watched-badly");
      const write = (name: string, text: string): void => {
        mkdirSync(from, { recursive: true });
        writeFileSync(join(from, name), text);
      };
      write("blank.txt", "");
      const goesOn = /The watch goes on: it is tried again after 1s\./;

      const running = stage().start(`work register-batch --from ${from} --watch --every 1s --account aurora`);
      await running.complains(goesOn);
      const first = running.says(/Anchored +1 of 1 work/);
      write("blank.txt", someHash());
      await first;
      const gone = running.complains(/watched-badly does not exist/);
      rmSync(from, { recursive: true });
      await gone;
      const second = running.says(/Anchored +1 of 1 work/);
      write("a.txt", someHash());
      await second;
      running.kill("SIGTERM");

      const { code, stdout, stderr } = await running.ended;
      expect(code).to.equal(0);
      expect(stderr).to.match(/blank\.txt is empty/);
      expect(stdout.trimEnd().split("\n").at(-1)).to.equal("Stopped: registered 2 works in 2 batches");
    });
  });
}
