import { expect } from "chai";

import { proposalsText } from "../../../../tasks/shared/facts/proposals";

const ACCOUNT = "0x4824aB400EC79930882a8D14d188339004b098E3";
const HASH = "0x30236e42467bb041de0db2a30d8e39b2831a5e14868049a850b712b28407373c";

function proposal(id: number, words: string): Parameters<typeof proposalsText>[0][number] {
  return { id, state: "executed", deadline: 1_795_984_969, described: [{ words, isRead: true }] };
}

describe("proposalsText", () => {
  it("is one table of 80 columns, whatever the proposals do", () => {
    const text = proposalsText(
      [
        proposal(1000, `CALLS ${ACCOUNT}, A CONTRACT THAT IS NOT OF THIS DEPLOYMENT: 0x${"ab".repeat(5000)}`),
        proposal(999, `Gives the lost account ${ACCOUNT} the successor ${ACCOUNT} by the order ${HASH}`),
        proposal(998, "Ends the pause of the registry"),
      ],
      1000,
    );

    expect(text.split("\n")).to.deep.equal([
      "No    State     Ballot ends              What it does",
      "--    -----     -----------              ------------",
      "1000  executed  2026-11-29 20:42:49 UTC  CALLS 0x4824aB…98E3, A CONTRACT THAT IS",
      "                                         NOT OF THIS DEPLOYMENT: 0xababab…abab",
      "999   executed  2026-11-29 20:42:49 UTC  Gives the lost account 0x4824aB…98E3",
      "                                         the successor 0x4824aB…98E3 by the",
      "                                         order 0x30236e…373c",
      "998   executed  2026-11-29 20:42:49 UTC  Ends the pause of the registry",
      "",
      "997 older: --limit 1000",
    ]);
  });

  it("says that there are none", () => {
    expect(proposalsText([], 0)).to.equal("No proposals yet");
  });
});
