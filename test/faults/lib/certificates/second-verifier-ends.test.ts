import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { expect } from "chai";

import { VERDICTS } from "../../../../lib/certificates/judge/verdict";
import { oneOfEach } from "../../../lib/certificates/corpus/cases";
import { type TemporaryFolder, temporaryFolder } from "../../../lib/shared/temporary-folder";
import { ROOT } from "../../../shards/shards";
import { PROGRAM, SecondVerifier } from "./second-verifier";

/** Its numbers, where there is nothing to judge or nobody to judge by. */
const REFUSED = { "not a certificate": 2, "not a trust file": 2, "trust not continued": 3 };
const SAMPLES = join(ROOT, "samples", "certificates", "anvil");
const SOUND = join(SAMPLES, "in-force.json");
/** Its number for an end without a verdict. */
const NOTHING_JUDGED = 4;

/** Has Python run the program as if a package were not there. */
const without = (name: string): readonly string[] => [
  "-c",
  `import runpy, sys; sys.modules["${name}"] = None; runpy.run_path(${JSON.stringify(PROGRAM)}, run_name="__main__")`,
];

describe("docs/verify_certificate.py, at the command line", function () {
  this.timeout(600_000);
  let second: SecondVerifier;
  let folder: TemporaryFolder;
  before(async () => {
    second = await SecondVerifier.prepare();
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  it("says every verdict that there is, and ends with the number of its own, as ours does", async () => {
    for (const { answer, certificate, options } of oneOfEach(String)) {
      const path = folder.at("asked.json");
      writeFileSync(path, certificate);
      const { code, stdout, stderr } = await second.ended([path, ...options]);

      expect({ stdout, stderr }).to.deep.equal({ stdout: `${answer.toUpperCase()}\n`, stderr: "" });
      expect(code, answer).to.equal({ ...VERDICTS, ...REFUSED }[answer]);
    }
  });

  async function expectGivenUp(said: RegExp, ...order: Parameters<SecondVerifier["ended"]>): Promise<void> {
    const { code, stdout, stderr } = await second.ended(...order);
    expect({ code, stdout }, stderr).to.deep.equal({ code: NOTHING_JUDGED, stdout: "" });
    expect(stderr).to.match(said).and.not.to.contain("Traceback");
  }

  it("names the file that is not there, or is none", async () => {
    const nowhere = folder.at("nowhere.json");
    for (const args of [[nowhere], [SOUND, "--trust", nowhere], [SOUND, "--file", nowhere]]) {
      await expectGivenUp(/^Nothing was judged: No such file or directory: '.*nowhere\.json'\.\n$/, args);
    }
    for (const args of [[ROOT], [SOUND, "--trust", ROOT], [SOUND, "--file", ROOT]]) {
      await expectGivenUp(/^Nothing was judged: Is a directory: '.+'\.\n$/, args);
    }
  });

  it("says of a PDF what in it is the certificate", async () => {
    const pdf = folder.at("certificate.pdf");
    writeFileSync(pdf, "%PDF-1.7\n");
    for (const args of [[pdf], [pdf, "--trust", SOUND]]) {
      await expectGivenUp(
        /^Nothing was judged: .+ is a PDF\. Save its attachment certificate\.json, and name that\.\n$/,
        args,
      );
    }
  });

  it("says of what is no JSON that it is no certificate, no trust file or no line", async () => {
    const none = folder.at("none.txt");
    writeFileSync(none, "no JSON");
    expect(await second.ended([none])).to.include({ code: 2, stdout: "NOT A CERTIFICATE\n", stderr: "" });
    expect(await second.ended([SOUND, "--trust", none])).to.include({ code: 2, stdout: "NOT A TRUST FILE\n" });
    await expectGivenUp(/^Nothing was judged: Expecting value: .+\n$/, ["--lines"], "no JSON\n");
  });

  it("names the package that is missing, and what installs it for whom Python keeps from it otherwise", async () => {
    const install = new RegExp(`venv checker && checker/bin/python -m pip install -r .*${basename(PROGRAM, ".py")}`);
    for (const name of ["coincurve", "Crypto"]) {
      const { code, stdout, stderr } = await second.ended([SOUND], "", without(name));
      expect({ code, stdout }, stderr).to.deep.equal({ code: NOTHING_JUDGED, stdout: "" });
      expect(stderr)
        .to.match(new RegExp(`^Nothing was judged: the package ${name}\\S* is missing\\.`))
        .and.match(install);
    }
    // What only second signatures need is not missed where there are none.
    const trust = join(SAMPLES, "trust.json");
    const unneeded = await second.ended([SOUND, "--trust", trust], "", without("dilithium_py"));
    expect(unneeded).to.deep.equal({ code: 0, stdout: "VALID\n", stderr: "" });
  });
});
