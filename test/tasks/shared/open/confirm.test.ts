import { PassThrough } from "node:stream";

import { expect } from "chai";

import { confirmStep } from "../../../../tasks/shared/open/confirm";
import { refusalOf } from "../../../lib/shared/refusal";

const STEP = { what: "Accepting a title cannot be undone", shown: "Seller  aurora", question: "Accept this title?" };

/** A terminal on which somebody has typed something. */
function terminal(typed: string, isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = new PassThrough();
  let said = "";
  output.setEncoding("utf8").on("data", (text: string) => (said += text));
  input.write(typed);
  return { input, output, said: () => said };
}

describe("confirmStep", () => {
  it("shows what the step is about, and takes a yes", async () => {
    const asked = terminal("y\n");

    await confirmStep(false, STEP, asked);

    expect(asked.said()).to.match(/^Seller {2}aurora\n[^]*Accept this title\?/);
  });

  for (const typed of ["n\n", "\n"]) {
    it(`takes ${JSON.stringify(typed)} for a no`, async () => {
      const refusal = await refusalOf(() => confirmStep(false, STEP, terminal(typed)));

      expect(refusal.message).to.equal("Nothing was done: the answer was no");
      expect(refusal.exitCode).to.equal(1);
    });
  }

  it("takes the end of the input for no answer", async () => {
    const asked = terminal("");
    asked.input.end();

    const refusal = await refusalOf(() => confirmStep(false, STEP, asked));

    expect(refusal).to.include({
      ...{ code: "NotAnswered", message: "Nothing was done: the question was not answered", exitCode: 1 },
    });
  });

  it("asks nothing with --yes", async () => {
    const asked = terminal("", false);

    await confirmStep(true, STEP, asked);

    expect(asked.output.readableLength).to.equal(0);
  });

  it("needs --yes without a terminal", async () => {
    const refusal = await refusalOf(() => confirmStep(false, STEP, terminal("y\n", false)));

    expect(refusal.message).to.equal("Accepting a title cannot be undone");
    expect(refusal.advice).to.equal("Add --yes if you mean it.");
    expect(refusal.exitCode).to.equal(2);
  });
});
