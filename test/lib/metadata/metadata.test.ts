import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import type { MetadataFields } from "../../../lib/metadata/metadata";
import {
  METADATA_KINDS,
  metadataFromFields,
  metadataHash,
  parseMetadata,
  readMetadataFile,
} from "../../../lib/metadata/metadata";
import { METADATA_TYPES } from "../../../lib/metadata/schema";
import { refusalOf } from "../shared/refusal";
import type { TemporaryFolder } from "../shared/temporary-folder";
import { temporaryFolder } from "../shared/temporary-folder";

const SAMPLES = join(__dirname, "../../../samples");

const LEAST = { "@context": "https://schema.org", "@type": "Article", name: "The tide tables" };

const DATE_FORM =
  "a date written as 2026-03-14, 2026-03 or 2026, or a time with its zone, such as 2026-03-14T09:30:00+08:00";
const DATE_RULE = "a date that exists, such as 2026-03-14, or a time with its zone, such as 2026-03-14T09:30:00+08:00";
const LANGUAGE_RULE = "a language tag such as zh-CN, en or fr (BCP 47)";
const CREATOR_RULE = "a name, a Person or an Organization";
const YEAR_RULE = "a year written as a number, such as 2026";
const ADVICE = "Correct the document; those in samples/ show how one is written.";

function sha256(text: string): string {
  return `0x${createHash("sha256").update(text, "utf8").digest("hex")}`;
}

