import { expect } from "chai";

import {
  dateOf,
  identifierOf,
  isbnOf,
  isIsrc,
  isrcOf,
  isWrongIsbn,
  languageOf,
  namesOf,
  plainText,
} from "../../../../../lib/metadata/files/parts/values";

describe("values in files", () => {
  const DATES: Readonly<Record<string, string>> = {
    "2024": "2024",
    "2024-02": "2024-02",
    "202402": "2024-02",
    "20240203": "2024-02-03",
    "20240000": "2024",
    "2024/2/3": "2024-02-03",
    "2024/12/3": "2024-12-03",
    "2024/2": "2024-02",
    "2024:02:03 04:05:06": "2024-02-03",
    "2024:02:03 04:05:06+08:00": "2024-02-03T04:05:06+08:00",
    "2024-02-03T04:05": "2024-02-03",
    "2024-02-03T04:05Z": "2024-02-03T04:05:00Z",
    "2024-02-03T04:05:06.789Z": "2024-02-03T04:05:06Z",
    "D:20240203040506+08'00'": "2024-02-03T04:05:06+08:00",
    "D:20240203040506-0530": "2024-02-03T04:05:06-05:30",
    "D:20240203040506Z00'00'": "2024-02-03T04:05:06Z",
    "D:20240203040506Z'": "2024-02-03T04:05:06Z",
    "Mon, 05 Feb 2024 10:30:00 +0800": "2024-02-05T02:30:00Z",
    "last summer": "last summer",
    "1 May 2024 is a day": "1 May 2024 is a day",
  };
  for (const [written, expected] of Object.entries(DATES)) {
    it(`takes the date ${written} for ${expected}`, () => {
      expect(dateOf(written)).to.equal(expected);
    });
  }

  it("gives languages their usual tags", () => {
    expect(["zh_cn", "chi", "fre", "ger", "eng", "no language"].map(languageOf)).to.deep.equal([
      ...["zh-CN", "zh", "fr", "de", "en", "no language"],
    ]);
  });

  it("makes no other language of the one that a tag names", () => {
    const told = ["tl_ph", "cnr", "prs", "sh-Cyrl", "CNR-latn-me", "zh_yue-hk", "zh-min-nan", "iw", "no language"];
    expect(told.map(languageOf)).to.deep.equal([
      ...["tl-PH", "cnr", "prs", "sh-Cyrl", "cnr-Latn-ME", "yue-HK", "zh-min-nan", "he", "no language"],
    ]);
  });

  it("knows an ISBN by its check digit", () => {
    expect(["978-3-16-148410-0", "ISBN 0-306-40615-2", "urn:isbn:080442957X"].map(isbnOf)).to.deep.equal([
      ...["9783161484100", "0306406152", "080442957X"],
    ]);
    // The last is the number of a score.
    const others = ["978-3-16-148410-1", "0306406153", "9123456789012", "x", "979-0-060-11561-5"];
    expect(others.map(isbnOf)).to.deep.equal(others.map(() => undefined));
    expect(others.map(isWrongIsbn)).to.deep.equal([true, false, false, false, false]);
    expect(["ISBN 0306406153", "urn:isbn:0306406152", "HP-0017"].map(isWrongIsbn)).to.deep.equal([true, false, false]);
  });

  it("knows the number of a recording, with hyphens or without", () => {
    expect(["FR-Z03-98-00212", "isrc frz039800212"].map(isrcOf)).to.deep.equal(Array(2).fill("FRZ039800212"));
    expect(["FRZ039800212", "FRZ03980021", "1RZ039800212"].map(isIsrc)).to.deep.equal([true, false, false]);
  });

  it("gives an identifier the scheme that it is plainly of", () => {
    expect(identifierOf(" doi:10.1234/AbC ")).to.equal("https://doi.org/10.1234/AbC");
    expect(identifierOf("http://dx.doi.org/10.1234/x")).to.equal("https://doi.org/10.1234/x");
    expect(identifierOf("HP-0017")).to.equal("HP-0017");
  });

  it("parts names at semicolons and nowhere else", () => {
    expect(namesOf("Le Goff, Yann; 林晓；Ada")).to.deep.equal(["Le Goff, Yann", " 林晓", "Ada"]);
    expect(namesOf("Kite &amp; Sons; S&#248;ren")).to.deep.equal(["Kite &amp; Sons", " S&#248;ren"]);
  });

  it("makes one line of a text, without control characters and half characters", () => {
    expect(plainText(" A\u0000 b\r\n\tc\uD800 ")).to.equal("A b c\uFFFD");
  });
});
