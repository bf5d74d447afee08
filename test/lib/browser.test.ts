import { randomBytes } from "node:crypto";

import { expect } from "chai";

import * as bytesOfNode from "../../lib/bytes";
import * as bytesOfBrowser from "../../lib/bytes.browser";
import { hashBytes as hashOfNode } from "../../lib/hashing/hash-bytes";
import { hashBytes as hashOfBrowser } from "../../lib/hashing/hash-bytes.browser";
import { recoverKey as keyOfNode } from "../../lib/proofs/signatures/recover";
import { recoverKey as keyOfBrowser } from "../../lib/proofs/signatures/recover.browser";
import { someWallet } from "../shared/wallets";

/** Empty, one byte, around the length of a word, of a hash and of a block of SHA-256, and many. */
const LENGTHS = [0, 1, 2, 3, 20, 31, 32, 33, 55, 56, 63, 64, 65, 1000, 70_000];
const SAMPLES = LENGTHS.map((length) => new Uint8Array(randomBytes(length)));

describe("what the page has in place of Node's", () => {
  it("writes and reads the same hex and base64url", () => {
    for (const sample of SAMPLES) {
      const [hex, base64url] = [bytesOfNode.toHex(sample), bytesOfNode.toBase64url(sample)];
      expect(bytesOfBrowser.toHex(sample)).to.equal(hex);
      expect(bytesOfBrowser.toBase64url(sample)).to.equal(base64url);
      for (const { fromHex, fromBase64url } of [bytesOfNode, bytesOfBrowser]) {
        expect([...fromHex(hex)], hex).to.deep.equal([...sample]);
        expect([...fromBase64url(base64url)], base64url).to.deep.equal([...sample]);
      }
    }
  });

  it("writes the same pad", () => {
    const [hex, pads] = [
      bytesOfNode.toHex(randomBytes(32)),
      [bytesOfNode, bytesOfBrowser].map((each) => each.hexPad(64)),
    ];
    for (const { write } of pads) write(hex, 20);
    const [one, other] = pads.map(({ bytes }) => bytesOfNode.toHex(bytes));
    expect(one)
      .to.equal(other)
      .and.to.equal(`0x${"00".repeat(20)}${hex.slice(2)}${"00".repeat(12)}`);
  });

  it("has the same order of bytes", () => {
    const words = ["0x", "0x00", "0x0000", "0x01", "0x0100", "0x01ff", "0x0200", "0xff"].map(bytesOfNode.fromHex);
    for (const a of words) {
      for (const b of words) {
        const which = `${bytesOfNode.toHex(a)} ${bytesOfNode.toHex(b)}`;
        expect(bytesOfBrowser.compareBytes(a, b), which).to.equal(bytesOfNode.compareBytes(a, b));
      }
    }
  });

  it("has the same hash of bytes and of a text", () => {
    for (const sample of SAMPLES) expect(hashOfBrowser(sample)).to.equal(hashOfNode(sample));
    for (const text of ["", "abc", "La mer.\n", "海\u{1F30A}"]) expect(hashOfBrowser(text)).to.equal(hashOfNode(text));
  });

  it("finds the same signers, and none where there is none", () => {
    const { signingKey } = someWallet();
    for (let turn = 0; turn < 8; turn += 1) {
      const digest = randomBytes(32);
      const { r, s, yParity } = signingKey.sign(digest);
      const signature = bytesOfNode.fromHex(r + s.slice(2));
      for (const parity of [0, 1] as const) {
        const key = keyOfNode(digest, signature, parity);
        expect(bytesOfNode.toHex(keyOfBrowser(digest, signature, parity) ?? new Uint8Array())).to.equal(
          bytesOfNode.toHex(key ?? new Uint8Array()),
        );
        if (parity === yParity) expect(bytesOfNode.toHex(key ?? new Uint8Array())).to.equal(signingKey.publicKey);
      }
    }
    const outOfRange = new Uint8Array(64).fill(0xff);
    for (const recover of [keyOfNode, keyOfBrowser]) expect(() => recover(randomBytes(32), outOfRange, 0)).to.throw();
  });
});
