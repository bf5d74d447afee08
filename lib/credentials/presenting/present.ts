import { SDJwtInstance } from "@sd-jwt/core";

import { ColophonError } from "../../errors";
import { type Credential, hasher } from "../credential";
import type { CredentialKey } from "../keys";

/** That the holder itself presents, and to whom. */
export interface Binding {
  readonly key: CredentialKey;
  /** Whom it is for. */
  readonly audience: string;
  /** What the verifier has given, so that nobody presents it once more. */
  readonly nonce: string;
  /** Unix seconds. */
  readonly now: number;
}

/**
 * What a holder shows of a credential.
 * @param disclose names out of `mayBeWithheld`; the others of them are withheld
 * @throws ColophonError, exit code 2, where the credential is bound to a key and this is not that, or to none
 */
export async function presentCredential(
  { text, signed, binding: done }: Credential,
  disclose: readonly string[],
  binding: Binding | undefined,
): Promise<string> {
  if (done !== undefined) {
    throw new ColophonError("This is presented already: its holder has signed it for somebody", {
      code: "AlreadyPresented",
      advice: "Name the credential as it was issued.",
      exitCode: 2,
    });
  }
  if (signed.cnf === undefined && binding !== undefined) {
    throw new ColophonError("The credential is bound to no key: whoever has it can present it", {
      code: "CredentialNotBound",
      advice: "Leave --key out.",
      exitCode: 2,
    });
  }
  if (signed.cnf !== undefined && binding?.key.isHolders(signed.cnf.jwk) !== true) {
    throw new ColophonError("The credential is bound to its holder's key, and this is not signed with it", {
      code: "NotTheHoldersKey",
      advice: "Name the holder's private key with --key.",
      exitCode: 2,
    });
  }
  const frame = Object.fromEntries(disclose.map((name) => [name, true]));
  if (binding === undefined) return new SDJwtInstance({ hasher }).present(text, frame);
  const { key, audience, nonce, now } = binding;
  const instance = new SDJwtInstance({ hasher, kbSigner: (data) => key.sign(data), kbSignAlg: key.algorithm });
  return instance.present(text, frame, { kb: { payload: { iat: now, aud: audience, nonce } } });
}
