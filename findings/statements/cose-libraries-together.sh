#!/usr/bin/env bash
# @auth0/cose 1.0.2 and cose-kit 1.7.1 in one program: the one that is loaded first cannot read any COSE_Sign1 from then on, its own neither, "unknown
# COSE type" or "Unexpected CBOR tag". Each works by itself. Both tell cbor-x 1.6.9 which class belongs to tag 18, npm installs
# one cbor-x for both, and that keeps one list for the whole process: the last to speak has it. Signing goes on as ever.
# Guess: two libraries know nothing of each other; an encoder that each makes for itself has its own tags.
# For Colophon: lib/ writes and reads COSE with cborg, which is told its tags in each call. Whoever compares libraries gives each a process.
source "$(dirname "$0")/../shared/begin.sh"
packages @auth0/cose@1.0.2 cose-kit@1.7.1 cbor-x@1.6.9

cat >probe.mjs <<'JS'
import { generateKeyPairSync } from "node:crypto";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const payload = new TextEncoder().encode("a statement");
const OWN = {
  "@auth0/cose": async ({ Sign1 }) => {
    const signed = (await Sign1.sign([[1, -7]], [], payload, privateKey)).encode();
    await Sign1.decode(signed).verify(publicKey);
    return true;
  },
  "cose-kit": async ({ coseSign, coseVerify }) => {
    const signed = await coseSign({ alg: "ES256" }, {}, payload, privateKey);
    return (await coseVerify(signed, publicKey)).isValid;
  },
};
const names = process.argv.slice(2);
const libraries = [];
for (const name of names) libraries.push([name, await import(name)]);
console.log(`loaded: ${names.join(", then ")}`);
for (const [name, library] of libraries) {
  console.log(`  what ${name} signs it finds: ${await OWN[name](library).catch(({ message }) => message)}`);
}
JS
for names in "@auth0/cose" "cose-kit" "@auth0/cose cose-kit" "cose-kit @auth0/cose"; do
  node probe.mjs $names
done >seen

compare seen <<'SEEN'
loaded: @auth0/cose
  what @auth0/cose signs it finds: true
loaded: cose-kit
  what cose-kit signs it finds: true
loaded: @auth0/cose, then cose-kit
  what @auth0/cose signs it finds: Unexpected CBOR tag. Expected tag 18 (Sign1) but got undefined
  what cose-kit signs it finds: true
loaded: cose-kit, then @auth0/cose
  what cose-kit signs it finds: unknown COSE type
  what @auth0/cose signs it finds: true
SEEN
