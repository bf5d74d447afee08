// Checks what `certificate export --as vc` wrote with Digital Bazaar's libraries, and without a network:
//
//   node docs/others-tools/check-vc.mjs FILE [DID]
//
// DID is the issuer's, which the member says (`log key`). With --lines it reads credentials from standard input, one a line.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";

import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { createVerifyCryptosuite } from "@digitalbazaar/eddsa-jcs-2022-cryptosuite";
import signatures from "jsonld-signatures";

const METHOD = "did:key:";
const CONTEXT = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"];

/** A DID that is a key, and the key in it; nothing else is looked up. */
async function documentLoader(url) {
  const [did, key] = url.split("#");
  if (!did.startsWith(METHOD)) throw new Error(`${url} is not looked up`);
  const name = `${did}#${did.slice(METHOD.length)}`;
  const method = { id: name, type: "Multikey", controller: did, publicKeyMultibase: did.slice(METHOD.length) };
  const document =
    key === undefined
      ? { "@context": CONTEXT, id: did, verificationMethod: [method], assertionMethod: [name] }
      : { "@context": CONTEXT[1], ...method };
  if (key !== undefined && url !== name) throw new Error(`${url} is not a key of ${did}`);
  return { contextUrl: null, documentUrl: url, document };
}

/** Which work it is about, and how its title stood on the day of the credential. */
function said({ credentialSubject: { id, title }, validFrom }) {
  const isProvisional = title.finalAt !== undefined && Date.parse(validFrom) < Date.parse(title.finalAt);
  return `${id}, ${title.status}${isProvisional ? `, provisional until ${title.finalAt}` : ""} as of ${validFrom},`;
}

async function answer(text, issuer) {
  try {
    const credential = JSON.parse(text);
    const by = issuer ?? credential.issuer;
    if (credential.issuer !== by || credential.proof.verificationMethod.split("#")[0] !== by)
      return "no: another issuer";
    const { verified, error } = await signatures.verify(credential, {
      suite: new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() }),
      purpose: new signatures.purposes.AssertionProofPurpose(),
      documentLoader,
    });
    return verified ? `yes: ${said(credential)} by ${by}` : `no: ${error?.errors?.[0]?.message ?? error}`;
  } catch (error) {
    return `no: ${error.message}`;
  }
}

const [first, issuer] = process.argv.slice(2);
if (first === "--lines") {
  for await (const line of createInterface(process.stdin)) console.log(JSON.stringify(await answer(line)));
} else {
  const said = await answer(await readFile(first, "utf8"), issuer);
  console.log(said);
  process.exitCode = said.startsWith("yes") ? 0 : 3;
}
