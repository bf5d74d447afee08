import { writeFileSync } from "node:fs";

import { expect } from "chai";

import { readText, readTextSync } from "../../lib/text-file";
import { refusalOf } from "./shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "./shared/temporary-folder";

const MARK = "\uFEFF";

for (const [name, read] of Object.entries({ readText, readTextSync })) {
  describe(name, () => {
    let folder: TemporaryFolder;
    beforeEach(async () => {
      folder = await temporaryFolder();
    });
    afterEach(() => folder.remove());

    async function reading(bytes: string | Uint8Array): Promise<string> {
      writeFileSync(folder.at("file"), bytes);
      return read(folder.at("file"));
    }

    it("gives the text of any script, as it is", async () => {
      expect(await reading("café 渔市\r\n")).to.equal("café 渔市\r\n");
      expect(await reading("")).to.equal("");
    });

    it("takes one byte order mark for no part of it, and a second for one", async () => {
      expect(await reading(`${MARK}text`)).to.equal("text");
      expect(await reading(`${MARK}${MARK}text`)).to.equal(`${MARK}text`);
      expect(await reading(`text${MARK}`)).to.equal(`text${MARK}`);
    });

    for (const [encoding, bytes] of Object.entries({
      "UTF-16 with a mark": Buffer.from(`${MARK}text`, "utf16le"),
      "UTF-16 without a mark": Buffer.from("text", "utf16le"),
      "Latin-1": Buffer.from("café", "latin1"),
    })) {
      it(`refuses ${encoding}`, async () => {
        const refusal = await refusalOf(() => reading(bytes));

        expect(refusal.message).to.equal(`${folder.at("file")} is not UTF-8 text`);
        expect(refusal.advice).to.equal("Save it as UTF-8.");
        expect(refusal.exitCode).to.equal(2);
      });
    }

    it("says in words that there is no such file", async () => {
      const refusal = await refusalOf(() => read(folder.at("nowhere")));

      expect(refusal.message).to.equal(`${folder.at("nowhere")} does not exist`);
      expect(refusal.exitCode).to.equal(2);
    });
  });
}
