import { existsSync, readdirSync } from "node:fs";
import { dirname, join, sep } from "node:path";

import { expect } from "chai";

import { ROOT } from "./markdown";

const MIRRORED = ["bench", "bin", "deploy", "lib", "scripts", "tasks"];

/** The folders under `folder` in which a test lies, with slashes. */
function foldersWithTests(folder: string): readonly string[] {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  const names = readdirSync(path, { recursive: true, encoding: "utf8" });
  const folders = names.filter((name) => name.endsWith(".test.ts")).map((name) => join(folder, dirname(name)));
  return [...new Set(folders)].map((name) => name.replaceAll(sep, "/"));
}

describe("the folders of test/", () => {
  for (const top of MIRRORED) {
    it(`have the tests of ${top}/ where ${top}/ has what they test`, () => {
      const folders = ["test", "test/faults"].flatMap((root) => foldersWithTests(`${root}/${top}`));

      const strange = folders.filter((folder) => !existsSync(join(ROOT, folder.replace(/^test\/(faults\/)?/, ""))));
      expect(strange).to.deep.equal([]);
    });
  }
});
