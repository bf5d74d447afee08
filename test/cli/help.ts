import { expect } from "chai";
import hre from "hardhat";

import type { Stage } from "./stage";

/** What the command line says about itself. */
export function helps(stage: () => Stage): void {
  describe("--help", () => {
    it("describes every parameter of a task", async () => {
      const { code, stdout, stderr } = await stage().run("work register --help");

      expect(stderr).to.equal("");
      expect(code).to.equal(0);
      const { paramDefinitions } = hre.scopes["work"]?.tasks["register"] ?? {};
      expect(Object.keys(paramDefinitions ?? {})).to.have.length(9);
      for (const { name, description } of Object.values(paramDefinitions ?? {})) {
        expect(stdout).to.match(new RegExp(`^ +--${name}\\s`, "m"));
        expect(stdout).to.contain(description);
      }
    });

    it("lists the tasks of a scope where no task is named", async () => {
      const { code, stdout } = await stage().run("title");

      expect(code).to.equal(0);
      for (const { name, description } of Object.values(hre.scopes["title"]?.tasks ?? {})) {
        expect(stdout).to.match(new RegExp(`^ +${name} *\\t${description ?? ""}$`, "m"));
      }
    });
  });
}
