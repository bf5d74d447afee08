import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { setSettings } from "../../lib/shared/environment";
import { refusalOf } from "../../lib/shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../../lib/shared/temporary-folder";
import { ROOT } from "../../shards/shards";
import { run } from "../workshop";

const SAMPLES = join(ROOT, "samples", "certificates", "anvil");
const CERTIFICATE = join(SAMPLES, "in-force.json");
const TRUST = join(SAMPLES, "trust.json");

interface Printed {
  readonly pages: number;
  readonly id: string;
  readonly url: string | undefined;
  readonly verdict: string;
}

describe("certificate print", () => {
  let folder: TemporaryFolder;
  let out: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    out = folder.at("certificate.pdf");
  });
  afterEach(() => folder.remove());

  const print = (args: object = {}): Promise<Printed> =>
    run("certificate", "print", { certificate: CERTIFICATE, trust: TRUST, out, ...args });

  it("prints what certificate verify takes like the certificate itself", async () => {
    const { verdict, id, url } = await print();

    expect(verdict).to.equal("valid");
    expect(id).to.match(/^0x[0-9a-f]{64}$/);
    // A court that gets the paper cannot open a page of this machine.
    expect(url).to.equal(undefined);
    const file = join(SAMPLES, "in-force.work.txt");
    const [one, other] = [
      await run("certificate", "verify", { certificate: out, trust: TRUST, file }),
      await run("certificate", "verify", { certificate: CERTIFICATE, trust: TRUST, file }),
    ];
    expect(one).to.deep.equal(other);
    expect(await run("certificate", "verify", { certificate: out, trust: TRUST, file: TRUST })).to.include({
      verdict: "not this file",
    });
  });

  it("prints a printed one anew, with another page", async () => {
    await print();
    const again = folder.at("again.pdf");

    const { url } = await print({ certificate: out, out: again, portal: "https://registry.example/check?lang=fr" });

    expect(url).to.match(/^https:\/\/registry\.example\/check\?lang=fr#certificate=0x[0-9a-f]{64}$/);
    expect(existsSync(again)).to.equal(true);
  });

  it("takes the page from COLOPHON_PORTAL, and refuses what is none by its name", async () => {
    const restore = setSettings({ PORTAL: "https://registry.example" });
    try {
      expect((await print()).url).to.match(/^https:\/\/registry\.example\/#/);
    } finally {
      restore();
    }
    for (const portal of [
      "registry",
      "ftp://registry.example",
      "https://registry.example/#x",
      "https://a:b@example/",
    ]) {
      const refusal = await refusalOf(() => print({ out: folder.at("other.pdf"), portal }));
      expect(refusal, portal).to.include({ code: "WrongParameter", exitCode: 2 });
      expect(refusal.message).to.include("--portal");
    }
  });

  it("prints nothing that was altered, or that those who are trusted do not vouch for", async () => {
    const altered = folder.at("altered.json");
    writeFileSync(altered, readFileSync(CERTIFICATE, "utf8").replace('"block":', '"block":1'));
    const strangers = join(SAMPLES, "strangers.json");
    for (const [args, words] of [
      [{ certificate: altered }, "ALTERED"],
      [{ trust: strangers }, "SIGNERS UNKNOWN"],
      [{ trust: join(SAMPLES, "too-few.json") }, "NOT ENOUGH SIGNERS"],
    ] as const) {
      const refusal = await refusalOf(() => print(args));
      expect(refusal).to.include({ code: "CertificateNotPrinted", exitCode: 3 });
      expect(refusal.message).to.include(words);
    }
    expect(existsSync(out)).to.equal(false);
    expect(await print({ trust: undefined })).to.include({ verdict: "signers unknown" });
  });

  it("overwrites nothing, and leaves what everybody may read", async () => {
    await print();

    const before = readFileSync(out);
    expect(await refusalOf(() => print())).to.include({ code: "FileExists", exitCode: 2 });
    expect(readFileSync(out).equals(before)).to.equal(true);
    expect(statSync(out).mode & 0o777).to.equal(0o644);
  });
});
