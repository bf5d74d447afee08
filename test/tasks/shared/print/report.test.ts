import { expect } from "chai";

import { errorText } from "../../../../tasks/shared/print/report";

const REFUSAL = {
  message:
    'list.csv:1: "file;titel" is not a column, a column "file" or "contentHash" is missing; the columns are file, title\nline 2: is empty',
  advice:
    "Correct the first record, which names the columns, then register the works with: npx hardhat work register-batch --from list.csv --mode direct --skip-bad",
};

describe("errorText", () => {
  it("keeps to 80 columns on a terminal, and breaks no command", () => {
    expect(errorText(REFUSAL, true)).to.equal(
      [
        'Error: list.csv:1: "file;titel" is not a column, a column "file" or',
        '    "contentHash" is missing; the columns are file, title',
        "line 2: is empty",
        "  Correct the first record, which names the columns, then register the works",
        "    with:",
        "    npx hardhat work register-batch --from list.csv --mode direct --skip-bad",
      ].join("\n"),
    );
  });

  it("breaks no path with spaces that the user has named", () => {
    const path = "/home/maud/the harbour press/spring list/poems of the sea/the lighthouse, at dusk.txt";
    const message = `The work in ${path} has no title that could be offered`;

    expect(errorText({ message, advice: undefined }, true, ["work", path, " "])).to.equal(
      ["Error: The work in", `    ${path}`, "    has no title that could be offered"].join("\n"),
    );
    const shorter = "/home/maud/the harbour press";
    const text = errorText({ message, advice: undefined }, true, [shorter]);
    expect(text).to.contain(`${shorter}/spring`);
    expect(errorText({ message, advice: undefined }, true)).not.to.contain(path);
  });

  it("leaves every line whole where another program reads it", () => {
    expect(errorText(REFUSAL, false)).to.equal(`Error: ${REFUSAL.message}\n  ${REFUSAL.advice}`);
  });

  it("shows what could move the cursor as its escape", () => {
    const text = errorText({ message: "poem\u001b[2J.txt does not exist", advice: undefined }, true);

    expect(text).to.equal("Error: poem\\u001b[2J.txt does not exist");
  });
});
