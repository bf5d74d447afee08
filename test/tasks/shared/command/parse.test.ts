import { expect } from "chai";

import {
  parseAddress,
  parseChoice,
  parseHash,
  parseKinds,
  parseMoment,
  parsePeriod,
  parseWholes,
} from "../../../../tasks/shared/command/parse";
import { refusalOf } from "../../../lib/shared/refusal";

const ADDRESS = "0x976EA74026E726554dB657fA54763abd0C3a0aa9";
const HASH = `0x${"ab".repeat(32)}`;
const DAY = 86_400;
/** 2026-05-04 09:30:00 UTC */
const NOW = 1_777_887_000;

describe("parseAddress", () => {
  it("gives an address in EIP-55 form", () => {
    expect(parseAddress(ADDRESS, "--to")).to.equal(ADDRESS);
    expect(parseAddress(ADDRESS.toLowerCase(), "--to")).to.equal(ADDRESS);
  });

  for (const value of ["", "aurora", "0x", ADDRESS.slice(0, -1), `${ADDRESS}0`, ADDRESS.replace("aa9", "aA9")]) {
    it(`refuses "${value}", and names the parameter`, async () => {
      const refusal = await refusalOf(() => parseAddress(value, "--to"));

      expect(refusal.message).to.equal(
        `--to: "${value}" is not an address (0x and 40 hex digits, EIP-55) or the name of an account`,
      );
      expect(refusal.exitCode).to.equal(2);
    });
  }
});

describe("parseHash", () => {
  it("gives a hash in lower case", () => {
    expect(parseHash(HASH.toUpperCase().replace("0X", "0x"), "--work")).to.equal(HASH);
  });

  for (const value of ["", "ab".repeat(32), HASH.slice(0, -1), `${HASH}0`, HASH.replace("ab", "xy"), ` ${HASH}`]) {
    it(`refuses "${value}", and names the parameter`, async () => {
      const refusal = await refusalOf(() => parseHash(value, "--work"));

      expect(refusal.message).to.equal(`--work: "${value}" is not a hash (0x and 64 hex digits)`);
      expect(refusal.exitCode).to.equal(2);
    });
  }
});

describe("parseKinds", () => {
  it("gives the kinds of a scope, with or without spaces between them", () => {
    expect(parseKinds("notary", "--scope")).to.deep.equal(["notary"]);
    expect(parseKinds("publisher, adjudicator", "--scope")).to.deep.equal(["publisher", "adjudicator"]);
  });

  for (const value of ["", "none", "publisher,", "publisher notary"]) {
    it(`refuses "${value}", and names the parameter`, async () => {
      expect((await refusalOf(() => parseKinds(value, "--scope"))).message).to.match(/^--scope: ".*" is none of/);
    });
  }
});

describe("parseWholes", () => {
  it("gives each number once, with or without spaces between them", () => {
    expect(parseWholes("9", "--index")).to.deep.equal([9]);
    expect(parseWholes("14, 9,14", "--index")).to.deep.equal([14, 9]);
  });

  for (const value of ["", "9,", "-1", "1.5", "0x9", "nine"]) {
    it(`refuses "${value}", and names the parameter`, async () => {
      const refusal = await refusalOf(() => parseWholes(value, "--index"));
      expect(refusal.message).to.equal(`--index: "${value}" is not a list of whole numbers (9,14)`);
    });
  }
});

describe("parseMoment", () => {
  const moments: [value: string, seconds: number][] = [
    ["1d", NOW + DAY],
    ["30d", NOW + 30 * DAY],
    // The end of that day, wherever one is.
    ["2026-05-04", 1_777_852_800 + DAY],
    ["2028-02-29", Date.UTC(2028, 2, 1) / 1000],
    ["2026-05-04T09:31Z", NOW + 60],
    ["2026-05-04T09:30:01Z", NOW + 1],
    ["2026-05-04T17:31:00+08:00", NOW + 60],
  ];
  for (const [value, seconds] of moments) {
    it(`reads ${value}`, () => {
      expect(parseMoment(value, "--until", NOW)).to.equal(seconds);
    });
  }

  for (const value of [
    "",
    "tomorrow",
    "30",
    "-1d",
    "1.5d",
    "1234567d",
    "2026-02-30",
    "2027-02-29",
    "2026-13-01",
    "04/05/2026",
    "2026-05-04T25:00Z",
    "2026-05-04T09:30",
    "2026-05-04 09:30Z",
  ]) {
    it(`refuses "${value}", and names the parameter`, async () => {
      const refusal = await refusalOf(() => parseMoment(value, "--until", NOW));

      expect(refusal.message).to.equal(
        `--until: "${value}" is not a date (2027-12-31), a date-time (2027-12-31T12:00Z) or days from now (30d)`,
      );
      expect(refusal.exitCode).to.equal(2);
    });
  }
});

describe("parseMoment of what is over", () => {
  for (const value of [
    "1900-01-01",
    "1969-12-31T00:00Z",
    "2026-05-02",
    "2026-05-04T09:29:59Z",
    "2026-05-04T09:30Z",
    "0d",
  ]) {
    it(`refuses ${value}, which lies in the past`, async () => {
      const refusal = await refusalOf(() => parseMoment(value, "--until", NOW));

      expect(refusal.message).to.equal(`--until: "${value}" lies in the past`);
      expect(refusal.exitCode).to.equal(2);
    });
  }
});

describe("parsePeriod", () => {
  for (const [value, milliseconds] of [
    ["1s", 1_000],
    ["10m", 600_000],
    ["1h", 3_600_000],
    ["20d", 1_728_000_000],
  ] as const) {
    it(`reads ${value}`, () => {
      expect(parsePeriod(value, "--every")).to.equal(milliseconds);
    });
  }

  for (const value of ["0s", "1", "h", "1.5h", "-1h", "1w", "21d", ""]) {
    it(`refuses "${value}"`, async () => {
      const refusal = await refusalOf(() => parsePeriod(value, "--every"));

      const rule = "is not a period of seconds to 20 days (90s, 10m, 1h, 1d)";
      expect(refusal).to.include({ message: `--every: "${value}" ${rule}`, exitCode: 2 });
    });
  }
});

describe("parseChoice", () => {
  it("gives the word where it is in the list", () => {
    expect(parseChoice("notary", "--kind", ["publisher", "notary"])).to.equal("notary");
  });

  it("refuses any other, and lists them", async () => {
    const refusal = await refusalOf(() => parseChoice("pirate", "--kind", ["publisher", "notary"]));

    expect(refusal.message).to.equal('--kind: "pirate" is none of: publisher, notary');
    expect(refusal.exitCode).to.equal(2);
  });
});
