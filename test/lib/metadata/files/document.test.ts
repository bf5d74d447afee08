import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { expect } from "chai";

import { documentOf } from "../../../../lib/metadata/files/document";
import { metadataFromFields } from "../../../../lib/metadata/metadata";
import { refusalOf } from "../../shared/refusal";

const ROOT = join(__dirname, "../../../..");

describe("documentOf", () => {
  const found = {
    terms: { "@type": "Book", name: "In the file", author: ["A", "B"], copyrightNotice: "© A" },
    sources: {},
    problems: [],
  };
  const nothing = { terms: {}, sources: {}, problems: [] };

  it("takes each term as it was given, else as the file has it", () => {
    expect(documentOf(found, { author: "C", language: "fr" }, "name")).to.deep.equal({
      "@context": "https://schema.org",
      "@type": "Book",
      author: "C",
      copyrightNotice: "© A",
      inLanguage: "fr",
      name: "In the file",
    });
    expect(documentOf(found, { title: "Given", kind: "story" }, "name")).to.include({
      "@type": "ShortStory",
      name: "Given",
    });
  });

  it("takes the file's name for a title where nothing says one, and gives no document without any", () => {
    expect(documentOf(nothing, {}, "name")).to.deep.equal(metadataFromFields({ title: "name" }));
    expect(documentOf(nothing, {}, undefined)).to.equal(undefined);
  });

  it("refuses what was given, as it is refused without a file", async () => {
    const refusal = await refusalOf(() => documentOf(found, { language: "english" }, "name"));

    expect(refusal.message).to.match(/^language is "english", not a language tag/);
  });
});

describe("the readers of files", () => {
  it("load no package before a file of its kind is read", () => {
    const script = `
      require("./lib/metadata/files/read");
      const packages = /node_modules.(exifr|sax|yauzl|htmlparser2|unpdf|music-metadata)/;
      console.log(Object.keys(require.cache).filter((path) => packages.test(path)).length);`;

    const said = execFileSync(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", script], { cwd: ROOT });

    expect(said.toString().trim()).to.equal("0");
  });
});
