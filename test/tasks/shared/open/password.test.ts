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

    async function given(text: string | Uint8Array): Promise<string> {
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

      expect(refusal.message).to.equal(`COLOPHON_PASSWORD_FILE: ${folder.at("password")} does not exist`);
      expect(refusal.exitCode).to.equal(2);
    });

    it("takes the mark that an editor puts before a text for no part of the password", async () => {
      expect(await given("\uFEFFcorrect horse\r\n")).to.equal("correct horse");
    });

    for (const [encoding, bytes] of Object.entries({
      "UTF-16": Buffer.from("\uFEFFcorrect horse\r\n", "utf16le"),
      "Latin-1": Buffer.from("påsswörd lang\n", "latin1"),
    })) {
      it(`refuses a password file in ${encoding}: nobody could type what it would be read as`, async () => {
        const refusal = await refusalOf(() => given(bytes));

        expect(refusal.message).to.equal(`COLOPHON_PASSWORD_FILE: ${folder.at("password")} is not UTF-8 text`);
        expect(refusal.advice).to.equal("Save it as UTF-8.");
        expect(refusal.exitCode).to.equal(2);
      });
    }
  });
}
