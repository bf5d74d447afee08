#!/usr/bin/env bash
# @sd-jwt/core 0.19.0: the frame of a presentation is turned into paths with dots. Where a claim has a dot in its name, as JSON allows,
# the path of a claim within another one means that one as well: the holder asks to show a.b within a, and shows the claim "a.b".
# Guess: the frame has the structure of the claims, so that nothing can be taken for something else.
# For Colophon: no claim with a dot in its name is issued, and of what others have issued the outer claims alone are disclosed.
source "$(dirname "$0")/../shared/begin.sh"
packages @sd-jwt/core@0.19.0 @sd-jwt/crypto-nodejs@0.19.0

cat >probe.mjs <<'JS'
import { SDJwtInstance } from "@sd-jwt/core";
import { digest, ES256, generateSalt } from "@sd-jwt/crypto-nodejs";

const { privateKey } = await ES256.generateKeyPair();
const signer = await ES256.getSigner(privateKey);
const instance = new SDJwtInstance({ hasher: digest, saltGenerator: generateSalt, signAlg: "ES256", signer });
const claims = { "address.country": "the country of birth", address: { country: "the country of residence" } };
const credential = await instance.issue(claims, { _sd: ["address.country"], address: { _sd: ["country"] } });
const shown = async (frame) => {
  const { disclosures } = await instance.decode(await instance.present(credential, frame));
  console.log(`${JSON.stringify(frame)} shows ${disclosures.map(({ value }) => value).join(", ") || "nothing"}`);
};
await shown({ address: { country: true } });
await shown({ "address.country": true });
JS
node probe.mjs >seen

compare seen <<'SEEN'
{"address":{"country":true}} shows the country of birth
{"address.country":true} shows the country of birth
SEEN
