import { expect } from "chai";

import { textOf } from "../../../../lib/certificates/file";
import type { JsonValue } from "../../../../lib/hashing/canonical-json";
import {
  changed,
  disordered,
  fieldAt,
  otherValues,
  parts,
  type Path,
  shorter,
} from "../../../lib/certificates/changing";
import { type Answer, type Case, verdictOf } from "../../../lib/certificates/verdict-of";
import { type KeptCertificate, keptCertificates } from "./kept";
import { SecondVerifier } from "./second-verifier";

/** Lists from which something may be left out, and the rest says what it said: who signs, and what is told. */
const SIGNERS = /(^|\.)(members|signatures)$/;
const TOLD = "work.disclosures";

/** What may be said where another value is no alteration. */
const MORE: Readonly<Record<string, (verdict: Answer) => readonly Answer[]>> = {
  // It leads on to a header that is signed, and nobody has signed it itself.
  "blocks[].header": () => ["signers unknown"],
  // No header names its chain, and no seal does.
  "registry.chainId": () => ["signers unknown"],
  // In a block without transactions all is as it was in the block before: it is as well proven as of that one.
  "state.block": (verdict) => [verdict],
  // Another key of the member's may have made it: one that is not listed counts for nothing.
  "blocks[].members[].mlDsa44": () => ["not enough signers"],
  "members[].mlDsa44": () => ["not enough signers"],
  // Where the way to a title ends, another work's may end as well.
  "work.id": (verdict) => (verdict === "no title" ? [verdict] : []),
};

interface Changed extends Case {
  readonly what: string;
  /** What may be said of it. */
  readonly answers: readonly Answer[];
}

/** A certificate with one value changed at its beginning, in its middle or at its end, or with an item less, twice or elsewhere. */
function* changesTo({ name, text, trust, verdict }: KeptCertificate): Generator<Changed> {
  const document = JSON.parse(text) as JsonValue; // as it was issued
  const but = (path: Path, value: JsonValue, ...more: readonly Answer[]): Changed => ({
    ...{ what: `${name}, ${path.join(".")}`, trust, answers: ["altered", ...more] },
    certificate: textOf(changed(document, path, value) as object),
  });
  for (const { path, value } of parts(document)) {
    const field = fieldAt(path);
    if (field === "format") continue;
    for (const other of otherValues(value)) yield but(path, other, ...(MORE[field]?.(verdict) ?? []));
    if (!Array.isArray(value)) continue;
    const less: Answer[] = SIGNERS.test(field) ? [verdict, "not enough signers", "signers unknown"] : [];
    if (field === TOLD) less.push(verdict);
    // One of the headers that lead on.
    if (field === "blocks") less.push("signers unknown");
    for (const other of shorter(value as readonly JsonValue[])) yield but(path, other, ...less);
    for (const other of disordered(value as readonly JsonValue[])) yield but(path, other);
  }
}

describe("Every part of every certificate of the corpus", function () {
  this.timeout(600_000);

  it("is found by both verifiers where it was changed: each value, node, header, signature and item of a list", async () => {
    const kept = keptCertificates();
    const cases = kept.flatMap((each) => [...changesTo(each)]);
    const second = await SecondVerifier.prepare();

    const wrong: string[] = [];
    const theirs = await second.verdictsOf(cases.map(({ certificate, trust }) => ({ certificate, trust })));
    for (const [index, { what, answers, certificate, trust }] of cases.entries()) {
      const ours = await verdictOf({ certificate, trust });
      if (!answers.includes(ours) || theirs[index] !== ours) wrong.push(`${what}: ${ours}, ${theirs[index]}`);
    }
    expect(wrong).to.deep.equal([]);
    expect(kept.length).to.be.above(10);
    expect(cases.length).to.be.above(100 * kept.length);
  });
});
