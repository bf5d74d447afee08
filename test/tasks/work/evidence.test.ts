import { statSync } from "node:fs";

import { expect } from "chai";

import { deploymentOfRegistry } from "../../../lib/chain/contracts/deployment";
import type { Evidence } from "../../../lib/store/evidence";
import type { DescribedVerification } from "../../../lib/works/reading/verify-files";
import { setSettings } from "../../lib/shared/environment";
import { refusalOf } from "../../lib/shared/refusal";
import { listening, openWorkshop, run, type Workshop } from "../workshop";

describe("the task work evidence", () => {
  let workshop: Workshop;
  let file: string;
  let out: string;
  beforeEach(async () => {
    workshop = await openWorkshop();
    file = workshop.write("poem.txt", "La mer.\n").path;
    out = workshop.at("poem.evidence.json");
    const { path: from } = workshop.write("works.csv", "file,title,author\npoem.txt,潮,Lin\n");
    await listening(() => run("work", "register-batch", { from, account: "aurora" }));
  });
  afterEach(() => workshop.close());

  it("writes one file that verify checks in a home that has nothing, and that only its owner can read", async () => {
    const { evidence } = await run<{ evidence: Evidence }>("work", "evidence", { file, out });
    const restore = setSettings({ HOME: workshop.at("empty") });
    try {
      const found = await run<DescribedVerification>("work", "verify", { file, record: out });

      expect(found).to.deep.include({ verified: true, anchored: [], description: { title: "潮", author: "Lin" } });
      expect(found.evidence?.anchoredAt).to.equal(evidence.anchor.anchoredAt);
    } finally {
      restore();
    }
    if (process.platform !== "win32") expect(statSync(out).mode & 0o077).to.equal(0);
  });

  it("overwrites nothing", async () => {
    const refusal = await refusalOf(() => run("work", "evidence", { file, out: file }));

    expect(refusal).to.include({ code: "FileExists", message: `${file} is there already`, exitCode: 2 });
  });

  it("is refused by verify where a field was taken out or is not known", async () => {
    const { evidence } = await run<{ evidence: Evidence }>("work", "evidence", { file, out });
    for (const forged of [
      { ...evidence, metadata: "no JSON" },
      { ...evidence, more: 1 },
      { format: evidence.format },
    ]) {
      const record = workshop.write("forged.json", JSON.stringify(forged)).path;

      expect(await refusalOf(() => run("work", "verify", { file, record }))).to.include({ code: "NotEvidence" });
    }
  });

  it("is told from a certificate, each by the command that judges the other, which is named", async () => {
    const { evidence } = await run<{ evidence: Evidence }>("work", "evidence", { file, out });
    const certificate = workshop.at("certificate.json");
    await run("certificate", "issue", { file, out: certificate });
    const record = workshop.write("record.json", JSON.stringify({ ...evidence, format: "colophon-record/1" })).path;

    for (const [path, said] of [
      [out, "It is evidence of an anchored work: npx hardhat work verify --file FILE --record EVIDENCE"],
      [record, "It is the record of a work: npx hardhat work verify --file FILE --record RECORD"],
      [file, "Ask whoever handed it over for the file as certificate issue wrote it."],
    ]) {
      const refusal = await refusalOf(() => run("certificate", "verify", { certificate: path }));
      expect(refusal).to.include({ code: "NotACertificate", advice: said });
    }
    expect(await refusalOf(() => run("work", "verify", { file, record: certificate }))).to.include({
      code: "NotARecord",
      advice: "It is a certificate: npx hardhat certificate verify --certificate CERTIFICATE",
    });
  });

  it("goes by a registry that nothing here knows, if it is one", async () => {
    const { provider, deployment } = workshop.colophon;
    const [registry, parties] = [deployment.WorkRegistry.address, deployment.PartyRegistry.address];

    const found = await deploymentOfRegistry(provider, registry.toLowerCase());

    const addresses = Object.values(found).map(({ address }) => address);
    expect(addresses).to.deep.equal([deployment.AccessManager.address, parties, registry]);
    expect(await refusalOf(() => deploymentOfRegistry(provider, parties))).to.include({ code: "NotARegistry" });
  });
});