describe("parseMetadata", () => {
  describe("when a field is missing or wrong", () => {
    const cases: [situation: string, fields: Record<string, unknown>, problem: string][] = [
      ["no context", { "@context": undefined }, '"@context" is missing'],
      [
        "another context",
        { "@context": "http://schema.org" },
        '"@context" is "http://schema.org", not "https://schema.org"',
      ],
      ["no type", { "@type": undefined }, '"@type" is missing'],
      [
        "a type that schema.org does not have",
        { "@type": "Poem" },
        `"@type" is "Poem", not one of: ${METADATA_TYPES.join(", ")}`,
      ],
      ["no title", { name: undefined }, 'title ("name") is missing'],
      ["a blank title", { name: " \t" }, 'title ("name") is empty'],
      ["a title that is no text", { name: ["x"] }, 'title ("name") is ["x"], not a text of at most 500 characters'],
      [
        "a title of 501 characters",
        { name: "潮".repeat(501) },
        `title ("name") is "${"潮".repeat(59)}…, not a text of at most 500 characters`,
      ],
      ["a blank author", { author: "" }, '"author" is empty'],
      ["an author that is a number", { author: 5 }, `"author" is 5, not ${CREATOR_RULE}, or a list of these`],
      ["no author in a list", { author: [] }, `"author" is [], not ${CREATOR_RULE}, or a list of these`],
      ["an author without a type", { author: { name: "Lin" } }, '"author.@type" is missing'],
      [
        "an author of another type",
        { author: { "@type": "Dog", name: "Lin" } },
        '"author.@type" is "Dog", not "Person" or "Organization"',
      ],
      ["a second author without a name", { author: ["Lin", { "@type": "Person" }] }, '"author[1].name" is missing'],
      ["an author in a list that is a number", { author: [5] }, `"author[0]" is 5, not ${CREATOR_RULE}`],
      ["a publisher that is a number", { publisher: 5 }, `"publisher" is 5, not ${CREATOR_RULE}, or a list of these`],
      [
        "a holder that is a number",
        { copyrightHolder: 5 },
        `"copyrightHolder" is 5, not ${CREATOR_RULE}, or a list of these`,
      ],
      ["a year in quotes", { copyrightYear: "2026" }, `"copyrightYear" is "2026", not ${YEAR_RULE}`],
      ["a year of five digits", { copyrightYear: 20260 }, `"copyrightYear" is 20260, not ${YEAR_RULE}`],
      ["a year with a fraction", { copyrightYear: 2026.5 }, `"copyrightYear" is 2026.5, not ${YEAR_RULE}`],
      [
        "a day that does not exist",
        { datePublished: "2026-02-30" },
        `"datePublished" is "2026-02-30", not ${DATE_RULE}`,
      ],
      ["a leap day in 1900", { datePublished: "1900-02-29" }, `"datePublished" is "1900-02-29", not ${DATE_RULE}`],
      ["a date in another order", { datePublished: "14/03/2026" }, `"datePublished" is "14/03/2026", not ${DATE_FORM}`],
      ["a month that does not exist", { datePublished: "2026-13" }, `"datePublished" is "2026-13", not ${DATE_RULE}`],
      ["a year of none", { datePublished: "0000" }, `"datePublished" is "0000", not ${DATE_RULE}`],
      ["a spreadsheet's date", { datePublished: "15-Mar-26" }, `"datePublished" is "15-Mar-26", not ${DATE_FORM}`],
      ["a title that nobody sees", { name: "\u200b\u0001\u3164" }, 'title ("name") is empty'],
      ["an author whom nobody sees", { author: "\u2060" }, '"author" is empty'],
      [
        "a time without a zone",
        { datePublished: "2026-03-14T09:30:00" },
        `"datePublished" is "2026-03-14T09:30:00", not ${DATE_RULE}`,
      ],
      [
        "an hour that does not exist",
        { datePublished: "2026-03-14T25:30:00Z" },
        `"datePublished" is "2026-03-14T25:30:00Z", not ${DATE_RULE}`,
      ],
      ["a description that is null", { description: null }, '"description" is null, not a text'],
      [
        "a media type without a slash",
        { encodingFormat: "text" },
        '"encodingFormat" is "text", not a media type such as text/plain',
      ],
      [
        "an identifier that is a number",
        { identifier: 7 },
        '"identifier" is 7, not a text or an object, or a list of these',
      ],
      ["a language with an underscore", { inLanguage: "zh_CN" }, `"inLanguage" is "zh_CN", not ${LANGUAGE_RULE}`],
      ["a language by its name", { inLanguage: "english" }, `"inLanguage" is "english", not ${LANGUAGE_RULE}`],
      ["a wrong second language", { inLanguage: ["fr", "?"] }, `"inLanguage[1]" is "?", not ${LANGUAGE_RULE}`],
      ["a whole that is a number", { isPartOf: 7 }, '"isPartOf" is 7, not a text or an object, or a list of these'],
      ["keywords that are a number", { keywords: 7 }, '"keywords" is 7, not a text or an object, or a list of these'],
      ["a licence by its name", { license: "CC0" }, '"license" is "CC0", not the web address of a licence'],
      [
        "a licence that runs a script",
        { license: "javascript:alert(1)" },
        '"license" is "javascript:alert(1)", not the web address of a licence',
      ],
    ];

    for (const [situation, fields, problem] of cases) {
      it(`refuses ${situation}`, async () => {
        const refusal = await refusalOf(() => parseMetadata(JSON.stringify({ ...LEAST, ...fields }), "poem.json"));

        expect(refusal.message).to.equal(`poem.json: ${problem}`);
        expect(refusal.advice).to.equal(ADVICE);
        expect(refusal.exitCode).to.equal(2);
      });
    }

    it("refuses a document that is not an object", async () => {
      const refusal = await refusalOf(() => parseMetadata('["The tide tables"]', "poem.json"));

      expect(refusal.message).to.equal('poem.json: the document is ["The tide tables"], not an object');
    });

    it("tells all problems at once, each on its own line", async () => {
      const text = '{"@type": "Article", "inLanguage": "?", "author": [{"@type": "Person"}, ""]}';

      const refusal = await refusalOf(() => parseMetadata(text, "poem.json"));

      expect(refusal.message.split("\n")).to.deep.equal([
        'poem.json: "@context" is missing',
        'poem.json: title ("name") is missing',
        'poem.json: "author[0].name" is missing',
        'poem.json: "author[1]" is empty',
        `poem.json: "inLanguage" is "?", not ${LANGUAGE_RULE}`,
      ]);
    });

    it("refuses what is not JSON with its place", async () => {
      const refusal = await refusalOf(() => parseMetadata('{"name": "x",}', "poem.json"));

      expect(refusal.message).to.equal("poem.json:1:14: not valid JSON");
      expect(refusal.exitCode).to.equal(2);
    });
  });

  describe("when the document is good", () => {
    const full = {
      ...LEAST,
      author: [
        "Lin Yue",
        {
          "@type": "Person",
          "@id": "did:example:7",
          name: "Ana",
          identifier: { "@type": "PropertyValue", value: "7" },
        },
        { "@type": "Organization", name: "Harbour Press", url: "https://harbour.example" },
      ],
      copyrightHolder: { "@type": "Organization", name: "Harbour Press" },
      copyrightYear: 2026,
      datePublished: "2026-03-14",
      description: "When the water comes.",
      encodingFormat: 'text/plain; charset=utf-8; title="a; b"',
      identifier: ["urn:isbn:9780000000002", { "@type": "PropertyValue", value: "7" }],
      inLanguage: ["zh-Hans-CN", "en"],
      isPartOf: { "@type": "Periodical", name: "The Harbour" },
      keywords: ["sea", { "@type": "DefinedTerm", name: "tide" }],
      license: "https://creativecommons.org/publicdomain/zero/1.0/",
      publisher: "Harbour Press",
    };

    it("returns every checked field as it was written", () => {
      expect(parseMetadata(JSON.stringify(full), "poem.json")).to.deep.equal(full);
    });

    it("adds nothing to the least document", () => {
      expect(parseMetadata(JSON.stringify(LEAST), "poem.json")).to.deep.equal(LEAST);
    });

    it("keeps terms that it does not know, and spaces around a title", () => {
      const text =
        '{"@context":"https://schema.org","@type":"Drawing","__proto__":{"a":[null]},"artEdition":"1/5","name":" Gulls "}';

      expect(metadataHash(parseMetadata(text, "gulls.json"))).to.equal(sha256(text));
    });

    for (const date of [
      "2024-02-29",
      "2026-03-14T09:30:00Z",
      "2026-03-14T09:30:00.250+08:00",
      "2026-03-14T09:30-05:00",
    ]) {
      it(`takes the date ${date}`, () => {
        expect(parseMetadata(JSON.stringify({ ...LEAST, datePublished: date }), "poem.json").datePublished).to.equal(
          date,
        );
      });
    }

    it("takes a title of 500 characters outside the basic plane", () => {
      const name = "𠮷".repeat(500);

      expect(parseMetadata(JSON.stringify({ ...LEAST, name }), "poem.json").name).to.equal(name);
    });
  });
});

