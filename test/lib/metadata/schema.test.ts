import { expect } from "chai";

import type { JsonValue } from "../../../lib/hashing/canonical-json";
import { isMetadata, metadataSchema } from "../../../lib/metadata/schema";

const PLAIN = {
  "@context": "https://schema.org",
  "@type": "NewsArticle",
  author: "Li Na",
  datePublished: "2026-11-22",
  inLanguage: "zh-CN",
  name: "Tide tables",
} as const;

describe("isMetadata", () => {
  /** What a term may be given as, right and wrong. */
  const values: readonly JsonValue[] = [
    "",
    "  ",
    "https://schema.org",
    "Book",
    "book",
    "en",
    "english",
    "2026-02-30",
    "2026-03-14T09:30:00+08:00",
    "2026-03-14T09:30:00",
    "字".repeat(500),
    "🎵".repeat(500),
    "🎵".repeat(501),
    7,
    null,
    ["en"],
    [],
    { "@type": "Person", name: "Li Na" },
  ];

  for (const term of [...Object.keys(PLAIN), "license", "constructor", "dateline"]) {
    it(`says what the schema says, whatever "${term}" is`, () => {
      for (const value of values) {
        const document = { ...PLAIN, [term]: value };
        // Twice: the second answer may be one that was kept.
        for (const answer of [isMetadata(document), isMetadata(document)]) {
          expect(answer, JSON.stringify(value)).to.equal(metadataSchema.safeParse(document).success);
        }
      }
    });

    it(`says what the schema says of a document without "${term}"`, () => {
      const document = Object.fromEntries(Object.entries(PLAIN).filter(([key]) => key !== term));
      expect(isMetadata(document)).to.equal(metadataSchema.safeParse(document).success);
    });
  }

  it("accepts no text, no list and nothing", () => {
    for (const value of ["https://schema.org", [PLAIN], [], {}, null, 1]) expect(isMetadata(value)).to.equal(false);
  });
});
