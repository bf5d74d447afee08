import { expect } from "chai";
import { id, Wallet } from "ethers";

import { toFastSigner } from "../../../../lib/batch/run/fast-signing";

const KEYS = 4;
const DIGESTS = 25;

describe("toFastSigner", () => {
  it("gives the same account, which signs the same bytes", async () => {
    for (let key = 0; key < KEYS; key += 1) {
      const wallet = new Wallet(id(`key ${key}`));
      const fast = await toFastSigner(wallet);
      expect(fast.address).to.equal(wallet.address);
      for (let each = 0; each < DIGESTS; each += 1) {
        const digest = id(`digest ${each}`);
        expect(fast.signingKey.sign(digest).serialized).to.equal(wallet.signingKey.sign(digest).serialized);
      }
    }
  });

  it("signs whole transactions, also for an account whose key has leading zeros", async () => {
    const wallet = new Wallet(`0x${"0".repeat(62)}1f`);
    const call = { to: wallet.address, chainId: 31337, nonce: 7, gasPrice: 0, gasLimit: 21_000, type: 0 };

    expect(await (await toFastSigner(wallet)).signTransaction(call)).to.equal(await wallet.signTransaction(call));
  });
});
