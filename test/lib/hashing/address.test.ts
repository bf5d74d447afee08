import { expect } from "chai";
import { getAddress, isAddress as isAddressOfEthers } from "ethers";

import { addressOf, checksummed, isAddress, isChecksummed } from "../../../lib/hashing/address";
import { toHex } from "../../../lib/hex";
import { Random, testSeed } from "../../shared/random";

const ADDRESSES = 300;

describe("checksummed, isAddress, isChecksummed", () => {
  const seed = testSeed();

  it(`say what ethers says of addresses in every case (seed ${seed})`, () => {
    const random = new Random(seed);
    for (let count = 0; count < ADDRESSES; count += 1) {
      const lower = toHex(Uint8Array.from({ length: 20 }, () => random.below(256)));
      const own = getAddress(lower);
      expect(checksummed(lower)).to.equal(own);
      expect(checksummed(own)).to.equal(own);
      expect(addressOf(BigInt(lower))).to.equal(lower);
      const flipped = [...own].map((digit) => (random.below(8) === 0 ? digit.toUpperCase() : digit)).join("");
      const texts = [own, lower, `0x${lower.slice(2).toUpperCase()}`, flipped.replace("0X", "0x")];
      expect(texts.filter(isAddress).join()).to.equal(texts.filter((text) => isAddressOfEthers(text)).join());
      expect(texts.filter(isChecksummed).join()).to.equal(texts.filter((text) => text === own).join());
    }
  });

  it("refuse what is no address", () => {
    for (const text of [
      "",
      "0x",
      `0x${"0".repeat(39)}`,
      `0x${"0".repeat(41)}`,
      `0x${"g".repeat(40)}`,
      "0".repeat(42),
    ]) {
      expect(isAddress(text), text).to.equal(false);
      expect(isChecksummed(text), text).to.equal(false);
    }
  });
});
