import { expect } from "chai";
import stringWidth from "string-width";

import { columnsOf } from "../../../../tasks/shared/print/columns";

describe("columnsOf", () => {
  it("is what string-width says, of every character up to the combining ones, and of wide ones", () => {
    const COMBINING = 0x300;
    const characters = Array.from({ length: COMBINING }, (_, code) => String.fromCodePoint(code));

    for (const text of [...characters, "灯塔", "a灯b", "👩‍🚒", "\u001b[32m✓ VALID\u001b[39m", "Aurélie…"]) {
      expect(columnsOf(text), JSON.stringify(text)).to.equal(stringWidth(text));
    }
  });
});
