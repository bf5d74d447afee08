import { expect } from "chai";
import { TypedDataEncoder } from "ethers";

import { checksummed } from "../../../lib/hashing/address";
import { type Typed, typedDigest } from "../../../lib/hashing/typed-data";
import { toHex } from "../../../lib/hex";
import { Random, testSeed } from "../../shared/random";

const MESSAGES = 50;

describe("typedDigest", () => {
  const seed = testSeed();

  it(`is the digest that ethers has of the same message (seed ${seed})`, () => {
    const random = new Random(seed);
    const hex = (bytes: number): string => toHex(Uint8Array.from({ length: bytes }, () => random.below(256)));
    const fields: Typed["fields"] = [
      { name: "blockNumber", type: "uint256" },
      { name: "blockHash", type: "bytes32" },
    ];
    for (let count = 0; count < MESSAGES; count += 1) {
      const typed: Typed = {
        domain: {
          name: "A näme",
          version: "1",
          chainId: random.below(2 ** 31),
          verifyingContract: checksummed(hex(20)),
        },
        ...{ type: "Checkpoint", fields },
        message: { blockNumber: random.below(2 ** 31), blockHash: hex(32) },
      };
      expect(typedDigest(typed)).to.equal(
        TypedDataEncoder.hash(typed.domain, { [typed.type]: [...typed.fields] }, typed.message),
      );
    }
  });

  it("refuses a message that lacks a field, or has nothing in it, rather than sign 0 for it", () => {
    const domain = { name: "A", version: "1", chainId: 1, verifyingContract: checksummed(`0x${"11".repeat(20)}`) };
    const fields: Typed["fields"] = [{ name: "blockNumber", type: "uint256" }];
    const messages: Typed["message"][] = [{}, { blockNumber: "" }, { blockNumber: " " }, { blocknumber: 5 }];
    for (const message of messages) {
      expect(() => typedDigest({ domain, type: "Checkpoint", fields, message })).to.throw(
        "the message to sign has no blockNumber",
      );
    }
  });
});
