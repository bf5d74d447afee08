import { expect } from "chai";

import { meant } from "../../../../tasks/shared/command/did-you-mean";

describe("meant", () => {
  const words = ["register", "register-batch", "show", "list"];
  for (const [word, name] of [
    ["regster", "register"],
    ["lsit", "list"],
    ["shows", "show"],
    ["publish", undefined],
    ["", undefined],
  ] as const) {
    it(`takes "${word}" for ${name ?? "nothing that is known"}`, () => {
      expect(meant(word, words)).to.equal(name);
    });
  }
});
