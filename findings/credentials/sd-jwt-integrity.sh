#!/usr/bin/env bash
# @sd-jwt/sd-jwt-vc 0.19.0: vct#integrity, by which a credential says what the document of its type is, is compared as hex digits. SD-JWT VC
# takes it from W3C's Subresource Integrity, where the digest behind "sha256-" is base64: what is written so is refused.
# Guess: the base64 digest passes, and hex digits do not.
# For Colophon: schema#integrity, for which there is no library, is base64 as W3C has it. Types are on the chain, and nothing is fetched.
source "$(dirname "$0")/../shared/begin.sh"
packages @sd-jwt/sd-jwt-vc@0.19.0 @sd-jwt/crypto-nodejs@0.19.0

cat >probe.mjs <<'JS'
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

import { digest, ES256, generateSalt } from "@sd-jwt/crypto-nodejs";
import { SDJwtVcInstance } from "@sd-jwt/sd-jwt-vc";

const { privateKey, publicKey } = await ES256.generateKeyPair();
const [signer, verifier] = [await ES256.getSigner(privateKey), await ES256.getVerifier(publicKey)];
const server = createServer((request, response) => {
  response.setHeader("content-type", "application/json").end(document);
}).listen(0, "127.0.0.1");
await once(server, "listening");
const vct = `http://127.0.0.1:${server.address().port}/licence`;
const document = JSON.stringify({ vct, name: "Licence" });
const hasher = (data, alg) => digest(data, alg === "sha256" ? "sha-256" : alg);
const settings = { hasher, saltGenerator: generateSalt, signAlg: "ES256", signer, verifier, loadTypeMetadataFormat: true };
const instance = new SDJwtVcInstance(settings);
const judged = async (encoding) => {
  const integrity = `sha256-${createHash("sha256").update(document).digest(encoding)}`;
  const credential = await instance.issue({ iss: "https://issuer.example", vct, "vct#integrity": integrity });
  const word = await instance.verify(credential).then(() => "good", ({ message }) => message.replace(/ for .*/, ""));
  console.log(`${encoding}: ${word}`);
};
await judged("base64");
await judged("hex");
server.close();
JS
node probe.mjs >seen

compare seen <<'SEEN'
base64: Integrity check
hex: good
SEEN
