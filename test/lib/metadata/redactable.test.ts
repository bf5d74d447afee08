import { expect } from "chai";

import { hashBytes } from "../../../lib/hashing/hash-bytes";
import { metadataFromFields } from "../../../lib/metadata/metadata";
import {
  digestOf,
  digestsIn,
  readDisclosure,
  withDigests,
  withDisclosed,
  withoutStaleDigests,
} from "../../../lib/metadata/redactable";
import { refusalOf } from "../shared/refusal";

const METADATA = metadataFromFields({ title: "The sea", author: "Aurora", published: "2026-03-14" });

describe("withDigests", () => {
  it("puts a salted digest in the place of each field, from which nobody learns what it says", () => {
    const { metadata, disclosures } = withDigests(METADATA, ["author", "datePublished"], []);

    expect(Object.keys(metadata)).to.have.members(["@context", "@type", "name", "_sd", "_sd_alg"]);
    expect(digestsIn(metadata)).to.deep.equal(disclosures.map(digestOf).sort());
    expect(disclosures.map(readDisclosure)).to.deep.equal([
      { name: "author", value: "Aurora" },
      { name: "datePublished", value: "2026-03-14" },
    ]);
    const again = withDigests(METADATA, ["author", "datePublished"], []);
    expect(again.disclosures, "another salt").not.to.deep.equal(disclosures);
    expect(again.disclosures[0]).to.have.length.above(40);
    expect(hashBytes(JSON.stringify(again.metadata))).not.to.equal(hashBytes(JSON.stringify(metadata)));
  });

  it("uses the disclosures of an earlier run again, where they say the same", () => {
    const first = withDigests(METADATA, ["author"], []);
    const other = metadataFromFields({ title: "The sea", author: "Borealis" });

    expect(withDigests(METADATA, ["author"], first.disclosures)).to.deep.equal(first);
    expect(withDigests(other, ["author"], first.disclosures).disclosures).not.to.deep.equal(first.disclosures);
  });

  it("leaves a field that is a digest already as it is", () => {
    const first = withDigests(METADATA, ["author"], []);

    expect(withDigests(first.metadata, ["author"], first.disclosures)).to.deep.equal({ ...first, disclosures: [] });
  });

  it("refuses a field that is not there, and those without which a document is no metadata", async () => {
    for (const field of ["license", "name", "@type", "_sd"]) {
      const refusal = await refusalOf(() => withDigests(METADATA, [field], []));
      expect(refusal).to.include({ code: "FieldNotRedactable", exitCode: 2 });
    }
  });
});

describe("withoutStaleDigests", () => {
  it("takes out the digest of a field that is in plain words, and no other", () => {
    const { metadata, disclosures } = withDigests(METADATA, ["author", "datePublished"], []);
    const [author = "", published = ""] = disclosures;

    const amended = withoutStaleDigests({ ...metadata, author: "Borealis" } as typeof metadata, disclosures);
    expect(digestsIn(amended)).to.deep.equal([digestOf(published)]);
    const both = withoutStaleDigests({ ...amended, datePublished: "2027" } as typeof metadata, disclosures);
    expect(both).to.deep.equal({ ...METADATA, author: "Borealis", datePublished: "2027" });
    expect(withoutStaleDigests(metadata, disclosures)).to.equal(metadata);
    expect(digestsIn(withoutStaleDigests({ ...metadata, author: "B" } as typeof metadata, [published]))).to.include(
      digestOf(author),
    );
  });
});

describe("digestOf", () => {
  it("is that of RFC 9901, section 4.2.3", () => {
    const disclosure = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";

    expect(readDisclosure(disclosure)).to.deep.equal({ name: "family_name", value: "Möbius" });
    expect(digestOf(disclosure)).to.equal("X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
  });
});

describe("withDisclosed", () => {
  it("tells the fields that are disclosed, and none in the place of one in plain words", () => {
    const { metadata, disclosures } = withDigests(METADATA, ["author", "datePublished"], []);
    const [author = ""] = disclosures;
    const lie = Buffer.from(JSON.stringify(["salt", "name", "Another"])).toString("base64url");

    const told = JSON.parse(withDisclosed(JSON.stringify(metadata), [author, lie])) as object;

    expect(told).to.include({ name: "The sea", author: "Aurora" });
    expect(told).not.to.have.property("datePublished");
    expect(withDisclosed("no JSON", [author])).to.equal("no JSON");
    expect(readDisclosure("bm9uZQ")).to.equal(undefined);
  });
});
