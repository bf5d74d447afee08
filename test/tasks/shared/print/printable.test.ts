import { expect } from "chai";

import { printable } from "../../../../tasks/shared/print/printable";

describe("printable", () => {
  it("leaves text of every script as it is", () => {
    for (const text of ["Le phare", "潮汐", "مرحبا", "🌊", "a\u00a0b", ""]) expect(printable(text)).to.equal(text);
  });

  const characters: [what: string, character: string, shown: string][] = [
    ["an escape sequence", "\u001b[2J", "\\u001b[2J"],
    ["a line break", "a\nb", "a\\u000ab"],
    ["a carriage return", "\r", "\\u000d"],
    ["a character of C1", "\u009b", "\\u009b"],
    ["DEL", "\u007f", "\\u007f"],
    ["a line separator", "\u2028", "\\u2028"],
    ["a change of direction", "\u202egnp.exe", "\\u202egnp.exe"],
    ["an isolate", "\u2066", "\\u2066"],
  ];
  for (const [what, character, shown] of characters) {
    it(`shows ${what} as its escape`, () => {
      expect(printable(character)).to.equal(shown);
    });
  }
});