describe("readMetadataFile", () => {
  let folder: TemporaryFolder;
  let path: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    path = folder.at("poem.json");
  });

  afterEach(() => folder.remove());

  it("refuses a file that is missing", async () => {
    const refusal = await refusalOf(() => readMetadataFile(path));

    expect(refusal.message).to.equal(`${path} does not exist`);
    expect(refusal.exitCode).to.equal(2);
  });

  it("refuses a folder", async () => {
    mkdirSync(path);

    const refusal = await refusalOf(() => readMetadataFile(path));

    expect(refusal.message).to.equal(`${path} is a folder, not a file`);
    expect(refusal.exitCode).to.equal(2);
  });

  it("refuses a file that is too long to be a description", async () => {
    writeFileSync(path, Buffer.alloc(1024 * 1024 + 1, " "));

    const refusal = await refusalOf(() => readMetadataFile(path));

    expect(refusal.message).to.equal(`${path} is 1048577 bytes long, and metadata has at most 1048576`);
    expect(refusal.advice).to.equal("Name the JSON file that describes the work, not the work.");
    expect(refusal.exitCode).to.equal(2);
  });

  it("refuses a text in another encoding", async () => {
    // "潮" in GBK.
    writeFileSync(path, Buffer.concat([Buffer.from('{"name": "'), Buffer.from("b3b1", "hex"), Buffer.from('"}')]));

    const refusal = await refusalOf(() => readMetadataFile(path));

    expect(refusal.message).to.equal(`${path} is not UTF-8 text`);
    expect(refusal.advice).to.equal(
      "Save it as UTF-8; if it is not a JSON file, name the one that describes the work.",
    );
    expect(refusal.exitCode).to.equal(2);
  });

  it("names the file and the field of a problem", async () => {
    writeFileSync(path, JSON.stringify({ ...LEAST, name: undefined }));

    const refusal = await refusalOf(() => readMetadataFile(path));

    expect(refusal.message).to.equal(`${path}: title ("name") is missing`);
  });

  it("reads a document with a byte order mark and gives it the same hash", async () => {
    writeFileSync(path, `\uFEFF${JSON.stringify(LEAST)}`);

    expect(metadataHash(readMetadataFile(path))).to.equal(
      metadataHash(parseMetadata(JSON.stringify(LEAST), "poem.json")),
    );
  });

  it("reads a document of 1 MiB", async () => {
    writeFileSync(path, JSON.stringify(LEAST).padEnd(1024 * 1024));

    expect(readMetadataFile(path)).to.deep.equal(LEAST);
  });

  it("reads the metadata of every sample", async () => {
    const files = readdirSync(SAMPLES, { withFileTypes: true }).filter((entry) => entry.isFile());
    const works = files.map(({ name }) => name).filter((name) => !name.endsWith(".json") && !name.endsWith(".md"));
    expect(works).to.have.length.at.least(5);

    for (const work of works) {
      const metadata = readMetadataFile(join(SAMPLES, `${work}.metadata.json`));
      expect(metadata.license, work).to.equal("https://creativecommons.org/publicdomain/zero/1.0/");
    }
  });
});

