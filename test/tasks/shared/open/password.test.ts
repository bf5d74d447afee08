import { writeFileSync } from "node:fs";

import { expect } from "chai";

import { askNewPassword, askPassword } from "../../../../tasks/shared/open/password";
import { withSettings } from "../../../lib/shared/environment";
import { refusalOf } from "../../../lib/shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../../../lib/shared/temporary-folder";

for (const [name, ask] of [
  ["askPassword", askPassword],
  ["askNewPassword", askNewPassword],
] as const) {
  describe(name, () => {
    let folder: TemporaryFolder;
    beforeEach(async () => {
      folder = await temporaryFolder();
    });
    afterEach(() => folder.remove());

    async function given(text: string): Promise<string> {
      writeFileSync(folder.at("password"), text);
      return withSettings({ PASSWORD_FILE: folder.at("password") }, () => ask("press"));
    }

    it("takes the first line of the password file, whatever ends it", async () => {
      expect(await given("correct horse")).to.equal("correct horse");
      expect(await given("correct horse\n")).to.equal("correct horse");
      expect(await given("correct horse\r\na remark\r\n")).to.equal("correct horse");
    });

    it("keeps spaces, which belong to a password", async () => {
      expect(await given("  correct horse \n")).to.equal("  correct horse ");
    });

    it("refuses a password file that does not exist", async () => {
      const refusal = await withSettings({ PASSWORD_FILE: folder.at("password") }, () => refusalOf(() => ask("press")));

      expect(refusal.message).to.equal(`${folder.at("password")} does not exist`);
      expect(refusal.exitCode).to.equal(2);
    });
  });
}
