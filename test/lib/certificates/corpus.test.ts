import { expect } from "chai";

import { type EitherCertificate, judgeEither } from "../../../lib/certificates/attested/either";
import { attestationShape } from "../../../lib/certificates/attested/format";
import { certificateShape } from "../../../lib/certificates/format";
import { VERDICTS } from "../../../lib/certificates/judge/verdict";
import type { JsonValue } from "../../../lib/hashing/canonical-json";
import { WORK_EVENTS } from "../../../lib/history/work-events";
import { HEADER_KINDS } from "../../../lib/proofs/header";
import { fieldAt, fieldsOf, parts, type Path, type Schema } from "./changing";
import { asked, readCases, words } from "./corpus/cases";
import { type Answer, verdictOf } from "./verdict-of";

/** What is said where nothing can be judged. */
const REFUSALS = ["not a certificate", "not a trust file", "trust not continued"];
/** What can be another one in a certificate, and nothing is altered: who signs or tells less takes nothing from the rest. */
const MAY_DIFFER = ["blocks[].members", "members", "work.disclosures"];

/** What is said of a change that is found: that of a second signature, which another key may have made, counts for nothing. */
const FOUND: readonly Answer[] = ["altered", "not enough signers"];

describe("samples/certificates", () => {
  const cases = readCases();
  const sound = cases.filter(({ change, verdict }) => change === undefined && !REFUSALS.includes(verdict));
  const certificates = [...new Map(sound.map((each) => [each.certificate, each])).values()].map(
    (each) => JSON.parse(asked(each).certificate) as EitherCertificate, // as they were issued
  );
  const allFields = [certificateShape, attestationShape].map(({ json }) => fieldsOf(json as Schema)); // as it is written

  it("are judged as they ever were", async () => {
    const others = [];
    for (const each of cases) {
      const verdict = await verdictOf(asked(each));
      if (verdict !== each.verdict) others.push(`${words(each)}: now ${verdict}`);
    }
    expect(others).to.deep.equal([]);
  });

  it("have every kind of header, and all that can be said of a certificate", () => {
    const kinds = certificates.flatMap((each) => ("headers" in each ? [each.headers] : []));

    expect([...new Set(kinds)].sort()).to.deep.equal([...HEADER_KINDS].sort());
    const said = [...new Set(cases.map(({ verdict }) => verdict))].sort();
    expect(said).to.deep.equal([...Object.keys(VERDICTS), ...REFUSALS].sort());
  });

  it("have every event that there is", async () => {
    const judged = await Promise.all(certificates.map((each) => judgeEither(each, {})));

    const names = judged.flatMap(({ proven }) => proven?.history.map(({ event }) => event.name) ?? []);
    expect([...new Set(names)].sort()).to.deep.equal([...WORK_EVENTS].sort());
  });

  it("have every field that there is, and of each value one that was changed", () => {
    const held = certificates.flatMap((each) => [...parts(each as unknown as JsonValue)].map(({ path }) => path));
    // An object is there where something in it is.
    const fieldsAt = (path: Path): string[] => path.map((_, index) => fieldAt(path.slice(0, index + 1)));
    const there = new Set(held.flatMap(fieldsAt));
    const wholes = new Set(held.map((path) => fieldAt(path)));
    const changed = new Set(
      cases.flatMap(({ change, verdict }) =>
        change !== undefined && FOUND.includes(verdict) ? fieldsAt(change.at as Path) : [],
      ),
    );

    expect(allFields.flat().filter((field) => !there.has(field))).to.deep.equal([]);
    const same = [...wholes].filter((field) => !changed.has(field) && !MAY_DIFFER.includes(field));
    expect(same).to.deep.equal(["format"]);
  });
});
