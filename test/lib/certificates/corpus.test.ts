import { expect } from "chai";

import { HEADER_KINDS } from "../../../lib/proofs/header";
import { asked, readCases, words } from "./corpus/cases";
import { verdictOf } from "./verdict-of";

/** Whatever can be said of a certificate. */
const ANSWERS = [
  ...["valid", "altered", "not this file", "on hold", "annulled", "signers unknown", "not enough signers", "stale"],
  ...["later format", "not a certificate"],
];

describe("samples/certificates", () => {
  const cases = readCases();

  it("are judged as they ever were", async () => {
    const others = [];
    for (const each of cases) {
      const verdict = await verdictOf(asked(each));
      if (verdict !== each.verdict) others.push(`${words(each)}: now ${verdict}`);
    }
    expect(others).to.deep.equal([]);
  });

  it("have every kind of header and every verdict", () => {
    const kinds = cases
      .filter(({ verdict }) => verdict === "valid")
      .map((each) => (JSON.parse(asked(each).certificate) as { headers: string }).headers);

    expect([...new Set(kinds)].sort()).to.deep.equal([...HEADER_KINDS].sort());
    expect([...new Set(cases.map(({ verdict }) => verdict))].sort()).to.deep.equal([...ANSWERS].sort());
  });
});
