#!/usr/bin/env bash
# A statement about a work that never comes to a chain, signed with the Ethereum Attestation Service's SDK 2.10.0 (signOffchainAttestation). Its
# number (uid), by which such statements are filed, time-stamped and revoked, says nothing of who signed it, nor for which chain or contract:
# two publishers who say the same of one work in the same second, and one publisher on two chains, have one number for two statements, with
# two signatures that are both good. In the second version a salt of chance keeps them apart, unless somebody gives it, as for a
# number that can be had again. The number of a statement on chain has the one who makes it in it.
# Guess: what has another signer or another domain has another number.
# For Colophon: a leaf of an anchor names the owner beside the hashes, so that no two parties' claims are one.
source "$(dirname "$0")/../shared/begin.sh"
packages @ethereum-attestation-service/eas-sdk@2.10.0 ethers@6.17.0

cat >probe.cjs <<'JS'
const { Offchain } = require("@ethereum-attestation-service/eas-sdk");
const { Wallet, ZeroAddress, ZeroHash } = require("ethers");

const [anna, bo] = ["11", "22"].map((digits) => new Wallet(`0x${digits.repeat(32)}`));
const on = (chainId, version) =>
  new Offchain({ address: "0xA1207F3BBa224E2c9c3c6D5aF63D0eb1582Ce587", version: "1.3.0", chainId }, version, { contract: {} });
const statement = {
  recipient: ZeroAddress,
  expirationTime: 0n,
  time: 1700000000n,
  revocable: true,
  schema: `0x${"ab".repeat(32)}`,
  refUID: ZeroHash,
  data: `0x${"cd".repeat(32)}`,
};

async function main() {
  for (const [name, version, more] of [
    ["version 1", 1, {}],
    ["version 2", 2, {}],
    ["version 2 with a salt", 2, { salt: `0x${"05".repeat(32)}` }],
  ]) {
    const seen = [];
    for (const [who, chain] of [[anna, 1n], [bo, 1n], [anna, 137n]]) {
      const offchain = on(chain, version);
      const signed = await offchain.signOffchainAttestation({ ...statement, ...more }, who);
      seen.push({ uid: signed.uid, good: offchain.verifyOffchainAttestationSignature(who.address, signed) });
    }
    const numbers = new Set(seen.map(({ uid }) => uid)).size;
    console.log(`${name}: three statements, ${numbers} number(s), good ${seen.map(({ good }) => good)}`);
  }
}

main();
JS
node probe.cjs >seen

compare seen <<'SEEN'
version 1: three statements, 1 number(s), good true,true,true
version 2: three statements, 3 number(s), good true,true,true
version 2 with a salt: three statements, 1 number(s), good true,true,true
SEEN
