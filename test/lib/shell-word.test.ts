import { execFileSync } from "node:child_process";

import { expect } from "chai";

import { shellWord } from "../../lib/shell-word";

describe("shellWord", () => {
  it("is a word that a shell reads as it was, whatever is in it", function () {
    if (process.platform === "win32") this.skip();
    const words = [
      "poem.txt",
      "a b",
      "it's",
      "$HOME",
      "`id`",
      "-x",
      "",
      "*",
      "a\\b",
      "潮 汐",
      "a;b&c|d",
      '"',
      "~",
      "#1",
      "a\nb",
    ];

    const read = execFileSync("sh", ["-c", `printf '%s\\0' ${words.map(shellWord).join(" ")}`], { encoding: "utf8" });
    expect(read.split("\0").slice(0, -1)).to.deep.equal(words);
  });
});