describe("metadataFromFields", () => {
  const kinds = Object.keys(METADATA_KINDS).join(", ");
  const cases: [situation: string, fields: MetadataFields, problem: string][] = [
    ["a blank title", { title: " " }, "title is empty"],
    ["a title that nobody sees", { title: "\0" }, "title is empty"],
    [
      "a title of 501 characters",
      { title: "x".repeat(501) },
      `title is "${"x".repeat(59)}…, not a text of at most 500 characters`,
    ],
    ["a blank author", { title: "x", author: "" }, "author is empty"],
    [
      "a day that does not exist",
      { title: "x", published: "2026-02-30" },
      `published is "2026-02-30", not ${DATE_RULE}`,
    ],
    ["a language by its name", { title: "x", language: "english" }, `language is "english", not ${LANGUAGE_RULE}`],
    ["a kind that it does not know", { title: "x", kind: "poem" }, `kind is "poem", not one of: ${kinds}`],
    ["a kind that every object has", { title: "x", kind: "toString" }, `kind is "toString", not one of: ${kinds}`],
  ];

  for (const [situation, fields, problem] of cases) {
    it(`refuses ${situation}`, async () => {
      const refusal = await refusalOf(() => metadataFromFields(fields));

      expect(refusal.message).to.equal(problem);
      expect(refusal.advice).to.equal(undefined);
      expect(refusal.exitCode).to.equal(2);
    });
  }

  it("tells all problems at once, each on its own line", async () => {
    const refusal = await refusalOf(() => metadataFromFields({ title: "", author: " ", kind: "poem" }));

    expect(refusal.message).to.equal(`kind is "poem", not one of: ${kinds}\ntitle is empty\nauthor is empty`);
  });

  it("writes what was given, without the spaces around it", () => {
    const metadata = metadataFromFields({
      title: " Low water ",
      author: " Lin Yue",
      published: "2026-03-14 ",
      language: "zh-CN",
      kind: "photograph",
    });

    expect(metadata).to.deep.equal({
      "@context": "https://schema.org",
      "@type": "Photograph",
      name: "Low water",
      author: "Lin Yue",
      datePublished: "2026-03-14",
      inLanguage: "zh-CN",
    });
  });

  it("writes nothing that was not given but the general type", () => {
    expect(metadataFromFields({ title: "Low water" })).to.deep.equal({
      "@context": "https://schema.org",
      "@type": "CreativeWork",
      name: "Low water",
    });
  });

  it("takes the name of a schema.org type for a kind", () => {
    expect(metadataFromFields({ title: "Low water", kind: "Thesis" })["@type"]).to.equal("Thesis");
  });

  it("makes a document that parseMetadata accepts, of every kind", () => {
    for (const [kind, type] of Object.entries(METADATA_KINDS)) {
      const metadata = metadataFromFields({ title: "Low water", kind });

      expect(metadata["@type"], kind).to.equal(type);
      expect(parseMetadata(JSON.stringify(metadata), "made.json"), kind).to.deep.equal(metadata);
    }
  });
});

describe("metadataHash", () => {
  it("is SHA-256 of the canonical text", () => {
    const canonical = '{"@context":"https://schema.org","@type":"Drawing","name":"潮"}';

    expect(metadataHash(parseMetadata(canonical, "x.json"))).to.equal(sha256(canonical));
  });

  it("does not depend on spacing, escapes or the order of keys", () => {
    const one = String.raw`{"name":"\u6f6e","@type":"Drawing","@context":"https:\/\/schema.org"}`;
    const other = '{ "@context": "https://schema.org",\n  "@type": "Drawing",\n  "name": "潮" }';

    expect(metadataHash(parseMetadata(one, "x.json"))).to.equal(metadataHash(parseMetadata(other, "x.json")));
  });

  it("changes with one letter", () => {
    expect(metadataHash(metadataFromFields({ title: "Low water" }))).not.to.equal(
      metadataHash(metadataFromFields({ title: "Low Water" })),
    );
  });
});
