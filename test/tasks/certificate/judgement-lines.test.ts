import { expect } from "chai";

import type { Certificate } from "../../../lib/certificates/format";
import type { Proven } from "../../../lib/certificates/judge/judge";
import { canonicalText } from "../../../lib/hashing/canonical-json";
import type { Metadata } from "../../../lib/metadata/metadata";
import { withDigests } from "../../../lib/metadata/redactable";
import { judgementLines } from "../../../tasks/certificate/judgement-lines";

const METADATA: Metadata = {
  "@context": "https://schema.org",
  "@type": "CreativeWork",
  name: "A letter",
  author: [
    { "@type": "Person", name: "Lin" },
    { "@type": "Person", name: "Mei" },
  ],
  datePublished: "2026-03-14",
};

describe("judgementLines", () => {
  const { metadata, disclosures } = withDigests(METADATA, ["author", "datePublished"], []);

  function linesOf(work: Partial<Certificate["work"]>): Map<unknown, unknown> {
    const registry = { chainId: 31337, address: `0x${"00".repeat(20)}` };
    // What else a certificate has is not looked at where nothing is proven.
    const certificate = { work: { id: `0x${"12".repeat(32)}`, ...work }, registry } as Certificate;
    return new Map(judgementLines(certificate, { verdict: "altered" }, undefined));
  }

  it("say how many fields of the description are withheld, as the page and the paper do", () => {
    const document = canonicalText(metadata);
    const [author = ""] = disclosures.filter((each) => Buffer.from(each, "base64url").includes("author"));

    expect(linesOf({ metadata: document }).get("Withheld")).to.equal("2 fields of its description");
    const told = linesOf({ metadata: document, disclosures: [author] });
    expect(told.get("Withheld")).to.equal("1 field of its description");
    expect(told.get("Author")).to.equal("Lin, Mei");
    expect(linesOf({ metadata: document, disclosures: [...disclosures] }).get("Withheld")).to.equal(undefined);
    const twice = canonicalText({ ...metadata, _sd: ["a", "a", "b"] });
    expect(linesOf({ metadata: twice }).get("Withheld"), "one is there twice").to.equal("2 fields of its description");
    expect(linesOf({}).get("Withheld")).to.equal(undefined);
  });

  it("name the members whose second signatures count for nothing", () => {
    const lines = (unlisted: readonly string[]): unknown => {
      // What else is proven is not looked at here.
      const proven = { block: 1, time: 1, unlisted } as unknown as Proven;
      const certificate = { work: { id: "0x12" }, registry: { chainId: 1, address: "0x34" } } as unknown as Certificate;
      return new Map(judgementLines(certificate, { verdict: "valid", proven }, undefined)).get("Second key");
    };

    expect(lines(["0xA", "0xB"])).to.equal(
      "the second signature of 0xA, 0xB is by no key that the trust file lists: it counts for nothing",
    );
    expect(lines([])).to.equal(undefined);
  });
});
