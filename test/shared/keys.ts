import { execFileSync } from "node:child_process";
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { toBase64url } from "../../lib/bytes";
import { KEY_KINDS, type KeyKind } from "../../lib/chain/contracts/enums";
import { fromHex } from "../../lib/hex";
import { type PublicKey, readPublicKey } from "../../lib/keys/public-key";
import { readSignature } from "../../lib/keys/signature";
import { signingCommand } from "../../lib/keys/signing";

/** A key outside the chain, made by openssl, and the files that it leaves. */
export interface OutsideKey extends PublicKey {
  /** The path of the public key, in PEM. */
  readonly path: string;
  /** The path of the private key. */
  readonly secret: string;
  readonly privateKey: KeyObject;
  /** Signs 32 bytes (hex) with the command that `key prepare-…` shows and gives the path of what comes of it. */
  readonly signTo: (digest: string) => string;
  /** The same, as the contracts want it. */
  readonly sign: (digest: string) => Promise<string>;
}

const GENERATED: Readonly<Record<KeyKind, readonly string[]>> = {
  p256: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
  rsa: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
  passkey: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
};

/** The folder of the keys of a process. */
const folder = mkdtempSync(join(tmpdir(), "colophon-keys-"));
process.once("exit", () => {
  rmSync(folder, { recursive: true, force: true });
});

let made = 0;

function somePath(ending: string): string {
  made += 1;
  return join(folder, `${made}.${ending}`);
}

/** Makes a key with openssl. @param pkeyopts further `openssl genpkey` arguments, of which the last of a name counts */
export async function makeKey(kind: KeyKind, ...pkeyopts: readonly string[]): Promise<OutsideKey> {
  const [secret, path] = [somePath("key"), somePath("pem")];
  execFileSync("openssl", ["genpkey", ...GENERATED[kind], ...pkeyopts, "-out", secret], { stdio: "pipe" });
  execFileSync("openssl", ["pkey", "-in", secret, "-pubout", "-out", path], { stdio: "pipe" });
  const privateKey = createPrivateKey(readFileSync(secret));
  const signTo = (digest: string): string =>
    kind === "passkey" ? assertionFile(privateKey, digest) : byOpenssl(kind, secret, digest);
  return {
    ...(await readPublicKey(path, kind === "passkey")),
    ...{ path, secret, privateKey, signTo },
    sign: (digest) => readSignature(signTo(digest), kind),
  };
}

/** One key of each kind. */
export async function makeKeys(): Promise<Record<KeyKind, OutsideKey>> {
  const entries = await Promise.all(KEY_KINDS.map(async (kind) => [kind, await makeKey(kind)] as const));
  // Object.fromEntries forgets the keys, which are KEY_KINDS.
  return Object.fromEntries(entries) as Record<KeyKind, OutsideKey>;
}

function byOpenssl(kind: "p256" | "rsa", key: string, digest: string): string {
  const [input, signature] = [somePath("bin"), somePath("sig")];
  writeFileSync(input, fromHex(digest));
  const command = signingCommand(kind, { key, input, signature });
  execFileSync("sh", ["-c", command], { stdio: "pipe" });
  return signature;
}

/** What an authenticator can be told to do otherwise. */
export interface Authenticator {
  /** Bits of WebAuthn: 1 the user is present, 4 the user was verified. */
  readonly flags?: number;
  readonly type?: string;
}

const PRESENT_AND_VERIFIED = 5;

/** The assertion of a passkey over a challenge, as a browser's `credential.toJSON()` gives it. */
export function assertionOf(
  privateKey: KeyObject,
  challenge: string,
  { flags = PRESENT_AND_VERIFIED, type = "webauthn.get" }: Authenticator = {},
): object {
  const relyingParty = createHash("sha256").update("registry.example").digest();
  const authenticatorData = Buffer.concat([relyingParty, Buffer.from([flags, 0, 0, 0, 7])]);
  const clientData = { type, challenge: toBase64url(fromHex(challenge)), origin: "https://registry.example" };
  const clientDataJSON = Buffer.from(JSON.stringify({ ...clientData, crossOrigin: false }));
  const signed = Buffer.concat([authenticatorData, createHash("sha256").update(clientDataJSON).digest()]);
  const response = { authenticatorData, clientDataJSON, signature: sign("sha256", signed, privateKey) };
  const texts = Object.entries(response).map(([name, bytes]) => [name, bytes.toString("base64url")]);
  return { id: "passkey", type: "public-key", response: Object.fromEntries(texts) };
}

/** The same, in a file. */
export function assertionFile(privateKey: KeyObject, challenge: string, authenticator: Authenticator = {}): string {
  const path = somePath("json");
  writeFileSync(path, JSON.stringify(assertionOf(privateKey, challenge, authenticator)));
  return path;
}

/** Writes bytes to a file of their own. */
export function keptAs(ending: string, bytes: string | Uint8Array): string {
  const path = somePath(ending);
  writeFileSync(path, bytes);
  return path;
}

/** The public key of a private one, in PEM. */
export function pemOf(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();
}
