import { expect } from "chai";
import { dataSlice, decodeRlp, ZeroAddress } from "ethers";

import { DEV_ADDRESSES } from "../../../lib/chain/development/dev-accounts";
import { genesisBlock, istanbulExtraData } from "../../../scripts/consortium/genesis";

const VALIDATORS = ["0x198112a7de90bd2f2416275c359ad3ad2fdcc182", "0x3374eeb5dd775be7f7e81e7d81efa30f4499cfd1"];
const CHAIN_ID = 31338;
const NOW = 1_800_000_000;

describe("The first block of a consortium network", () => {
  it("names the validators after 32 bytes that mean nothing, with an empty seal and no committed ones", () => {
    const extraData = istanbulExtraData(VALIDATORS);
    expect(dataSlice(extraData, 0, 32)).to.equal(`0x${"00".repeat(32)}`);
    expect(decodeRlp(dataSlice(extraData, 32))).to.deep.equal([VALIDATORS, `0x${"00".repeat(65)}`, []]);
  });

  it("keeps the order of the validators", () => {
    const reversed = [...VALIDATORS].reverse();
    expect(istanbulExtraData(reversed)).not.to.equal(istanbulExtraData(VALIDATORS));
  });

  it("makes gas free, gives money to the development accounts alone and mints nothing", () => {
    const funded = Object.values(DEV_ADDRESSES).map((address) => [address, { balance: "0x21e19e0c9bab2400000" }]);
    const alloc = Object.fromEntries(funded) as object;
    expect(genesisBlock(CHAIN_ID, VALIDATORS, NOW)).to.deep.include({ alloc, timestamp: "0x6b49d200" });
    expect(genesisBlock(CHAIN_ID, VALIDATORS, NOW))
      .to.have.property("config")
      .that.includes({ chainId: CHAIN_ID, unitPrice: 0, cancunCompatibleBlock: 0 })
      .and.has.property("governance")
      .that.nested.includes({
        governingNode: ZeroAddress,
        "reward.mintingAmount": 0,
        "kip71.lowerboundbasefee": 0,
        "kip71.upperboundbasefee": 0,
      });
  });
});
