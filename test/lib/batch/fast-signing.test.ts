import { expect } from "chai";
import { hexlify, randomBytes, Wallet } from "ethers";

import { fastSigning } from "../../../lib/batch/fast-signing";

const KEYS = 4;
const DIGESTS = 25;

describe("fastSigning", () => {
  it("is the same account, and signs the same bytes", async () => {
    for (let key = 0; key < KEYS; key += 1) {
      const wallet = Wallet.createRandom();
      const fast = await fastSigning(wallet);
      expect(fast.address).to.equal(wallet.address);
      for (let each = 0; each < DIGESTS; each += 1) {
        const digest = hexlify(randomBytes(32));
        // These are public: a failure tells them, and nothing else of the key.
        expect(fast.signingKey.sign(digest).serialized, digest).to.equal(wallet.signingKey.sign(digest).serialized);
      }
    }
  });

  it("signs whole transactions, also of accounts whose keys have leading zeros", async () => {
    const wallet = new Wallet(`0x${"0".repeat(62)}1f`);
    const call = { to: wallet.address, chainId: 31337, nonce: 7, gasPrice: 0, gasLimit: 21_000, type: 0 };

    expect(await (await fastSigning(wallet)).signTransaction(call)).to.equal(await wallet.signTransaction(call));
  });
});
