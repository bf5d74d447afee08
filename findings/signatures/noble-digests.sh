#!/usr/bin/env bash
# A digest, signed with the key of an account. secp256k1.sign(digest, key) of @noble/curves signs it as it is in 1.9.7, and in 2.4.0 the SHA-256 of it:
# the same line, the same types where bytes are asked for, another signature. What 2.4.0 signed it verifies, so that a test of both ends
# passes; ethers 6.17.0, a contract and every node find another account in it, another one for every digest. {prehash: false}
# brings the digest itself back.
# Guess: what signs a hash in one version signs it in the next, and a change that no type and no error shows has another name.
# For Colophon: accounts sign with ethers and tiny-secp256k1; @noble/curves, with which the page recovers and keys of P-256 and Ed25519 are
# checked, is pinned to 1.9.0. Who moves to 2 looks at each sign, verify and recover, and compares one signature with that of ethers.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 noble-one@npm:@noble/curves@1.9.7 noble-two@npm:@noble/curves@2.4.0

cat >probe.mjs <<'JS'
import { computeAddress, getBytes, hexlify, id, recoverAddress, sha256, SigningKey } from "ethers";
import { secp256k1 as one } from "noble-one/secp256k1.js";
import { secp256k1 as two } from "noble-two/secp256k1.js";

const key = getBytes(`0x${"11".repeat(31)}07`);
const account = computeAddress(hexlify(key));
const digest = id("a work");
const bytes = getBytes(digest);
const publicKey = one.getPublicKey(key);

/** Whether a signature of 64 bytes is the account's, over a digest. */
const isOver = (signature, over) =>
  [27, 28].some((v) => recoverAddress(over, `${hexlify(signature)}${v.toString(16)}`) === account);

const SIGNED = {
  ethers: getBytes(new SigningKey(key).sign(digest).serialized).slice(0, 64),
  "noble 1": one.sign(bytes, key).toCompactRawBytes(),
  "noble 2": two.sign(bytes, key),
  "noble 2, prehash: false": two.sign(bytes, key, { prehash: false }),
};
for (const [name, signature] of Object.entries(SIGNED)) {
  const over = isOver(signature, digest) ? "the digest" : isOver(signature, sha256(digest)) ? "its SHA-256" : "nothing";
  console.log(`${name} signs ${over}; noble 1 finds it ${one.verify(signature, bytes, publicKey)}, noble 2 ${two.verify(signature, bytes, publicKey)}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
ethers signs the digest; noble 1 finds it true, noble 2 false
noble 1 signs the digest; noble 1 finds it true, noble 2 false
noble 2 signs its SHA-256; noble 1 finds it false, noble 2 true
noble 2, prehash: false signs the digest; noble 1 finds it true, noble 2 false
SEEN
