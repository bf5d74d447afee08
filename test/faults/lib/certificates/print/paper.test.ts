import { mkdir, writeFile } from "node:fs/promises";

import { expect } from "chai";

import type { Printed } from "../../../../../lib/certificates/print/print";
import { astray } from "../../../../lib/certificates/print/ink";
import { CHINESE_TITLE, FRENCH_TITLE, printSample, SAMPLES } from "../../../../lib/certificates/print/samples";
import { type TemporaryFolder, temporaryFolder } from "../../../../lib/shared/temporary-folder";
import { copiedByPoppler, drawnByPoppler, missingPoppler } from "./poppler";
import { brokenRules, prepareVeraPdf } from "./verapdf";

describe("a certificate on paper", () => {
  let folder: TemporaryFolder;
  const printed = new Map<string, Printed>();
  before(async () => {
    folder = await temporaryFolder();
    for (const [name, make] of Object.entries(SAMPLES)) {
      const paper = await printSample(await make());
      printed.set(name, paper);
      await writeFile(pathOf(name), paper.pdf);
    }
  });
  after(() => folder.remove());

  /** Whoever has not the program is told what was not checked. */
  const judgedBy = (name: string, missing: () => Promise<string | undefined>, test: () => Promise<void>) =>
    async function (this: Mocha.Context): Promise<void> {
      const why = await missing();
      if (why === undefined) return test();
      console.log(`    NOT CHECKED: ${name} is not here (${why.split("\n")[0]})`);
      this.skip();
    };
  const byVeraPdf = (test: () => Promise<void>) => judgedBy("veraPDF, by Maven and Java 17,", prepareVeraPdf, test);
  const byPoppler = (test: () => Promise<void>) => judgedBy("poppler (poppler-utils)", missingPoppler, test);

  const pathOf = (name: string): string => folder.at(`${name}.pdf`);

  it(
    "is a PDF/A-3b in which veraPDF finds no fault, of whatever it is",
    byVeraPdf(async () => {
      const rules = await brokenRules([...printed.keys()].map(pathOf));

      expect(Object.fromEntries([...printed.keys()].map((name, index) => [name, rules[index]]))).to.deep.equal(
        Object.fromEntries([...printed.keys()].map((name) => [name, []])),
      );
    }),
  );

  it(
    "is found wrong by veraPDF without its XMP, its output intent, its number or what its attachment is",
    byVeraPdf(async () => {
      const pdf = printed.get("an absence")?.pdf.toString("latin1") ?? "";
      const without = ["/Metadata ", "/OutputIntents ", "/ID ", "/AFRelationship "].map((key, index) => {
        expect(pdf, key).to.include(key);
        return [
          folder.at(`without-${index}.pdf`),
          pdf.replaceAll(key, key.replace("/", "/x").slice(0, -2) + " "),
        ] as const;
      });
      for (const [path, text] of without) await writeFile(path, text, "latin1");

      const rules = await brokenRules(without.map(([path]) => path));

      expect(rules.map(([first]) => first)).to.deep.equal(["6.6.2.1-1", "6.2.4.3-2", "6.1.3-1", "6.8-3"]);
    }),
  );

  it(
    "has every glyph where poppler draws it",
    byPoppler(async () => {
      for (const [name, { placed }] of printed) {
        await mkdir(folder.at(name));

        const { astray: wrong, glyphs } = astray(placed, await drawnByPoppler(pathOf(name), folder.at(name)));

        expect(wrong, name).to.deep.equal([]);
        expect(glyphs, name).to.be.above(500);
      }
    }),
  );

  it(
    "gives whoever copies it the texts as they are",
    byPoppler(async () => {
      const copied = async (name: string): Promise<string> => (await copiedByPoppler(pathOf(name))).replace(/\s+/g, "");

      const title = CHINESE_TITLE.replace("齉", "[U+9F49]").replace("爩", "[U+7229]");
      expect(await copied("a Chinese title"))
        .to.include(title)
        .and.include("作品登记证书");
      expect(await copied("a French title")).to.include(FRENCH_TITLE.replace(/\s+/g, ""));
      expect(await copied("withheld metadata")).not.to.include("Kerbrat");
    }),
  );
});
