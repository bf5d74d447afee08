#!/usr/bin/env bash
# @digitalbazaar/vc 7.3.0: issue() writes its proof into the object that it is given. A second credential made of the same template
# carries the proof of the first beside its own, also where it is for another holder, whom the first proof never was about.
# Guess: one proof each, since issue() gives an object back, and its documentation does not say that it changes what it is given.
# For Colophon: docs/credentials.md says why VC 2.0 is not issued. Whoever issues to many holders from one template copies it first.
source "$(dirname "$0")/../shared/begin.sh"
packages @digitalbazaar/vc@7.3.0 @digitalbazaar/data-integrity@2.5.0 @digitalbazaar/ecdsa-jcs-2019-cryptosuite@1.0.0 \
  @digitalbazaar/ecdsa-multikey@1.8.0

cat >probe.mjs <<'JS'
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { createSignCryptosuite } from "@digitalbazaar/ecdsa-jcs-2019-cryptosuite";
import { generate } from "@digitalbazaar/ecdsa-multikey";
import { defaultDocumentLoader, issue } from "@digitalbazaar/vc";

const issuer = "did:example:press-office";
const key = await generate({ curve: "P-256", controller: issuer });
key.id = `${issuer}#key`;
const issued = (credential) =>
  issue({ credential, suite: new DataIntegrityProof({ signer: key.signer(), cryptosuite: createSignCryptosuite() }), documentLoader: defaultDocumentLoader });

const proofsOf = ({ proof }) => [proof].flat().length;

const template = {
  "@context": ["https://www.w3.org/ns/credentials/v2"],
  type: ["VerifiableCredential"],
  issuer,
  credentialSubject: { id: "did:example:harbour" },
};
const copy = structuredClone(template);
const quay = { credentialSubject: { id: "did:example:quay" } };
console.log("the first:", proofsOf(await issued(template)));
console.log("of the same again:", proofsOf(await issued(template)));
console.log("for another holder:", proofsOf(await issued({ ...template, ...quay })));
console.log("for another holder, of a copy:", proofsOf(await issued({ ...copy, ...quay })));
JS
node probe.mjs >seen

compare seen <<'SEEN'
the first: 1
of the same again: 2
for another holder: 3
for another holder, of a copy: 1
SEEN
