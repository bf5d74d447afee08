import { generateKeyPairSync } from "node:crypto";

import { devWallet } from "../../../lib/chain/development/dev-wallet";
import { type Credential, parseCredential } from "../../../lib/credentials/credential";
import { type Issue, issueCredential, type Issuer } from "../../../lib/credentials/issuing/issue";
import { accountKey, type CredentialKey, readPrivateKey } from "../../../lib/credentials/keys";
import type { Question } from "../../../lib/credentials/presenting/verify";
import { didOf } from "../../../lib/identity/did";
import type { DidDocument } from "../../../lib/identity/document";
import type { VerificationMethod } from "../../../lib/identity/keys";
import { keptAs } from "../../shared/keys";

export const WALLET = devWallet("accreditor");
export const DID = didOf(31337n, WALLET.address);
export const TYPE = `${DID}/types/publisher-licence/1`;
export const LIST = `${DID}/status-lists/publishers`;
export const SCHEMA_HASH = `0x${"5a".repeat(32)}`;
/** Unix seconds. */
export const ISSUED_AT = 1_800_000_000;
export const VALID_UNTIL = ISSUED_AT + 1000;
export const CLAIMS = { name: "Harbour Press", territory: ["CN", "FR"], responsible: "Lin Hai" };

/** The key that every identity begins with. */
export const CONTROLLER: VerificationMethod = {
  id: `${DID}#controller`,
  type: "EcdsaSecp256k1RecoveryMethod2020",
  controller: DID,
  blockchainAccountId: `eip155:31337:${WALLET.address}`,
};

/** The issuer's document, with its keys for statements. */
export function documentWith(...methods: readonly VerificationMethod[]): DidDocument {
  const ids = methods.map(({ id }) => id);
  return { "@context": [], id: DID, verificationMethod: methods, authentication: ids, assertionMethod: ids };
}

export const ISSUER: Issuer = { did: DID, keyId: CONTROLLER.id, key: accountKey(WALLET) };

/** A credential of the issuer's, or of whoever is given. */
export async function issued(changes: Partial<Issue> = {}, issuer: Issuer = ISSUER): Promise<string> {
  return issueCredential(issuer, {
    ...{ type: TYPE, schemaHash: SCHEMA_HASH, claims: CLAIMS, withhold: ["name", "responsible"] },
    ...{ status: undefined, holder: undefined, issuedAt: ISSUED_AT, validUntil: VALID_UNTIL },
    ...changes,
  });
}

export async function credential(changes: Partial<Issue> = {}, issuer: Issuer = ISSUER): Promise<Credential> {
  return parseCredential(await issued(changes, issuer), "credential.txt");
}

/** What it is held against: the issuer's document, and nothing else. */
export function question(changes: Partial<Question> = {}): Question {
  return {
    ...{ path: "credential.txt", document: documentWith(CONTROLLER), now: ISSUED_AT },
    ...{ holder: undefined, schema: undefined, list: undefined },
    ...changes,
  };
}

/** A key of a curve in PEM, as openssl writes it, and as lib/ reads it. */
export async function pairOn(namedCurve: string): Promise<{ readonly key: CredentialKey; readonly pem: string }> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve });
  const path = keptAs("key", privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  return { key: await readPrivateKey(path), pem: publicKey.export({ type: "spki", format: "pem" }).toString() };
}
