import { writeFileSync } from "node:fs";

import { expect } from "chai";
import hre from "hardhat";

import { SCOPES } from "../../tasks/shared/command/invocation";
import { HARDHAT, start } from "./shared/processes";
import type { Stage } from "./shared/stage";

/** Has Node find no development package, as after `npm ci --omit=dev`. */
const WITHOUT_TOOLCHAIN = `
const Module = require("node:module");
const resolve = Module._resolveFilename;
Module._resolveFilename = (name, ...more) => {
  if (name.startsWith("@nomicfoundation/") || name === "hardhat-deploy") throw new Error("not installed");
  return resolve(name, ...more);
};`;

/** What the command line says about itself. */
export function helps(stage: () => Stage): void {
  describe("--help", () => {
    it("describes every parameter of a task", async () => {
      const { code, stdout, stderr } = await stage().run("work register --help");

      expect(stderr).to.equal("");
      expect(code).to.equal(0);
      const { paramDefinitions } = hre.scopes["work"]?.tasks["register"] ?? {};
      expect(Object.keys(paramDefinitions ?? {})).to.have.length(13);
      for (const { name, description } of Object.values(paramDefinitions ?? {})) {
        const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
        expect(stdout).to.match(new RegExp(`^ +--${flag}\\s`, "m"));
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

    it("lists only what works where the development packages are not installed", async () => {
      const script = stage().at("without-toolchain.cjs");
      writeFileSync(script, WITHOUT_TOOLCHAIN);

      const { code, stdout, stderr } = await start(["-r", script, HARDHAT, "help"], stage().settings).ended;

      expect(stderr).to.equal("");
      expect(code).to.equal(0);
      const listed = Array.from(
        stdout.split("AVAILABLE TASKS")[1]?.matchAll(/^ {2}(\S+) +\t/gm) ?? [],
        ([, word]) => word,
      );
      expect(listed).to.deep.equal(["help", "status", ...[...SCOPES].sort()]);
    });
  });
}
