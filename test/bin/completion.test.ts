import { symlinkSync } from "node:fs";

import { expect } from "chai";
import hre from "hardhat";

import { SCOPES } from "../../tasks/shared/command/invocation";
import { start } from "../cli/shared/processes";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";
import { COLOPHON, colophon } from "./colophon";

describe("the completion of colophon", () => {
  let folder: TemporaryFolder;
  before(async () => {
    folder = await temporaryFolder();
    symlinkSync(COLOPHON, folder.at("colophon"));
  });
  after(() => folder.remove());

  /** What bash offers for the last word of a line. */
  async function offeredBy(line: string): Promise<string[]> {
    const words = `colophon ${line}`.split(" ").map((word) => `"${word}"`);
    const script = `PATH="${folder.at("")}:$PATH"; eval "$(colophon completion bash)"
      COMP_WORDS=(${words.join(" ")}); COMP_CWORD=${words.length - 1}; _colophon; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = await start(["-c", script], {}, { program: "bash" }).ended;
    expect(stderr).to.equal("");
    return stdout.split("\n").filter((word) => word !== "");
  }

  it("offers the scopes", async () => {
    expect(await offeredBy("")).to.include.members([...SCOPES, "help", "completion"]);
  });

  it("offers the tasks that begin so", async () => {
    expect(await offeredBy("title ")).to.have.members(Object.keys(hre.scopes["title"]?.tasks ?? {}));
    expect(await offeredBy("title w")).to.deep.equal(["withdraw"]);
    expect(await offeredBy("help title w")).to.deep.equal(["withdraw"]);
  });

  it("offers the parameters that are not there yet", async () => {
    expect(await offeredBy("work show --file x --")).to.have.members(["--work", "--json", "--network", "--help"]);
  });

  it("offers the networks", async () => {
    expect(await offeredBy("work list --network c")).to.deep.equal(["consortium"]);
  });

  it("leaves a value to the shell, which offers files", async () => {
    expect(await offeredBy("work show --file ")).to.deep.equal([]);
  });

  for (const shell of ["bash", "zsh", "fish"]) {
    it(`has a script for ${shell}`, async () => {
      const { code, stdout } = await colophon(`completion ${shell}`);

      expect(code).to.equal(0);
      expect(stdout).to.contain("colophon complete-words");
    });
  }

  it("has none for another shell", async () => {
    const { code, stderr } = await colophon("completion ksh");

    expect(code).to.equal(2);
    expect(stderr).to.equal('Error: There is no completion for the shell "ksh"\n  The shells are bash, zsh, fish.\n');
  });
});
