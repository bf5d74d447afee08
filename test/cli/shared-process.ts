import { expect } from "chai";

import { hardhat } from "./shared/processes";
import type { Stage } from "./shared/stage";

/** That a command line says in the process of all command lines what it says in one of its own. */
export function sharesAProcess(stage: () => Stage): void {
  describe("a command line without a process of its own says and does what it does with one", () => {
    const LINES: Readonly<Record<string, (path: string) => string>> = {
      "that is not so": (path) => `work verify --file ${path}`,
      "that prints JSON": (path) => `work show --file ${path} --json`,
      "that is refused": () => "party show --party 0x",
      "that Hardhat cannot read": () => "work show --nope 1 --json",
      "of Hardhat's own": () => "deploy",
    };
    for (const [name, lineOf] of Object.entries(LINES)) {
      it(`when it is one ${name}`, async () => {
        const line = lineOf(stage().file().path);

        const shared = await stage().run(line);

        expect(shared).to.deep.equal(await hardhat(line.split(" "), stage().settings));
      });
    }
  });
}
