import { expect } from "chai";

import { COLOPHON } from "../bin/colophon";
import { start } from "./shared/processes";
import type { Stage } from "./shared/stage";

/** That the command `colophon` does what `npx hardhat` does. */
export function isAProgramOfItsOwn(stage: () => Stage): void {
  describe("colophon says and does what npx hardhat does", () => {
    const LINES: Readonly<Record<string, (path: string) => string>> = {
      "when it is not so": (path) => `work verify --file ${path}`,
      "when it prints JSON": (path) => `work show --file ${path} --json`,
      "when it refuses": () => "party show --party 0x",
      "when the contract refuses": (path) => `title withdraw --file ${path}`,
    };
    for (const [name, lineOf] of Object.entries(LINES)) {
      it(name, async () => {
        const words = lineOf(stage().file().path).split(" ");

        const own = await start([COLOPHON, ...words], stage().settings).ended;

        const hardhats = await stage().run(words.join(" "));
        expect(own).to.deep.equal({ ...hardhats, stderr: hardhats.stderr.replaceAll("npx hardhat", "colophon") });
      });
    }

    it("when it registers many works, with threads of its own", async () => {
      const files = [stage().file(), stage().file()];
      const list = stage().file(files.map(({ path }) => path).join("\n"));
      const line = `work register-batch --from ${list.path} --format list`;

      const { code, stdout } = await start([COLOPHON, ...line.split(" ")], stage().settings).ended;

      expect(code).to.equal(0);
      expect(stdout).to.contain("2 of 2 works");
    });
  });
}
