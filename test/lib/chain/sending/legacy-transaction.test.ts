import { expect } from "chai";
import { hexlify, keccak256, Wallet } from "ethers";

import { signLegacy } from "../../../../lib/chain/sending/legacy-transaction";
import { Random, testSeed } from "../../../shared/random";

const SIZES = [0, 1, 55, 56, 255, 256, 36_000];
const NUMBERS = [0, 1, 127, 128, 255, 256, 65_536, 2 ** 40];

describe("signLegacy", () => {
  const seed = testSeed();

  it(`makes the very bytes that ethers makes (seed ${seed})`, async () => {
    const random = new Random(seed);
    for (let time = 0; time < 200; time++) {
      const bytes = Uint8Array.from({ length: random.pick(SIZES) }, () => random.below(256));
      const key = Uint8Array.from({ length: 32 }, () => 1 + random.below(254));
      const wallet = new Wallet(hexlify(key));
      const to = random.chance(0.1)
        ? undefined
        : new Wallet(hexlify(Uint8Array.from({ length: 32 }, () => 1 + random.below(254)))).address;
      const fields = {
        data: hexlify(bytes),
        chainId: BigInt(random.pick([1, 31_337, 2 ** 40])),
        nonce: random.pick(NUMBERS),
        gasPrice: BigInt(random.pick(NUMBERS)),
        gasLimit: BigInt(random.pick(NUMBERS)),
      };

      const signed = signLegacy(wallet, { ...fields, to });

      const raw = await wallet.signTransaction({ ...fields, ...(to === undefined ? {} : { to }), type: 0, value: 0 });
      expect(signed).to.deep.equal({ raw, hash: keccak256(raw), from: wallet.address, nonce: fields.nonce });
    }
  });
});
