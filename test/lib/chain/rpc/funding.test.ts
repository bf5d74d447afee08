import { expect } from "chai";

import { howToFund } from "../../../../lib/chain/rpc/funding";

describe("howToFund", () => {
  it("names the command on the embedded chain, and whom to ask on every other one", () => {
    expect(howToFund(31337n, "0xA")).to.equal("Fund the account: npx hardhat account fund --account 0xA");
    for (const chainId of [1n, 31338n]) {
      expect(howToFund(chainId, "0xA")).to.equal("Fund the account, or ask the network's operator to.");
    }
  });
});
