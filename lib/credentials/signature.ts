import { ColophonError } from "../errors";
import type { DidDocument } from "../identity/document";
import { type Algorithm, isSignedBy, methodOf } from "./keys";

/** A signed token (JWS compact), and who is said to have signed it. */
export interface SignedToken {
  /** For messages. */
  readonly what: string;
  /** The DID that says so. */
  readonly issuer: string;
  /** The name of the key: a DID URL. */
  readonly keyId: string;
  readonly algorithm: Algorithm;
  readonly token: string;
}

/**
 * Makes sure that an issuer has signed a token, by a key that its document names for statements.
 * @throws ColophonError, exit code 3, where it has not, or the document is somebody else's
 */
export function requireSignature(document: DidDocument, { what, issuer, keyId, algorithm, token }: SignedToken): void {
  if (document.id.toLowerCase() !== issuer.toLowerCase()) {
    throw new ColophonError(`${what} is issued by ${issuer}, and the document is that of ${document.id}`, {
      code: "DocumentOfOtherIssuer",
      advice: "Save the issuer's own document with: npx hardhat identity resolve",
      exitCode: 3,
    });
  }
  const method = methodOf(document, keyId);
  if (method === undefined) {
    throw new ColophonError(`${what} is signed with the key ${keyId}, which ${issuer} does not name, or no longer`, {
      code: "KeyNotTheIssuers",
      advice: "Ask the issuer for one that is signed with a key of today.",
      exitCode: 3,
    });
  }
  const [head = "", body = "", signature = ""] = token.split(".");
  if (isSignedBy(method, algorithm, `${head}.${body}`, Buffer.from(signature, "base64url"))) return;
  throw new ColophonError(`${what} is not signed by the key ${keyId}, or was changed`, {
    code: "SignatureWrong",
    advice: "Ask whoever gave it to you for the file as it was issued.",
    exitCode: 3,
  });
}
