import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { withRevision } from "../../bench/bulk/revision";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";

const LOCK = JSON.stringify({ packages: { "": {}, "node_modules/a": { version: "1.0.0" } } });

describe("withRevision", () => {
  let project: TemporaryFolder;
  beforeEach(async () => {
    project = await temporaryFolder();
    mkdirSync(project.at("node_modules/a"), { recursive: true });
    writeFileSync(project.at("node_modules/a/index.js"), "");
    writeFileSync(project.at("package-lock.json"), LOCK);
    git("init", "--quiet");
    commit("then");
    commit("now");
  });
  afterEach(() => project.remove());

  const git = (...args: string[]): string => {
    return execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.org", ...args], {
      cwd: project.at("."),
      encoding: "utf8",
    });
  };
  function commit(text: string): void {
    writeFileSync(project.at("code.txt"), text);
    git("add", "code.txt", "package-lock.json");
    git("commit", "--quiet", "--message", text);
  }

  it("checks a revision out beside the project, with the project's packages where they are the same", async () => {
    const seen = await withRevision(
      "HEAD~1",
      (folder) => {
        expect(existsSync(join(folder, "node_modules/a/index.js"))).to.equal(true);
        return Promise.resolve(readFileSync(join(folder, "code.txt"), "utf8"));
      },
      project.at("."),
    );
    expect(seen).to.equal("then");
    expect(readFileSync(project.at("code.txt"), "utf8")).to.equal("now");
  });

  it("takes it away, also after an error, and leaves the packages", async () => {
    const before = git("worktree", "list");
    let folder = "";
    const use = (checkout: string): Promise<void> => {
      folder = checkout;
      return Promise.reject(new Error("on purpose"));
    };
    const failed = await withRevision("HEAD~1", use, project.at(".")).catch((error: unknown) => String(error));

    expect(failed).to.equal("Error: on purpose");
    expect(existsSync(folder)).to.equal(false);
    expect(git("worktree", "list")).to.equal(before);
    expect(existsSync(project.at("node_modules/a/index.js"))).to.equal(true);
  });

  it("leaves nothing behind of a revision that there is not", async () => {
    const before = git("worktree", "list");
    const use = (): Promise<void> => Promise.resolve();
    const failed = await withRevision("no-such", use, project.at(".")).catch((error: unknown) => String(error));

    expect(failed).to.contain("no-such");
    expect(git("worktree", "list")).to.equal(before);
  });
});
