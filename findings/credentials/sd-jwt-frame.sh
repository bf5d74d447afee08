#!/usr/bin/env bash
# @sd-jwt/core 0.19.0: the frame says which claims can be kept back. One that it names and the credential does not have, a slip in the
# name or an index beyond the list, is passed over without a word, and the claim that was meant stands in the open in what is
# signed.
# Guess: an error that names the claim, since a frame has no other purpose.
# For Colophon: credential issue refuses a name in --withhold that no claim has. The types of TypeScript find a slip only where the
# claims are written out in the code.
source "$(dirname "$0")/../shared/begin.sh"
packages @sd-jwt/core@0.19.0 @sd-jwt/crypto-nodejs@0.19.0

cat >probe.mjs <<'JS'
import { SDJwtInstance } from "@sd-jwt/core";
import { digest, ES256, generateSalt } from "@sd-jwt/crypto-nodejs";

const { privateKey } = await ES256.generateKeyPair();
const signer = await ES256.getSigner(privateKey);
const instance = new SDJwtInstance({ hashAlg: "sha-256", hasher: digest, saltGenerator: generateSalt, signAlg: "ES256", signer });
const claims = { birthdate: "1970-01-01", names: ["pen name", "legal name"] };
const frames = [
  { _sd: ["birthdate"], names: { _sd: [1] } },
  { _sd: ["birthDate"], names: { _sd: [2] } },
  { _sd: ["birthdate"], name: { _sd: [1] } },
];
for (const frame of frames) {
  const { disclosures, jwt } = await instance.decode(await instance.issue(claims, frame));
  const hidden = disclosures.map(({ value }) => value).sort();
  const open = Object.values(claims).flat().filter((value) => JSON.stringify(jwt.payload).includes(JSON.stringify(value)));
  console.log(`${JSON.stringify(frame)}: kept back [${hidden.join(", ")}], in the open [${open.join(", ")}]`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
{"_sd":["birthdate"],"names":{"_sd":[1]}}: kept back [1970-01-01, legal name], in the open [pen name]
{"_sd":["birthDate"],"names":{"_sd":[2]}}: kept back [], in the open [1970-01-01, pen name, legal name]
{"_sd":["birthdate"],"name":{"_sd":[1]}}: kept back [1970-01-01], in the open [pen name, legal name]
SEEN
