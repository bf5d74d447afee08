import { p256 } from "@noble/curves/p256";
import { AbiCoder } from "ethers";
import { z } from "zod";

import type { KeyKind } from "../chain/contracts/enums";
import { ColophonError } from "../errors";
import { toHex } from "../hex";
import { decodeText, readModest } from "../text-file";

const base64url = z.base64url().transform((text) => Buffer.from(text, "base64url"));

/** What a browser's `credential.toJSON()` gives, as far as it is needed (WebAuthn level 3, AuthenticationResponseJSON). */
const assertionSchema = z.object({
  response: z.object({ authenticatorData: base64url, clientDataJSON: base64url, signature: base64url }),
});

/**
 * A signature as the contracts' verifier of its kind reads it, hex.
 * @param path what the device gave: of P-256 a signature in DER, as openssl writes it; of RSA the bytes themselves; of a passkey the
 * assertion in JSON
 * @throws ColophonError, exit code 2, where it is none
 */
export async function readSignature(path: string, kind: KeyKind): Promise<string> {
  const bytes = await readModest(path);
  try {
    return signatureOf(kind, bytes, path);
  } catch (cause) {
    if (cause instanceof ColophonError) throw cause;
    throw notASignature(path, RULES[kind], cause);
  }
}

const RULES: Readonly<Record<KeyKind, string>> = {
  p256: "is no ECDSA signature in DER, as openssl pkeyutl writes it",
  rsa: "is no RSA signature: it has not 256 to 512 bytes",
  passkey: "is no assertion of a passkey in JSON, as credential.toJSON() gives it",
};

const MIN_RSA_BYTES = 256;
const MAX_RSA_BYTES = 512;

function signatureOf(kind: KeyKind, bytes: Uint8Array, path: string): string {
  switch (kind) {
    case "p256":
      return toHex(lowS(bytes));
    case "rsa":
      if (bytes.length < MIN_RSA_BYTES || bytes.length > MAX_RSA_BYTES) throw notASignature(path, RULES.rsa);
      return toHex(bytes);
    case "passkey":
      return assertionOf(decodeText(bytes, path));
  }
}

/** r and s of a DER signature, with the lower of the two s that are right: the contracts take no other. */
function lowS(der: Uint8Array): Uint8Array {
  return p256.Signature.fromDER(der).normalizeS().toCompactRawBytes();
}

/** `WebAuthn.WebAuthnAuth` as OpenZeppelin's verifier reads it: its members as they are, without the offset of a struct. */
function assertionOf(json: string): string {
  const { authenticatorData, clientDataJSON, signature } = assertionSchema.parse(JSON.parse(json)).response;
  const compact = Buffer.from(lowS(signature));
  const text = clientDataJSON.toString("utf8");
  const [challengeIndex, typeIndex] = [text.indexOf('"challenge":"'), text.indexOf('"type":"webauthn.get"')];
  if (challengeIndex < 0 || typeIndex < 0) throw new Error("the client data name no challenge of webauthn.get");
  return AbiCoder.defaultAbiCoder().encode(
    ["bytes32", "bytes32", "uint256", "uint256", "bytes", "string"],
    [compact.subarray(0, 32), compact.subarray(32), challengeIndex, typeIndex, authenticatorData, text],
  );
}

function notASignature(path: string, rule: string, cause?: unknown): ColophonError {
  return new ColophonError(`${path} ${rule}`, {
    code: "NotAKeySignature",
    advice: "Sign as key prepare-register and its like say, and name the file that comes of it.",
    exitCode: 2,
    cause,
  });
}
