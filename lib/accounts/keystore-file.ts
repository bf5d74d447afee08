import { scrypt as nodeScrypt } from "node:crypto";
import { promisify } from "node:util";

import { getAddress, getBytes, hexlify, isError, scrypt, Wallet } from "ethers";
import { z } from "zod";

import { ColophonError } from "../errors";

const SCRYPT_BITS_PER_BLOCK = 16;
/** Twice what RFC 7914 counts: N + p blocks of 128 r bytes, and two more. */
const SCRYPT_BLOCK_BYTES = 256;
const EXPORT = "Export the key from the program that made it as Web3 Secret Storage version 3.";

/** What a keystore file says without its password. */
interface Keystore {
  /** Undefined where the file does not say it: Web3 Secret Storage leaves that open. */
  readonly address: string | undefined;
  /** The file's text, the names of its fields as ethers looks for them. */
  readonly text: string;
}

/** Made when a file is read: most commands read none, and zod takes as long to load as a small command's own work. */
const keystoreSchema = () =>
  z
    .looseObject({
      version: z.literal(3),
      address: z
        .string()
        .regex(/^(0x)?[0-9a-fA-F]{40}$/)
        .optional(),
      crypto: z.looseObject({}).optional(),
    })
    .refine(({ address, crypto }) => address !== undefined || crypto !== undefined);

/**
 * Reads a keystore file: Web3 Secret Storage version 3. Some programs begin the names of its fields with a capital.
 * @param path for messages
 * @throws ColophonError where it is none, which says what it is instead, if that shows
 */
export function parseKeystore(text: string, path: string): Keystore {
  let document: unknown;
  try {
    document = withPlainNames(JSON.parse(text));
    const { address } = keystoreSchema().parse(document);
    return {
      address: address === undefined ? undefined : getAddress(`0x${address.replace(/^0x/, "")}`.toLowerCase()),
      text: JSON.stringify(document),
    };
  } catch (cause) {
    const { success, data } = z.looseObject({ version: z.int() }).safeParse(document);
    if (!success || data.version === 3) throw damaged(path, cause);
    const maker = Array.isArray(data["keyring"]) ? "Kaia's programs make such files. " : "";
    throw new ColophonError(`${path} is a keystore file of version ${data.version}, and only version 3 can be used`, {
      code: "KeystoreVersion",
      advice: maker + EXPORT,
      cause,
    });
  }
}

/**
 * Decrypts the key of a keystore file.
 * @returns undefined where the password is wrong
 * @throws ColophonError where the file is damaged, or is whole and needs what is not to be had here
 */
export async function decryptKeystore({ text }: Keystore, path: string, password: string): Promise<Wallet | undefined> {
  useFastDerivation();
  for (const form of formsOf(password)) {
    try {
      return new Wallet((await Wallet.fromEncryptedJson(text, form)).privateKey);
    } catch (cause) {
      if (!isError(cause, "INVALID_ARGUMENT") || cause.argument !== "password") throw notOpened(path, cause);
    }
  }
  return undefined;
}

/** The fields of an object under the same names in lower case. */
function withPlainNames(document: unknown): unknown {
  if (typeof document !== "object" || document === null || Array.isArray(document)) return document;
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [name.toLowerCase(), value as unknown]));
}

/**
 * What a password may mean: Web3 Secret Storage does not say in which form of Unicode it is. ethers takes NFKC, where
 * full-width digits are digits and an accent is part of its letter; geth and eth-account take the bytes as they were typed.
 */
function formsOf(password: string): readonly (string | Uint8Array)[] {
  return password.normalize("NFKC") === password ? [password] : [password, Buffer.from(password)];
}

/** A field that is missing or of another form is damage; a cipher or a derivation that cannot be had is none. */
function notOpened(path: string, cause: unknown): ColophonError {
  const isArgument = isError(cause, "INVALID_ARGUMENT");
  if (isArgument && !cause.argument.startsWith("kdf")) return damaged(path, cause);
  const reason = isArgument || isError(cause, "UNSUPPORTED_OPERATION") ? cause.shortMessage : String(cause);
  return new ColophonError(`${path} is a keystore file, and its key cannot be opened here: ${reason}`, {
    code: "KeystoreUnusable",
    advice: `The file may be whole. ${EXPORT}`,
    cause,
  });
}

function damaged(path: string, cause: unknown): ColophonError {
  return new ColophonError(`${path} is not a keystore file (Web3 Secret Storage version 3)`, {
    code: "NotAKeystore",
    advice: "Restore it from a copy, or move it out of the folder.",
    cause,
  });
}

const derive = promisify<Uint8Array, Uint8Array, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  nodeScrypt,
);

let isDerivationFast = false;

/**
 * The key derivation of Node is several times as fast as the one in JavaScript; the bytes are the same. Both refuse what breaks
 * RFC 7914 (section 2: N is less than 2^(128 r / 8)), as the keys of eth-keyfile before 0.7 do, with r = 1.
 */
export function useFastDerivation(): void {
  if (isDerivationFast) return;
  isDerivationFast = true;
  scrypt.register(async (password, salt, N, r, p, length) => {
    const [secret, grains] = [getBytes(password), getBytes(salt)];
    if (N >= 2 ** (SCRYPT_BITS_PER_BLOCK * r)) {
      const { scrypt: lenient } = await import("hash-wasm");
      const sizes = { costFactor: N, blockSize: r, parallelism: p, hashLength: length };
      return hexlify(await lenient({ password: secret, salt: grains, ...sizes, outputType: "binary" }));
    }
    const maxmem = SCRYPT_BLOCK_BYTES * r * (N + p + 2);
    return hexlify(await derive(secret, grains, length, { N, r, p, maxmem }));
  });
}
