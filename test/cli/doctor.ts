import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import type { Stage } from "./shared/stage";

const COLUMNS = 80;

/** What the doctor prints for a person. */
export function diagnoses(stage: () => Stage): void {
  describe("chain doctor", () => {
    it("fits into 80 columns, and lists the accounts where there are several and none is named", async () => {
      const { anvil } = stage();
      const home = stage().at("doctors-home");
      mkdirSync(join(home, "keystore"), { recursive: true });
      for (const [name, digit] of Object.entries({ press: "1", desk: "2" })) {
        const keystore = JSON.stringify({ version: 3, address: digit.repeat(40) });
        writeFileSync(join(home, "keystore", `${name}.json`), keystore);
      }

      const { stdout, stderr, code } = await stage().run("chain doctor --network consortium", {
        ...{ HOME: home, CONSORTIUM_URL: anvil.url },
      });

      expect(stderr).to.equal("");
      expect(code, "the contracts are not deployed there").to.equal(3);
      expect(stdout.replace(/\s+/g, " ")).to.contain(
        "-> Copy the folder .colophon/deployments/consortium whole from the member that deployed them. Only that member deploys, with: npm run deploy -- --network consortium ",
      );
      expect(stdout).to.match(
        /\nwarning {2}account {4}There are several accounts\n\s+-> Say which with --account: desk, press\n/,
      );
      expect(stdout.split("\n").filter((line) => line.length > COLUMNS)).to.deep.equal([]);
    });
  });
}
