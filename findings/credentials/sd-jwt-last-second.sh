#!/usr/bin/env bash
# @sd-jwt/core 0.19.0 and @sd-jwt/sd-jwt-vc 0.19.0: a credential is still good in the very second of its exp, and is refused from the next
# one on. RFC 7519 says "on or after which it must not be accepted", and jose 6.2.18 keeps to that. nbf is the same in both.
# Guess: the second of exp is the first in which it is refused, in both.
# For Colophon: a licence that ends with a second has ended in it, so credential verify compares exp itself.
source "$(dirname "$0")/../shared/begin.sh"
packages @sd-jwt/sd-jwt-vc@0.19.0 @sd-jwt/crypto-nodejs@0.19.0 jose@6.2.18

cat >probe.mjs <<'JS'
import { digest, ES256, generateSalt } from "@sd-jwt/crypto-nodejs";
import { SDJwtVcInstance } from "@sd-jwt/sd-jwt-vc";
import { importJWK, jwtVerify } from "jose";

const NOW = 1_800_000_000;
const { privateKey, publicKey } = await ES256.generateKeyPair();
const [signer, verifier] = [await ES256.getSigner(privateKey), await ES256.getVerifier(publicKey)];
const instance = new SDJwtVcInstance({ hasher: digest, saltGenerator: generateSalt, signAlg: "ES256", signer, verifier });
const key = await importJWK(publicKey, "ES256");

for (const claims of [{ exp: NOW + 1 }, { exp: NOW }, { exp: NOW - 1 }, { nbf: NOW }, { nbf: NOW + 1 }]) {
  const credential = await instance.issue({ iss: "https://issuer.example", vct: "licence", ...claims });
  const bySdJwt = await instance.verify(credential, { currentDate: NOW }).then(() => "good", () => "refused");
  const options = { currentDate: new Date(NOW * 1000) };
  const byJose = await jwtVerify(credential.split("~")[0], key, options).then(() => "good", () => "refused");
  const [[name, time]] = Object.entries(claims);
  console.log(`${name} now${time < NOW ? "" : "+"}${time - NOW}: sd-jwt ${bySdJwt}, jose ${byJose}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
exp now+1: sd-jwt good, jose good
exp now+0: sd-jwt good, jose refused
exp now-1: sd-jwt refused, jose refused
nbf now+0: sd-jwt good, jose good
nbf now+1: sd-jwt refused, jose refused
SEEN
