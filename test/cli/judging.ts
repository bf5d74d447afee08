import { expect } from "chai";

import { VERDICTS } from "../../lib/certificates/judge/verdict";
import { oneOfEach } from "../lib/certificates/corpus/cases";
import type { Stage } from "./shared/stage";

/** How a command ends that refuses to judge. */
const REFUSED: Readonly<Record<string, number>> = {
  "not a certificate": 2,
  "not a trust file": 2,
  "trust not continued": 3,
};

/** What whoever asks about a certificate reads, and how the command ends. */
export function judgesCertificates(stage: () => Stage): void {
  it("says every verdict that there is in the first line, and ends with the code of its own", async () => {
    const cases = oneOfEach((seconds) => new Date(seconds * 1_000).toISOString().slice(0, 10));
    const answers = [...Object.keys(VERDICTS), ...Object.keys(REFUSED)];
    expect(cases.map(({ answer }) => answer)).to.have.members(answers);

    for (const { answer, certificate, options } of cases) {
      const { path } = stage().file(certificate);
      const words = ["certificate verify --certificate", path, ...options].join(" ");
      const { code, stdout, stderr } = await stage().run(words);

      const refused = REFUSED[answer];
      expect(code, `${answer}: ${stdout}${stderr}`).to.equal(refused ?? VERDICTS[answer as keyof typeof VERDICTS]);
      if (refused === undefined) expect(stdout.startsWith(`${answer.toUpperCase()} `), stdout).to.equal(true);
      else expect(stderr).to.match(/^Error: /);
    }
  });
}
