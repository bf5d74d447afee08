#!/usr/bin/env bash
# did-jwt 8.0.18 allows five minutes to every clock: a credential is good until 300 seconds after its exp, and from 300 seconds before
# its nbf. jose 6.2.18 allows none, so for ten minutes in all the two disagree about one token. did-jwt refuses an iat in the
# future, unless there is an nbf; jose never looks. And expiresIn counts from nbf, or from now, but not from the iat that is given.
# Guess: exp is the last second in both, an iat in the future is nobody's concern, and expiresIn counts from iat.
# For Colophon: a licence or a mandate ends with the chain's time, to the second. A credential that says the same is to be checked
# with policies: { now } and skewTime: 0.
source "$(dirname "$0")/../shared/begin.sh"
packages did-jwt@8.0.18 did-resolver@6.0.0 key-did-resolver@4.0.0 jose@6.2.18 multiformats@13.4.1 @noble/curves@1.9.7

cat >probe.mjs <<'JS'
import { createJWT, decodeJWT, ES256KSigner, verifyJWT } from "did-jwt";
import { Resolver } from "did-resolver";
import { jwtVerify, SignJWT } from "jose";
import keyDidResolver from "key-did-resolver";
import { base58btc } from "multiformats/bases/base58";
import { secp256k1 } from "@noble/curves/secp256k1";

const NOW = 1_800_000_000;
const secret = new Uint8Array(32).fill(9);
const issuer = `did:key:${base58btc.encode(Uint8Array.from([0xe7, 1, ...secp256k1.getPublicKey(secret, true)]))}`;
const resolver = new Resolver(keyDidResolver.getResolver());
const create = (claims, more) => createJWT(claims, { issuer, signer: ES256KSigner(secret), ...more }, { alg: "ES256K" });

const byDidJwt = async (claims, more) => {
  const policies = { now: NOW };
  return verifyJWT(await create({ iat: NOW, ...claims }), { resolver, policies, ...more }).then(() => "good", () => "refused");
};
const byJose = async (claims) => {
  const token = await new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(secret);
  return jwtVerify(token, secret, { currentDate: new Date(NOW * 1000) }).then(() => "good", () => "refused");
};
const shown = (claims) => Object.entries(claims).map(([name, time]) => `${name} now${time < NOW ? "" : "+"}${time - NOW}`).join(", ");
const cases = [
  { exp: NOW + 1 },
  { exp: NOW - 299 },
  { exp: NOW - 300 },
  { nbf: NOW + 300 },
  { nbf: NOW + 301 },
  { iat: NOW + 301 },
  { iat: NOW + 301, nbf: NOW },
];
for (const claims of cases) console.log(`${shown(claims)}: did-jwt ${await byDidJwt(claims)}, jose ${await byJose(claims)}`);
console.log(`exp now-1, skewTime 0: did-jwt ${await byDidJwt({ exp: NOW - 1 }, { skewTime: 0 })}`);

const expiry = async (claims) => decodeJWT(await create(claims, { expiresIn: 600 })).payload.exp;
console.log("expiresIn 600 with nbf 1000:", await expiry({ nbf: 1000 }));
console.log("expiresIn 600 with iat 1000:", (await expiry({ iat: 1000 })) === 1600 ? 1600 : "counted from the clock");
JS
node probe.mjs >seen

compare seen <<'SEEN'
exp now+1: did-jwt good, jose good
exp now-299: did-jwt good, jose refused
exp now-300: did-jwt refused, jose refused
nbf now+300: did-jwt good, jose refused
nbf now+301: did-jwt refused, jose refused
iat now+301: did-jwt refused, jose good
iat now+301, nbf now+0: did-jwt good, jose good
exp now-1, skewTime 0: did-jwt refused
expiresIn 600 with nbf 1000: 1600
expiresIn 600 with iat 1000: counted from the clock
SEEN
