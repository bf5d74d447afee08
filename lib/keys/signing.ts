import type { KeyKind } from "../chain/contracts/enums";
import { shellWord } from "../shell-word";

/** The files of a signature. */
export interface SigningFiles {
  /** The private key, or what openssl calls it: with a provider, `pkcs11:object=…`. */
  readonly key: string;
  /** The 32 bytes to sign. */
  readonly input: string;
  readonly signature: string;
}

/**
 * The command that makes a signature with openssl. A P-256 key signs the 32 bytes as they are, an RSA key their SHA-256: as the
 * contracts' verifiers read it. A passkey signs in a browser.
 */
export function signingCommand(kind: Exclude<KeyKind, "passkey">, { key, input, signature }: SigningFiles): string {
  const [name, from, to] = [key, input, signature].map(shellWord);
  return kind === "p256"
    ? `openssl pkeyutl -sign -inkey ${name} -in ${from} -out ${to}`
    : `openssl dgst -sha256 -sign ${name} -out ${to} ${from}`;
}
