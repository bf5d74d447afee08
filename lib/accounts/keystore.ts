import { scrypt as nodeScrypt } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { getAddress, getBytes, hexlify, isError, scrypt, Wallet } from "ethers";
import { z } from "zod";

import { ColophonError, fileError, isErrorCode, notWritten } from "../errors";
import { makeFolder, namesIn } from "../store/folder";

/** An account as the folder of keystores lists it. */
export interface StoredAccount {
  readonly name: string;
  readonly address: string;
  readonly path: string;
}

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const SUFFIX = ".json";
const OWNER_ONLY = 0o600;
const FOLDER_OWNER_ONLY = 0o700;
const MIN_PASSWORD_LENGTH = 8;
const SCRYPT_BITS_PER_BLOCK = 16;
/** Twice what RFC 7914 counts: N + p blocks of 128 r bytes, and two more. */
const SCRYPT_BLOCK_BYTES = 256;

const derive = promisify<Uint8Array, Uint8Array, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  nodeScrypt,
);

let isDerivationFast = false;

/**
 * The key derivation of Node is several times as fast as the one in JavaScript; the bytes are the same. Both refuse what breaks
 * RFC 7914 (section 2: N is less than 2^(128 r / 8)), as the keys of eth-keyfile before 0.7 do, with r = 1.
 */
function useFastDerivation(): void {
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

/**
 * Makes a new key and keeps it encrypted: Web3 Secret Storage version 3, readable by the file's owner only.
 * @param askPassword is asked once the name is known to be free
 * @throws ColophonError, exit code 2, where the name is taken or not a name, or the password is too short
 */
export async function createAccount(
  folder: string,
  name: string,
  askPassword: () => Promise<string>,
): Promise<StoredAccount> {
  const path = pathOf(folder, name);
  if (await findAccount(folder, name)) throw taken(name, path);
  const password = await askPassword();
  if (password.length < MIN_PASSWORD_LENGTH) {
    throw new ColophonError(`The password has fewer than ${MIN_PASSWORD_LENGTH} characters`, { exitCode: 2 });
  }

  useFastDerivation();
  // The bare key: a wallet made from words would put them into the file as well.
  const wallet = new Wallet(Wallet.createRandom().privateKey);
  const text = await wallet.encrypt(password);
  try {
    await makeFolder(folder, FOLDER_OWNER_ONLY);
    await writeNew(path, `${text}\n`);
  } catch (cause) {
    throw isErrorCode(cause, "EEXIST") ? taken(name, path) : notWritten(path, cause);
  }
  return { name, address: wallet.address, path };
}

/** The accounts of a folder, by name. */
export async function listAccounts(folder: string): Promise<StoredAccount[]> {
  const files = await namesIn(folder);
  const names = files.filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length));
  const accounts = await Promise.all(names.filter((name) => NAME.test(name)).map((name) => findAccount(folder, name)));
  return accounts.filter((account) => account !== undefined).sort((a, b) => a.name.localeCompare(b.name));
}

/** An account by its name; undefined where the folder has none. Needs no password. */
export async function findAccount(folder: string, name: string): Promise<StoredAccount | undefined> {
  const path = pathOf(folder, name);
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    if (isErrorCode(cause, "ENOENT")) return undefined;
    throw fileError(path, cause);
  });
  return text === undefined ? undefined : { name, address: addressIn(text, path), path };
}

/**
 * Decrypts an account's key.
 * @throws ColophonError where the password is wrong
 */
export async function unlockAccount(account: StoredAccount, password: string): Promise<Wallet> {
  const text = await readFile(account.path, "utf8").catch((cause: unknown) => {
    throw fileError(account.path, cause);
  });
  useFastDerivation();
  let refusal: unknown;
  for (const form of formsOf(password)) {
    try {
      const wallet = await Wallet.fromEncryptedJson(text, form);
      return new Wallet(wallet.privateKey);
    } catch (cause) {
      if (!isError(cause, "INVALID_ARGUMENT") || cause.argument !== "password") throw damaged(account.path, cause);
      refusal = cause;
    }
  }
  throw new ColophonError(`The password does not open the account "${account.name}"`, {
    advice: "Try again; a lost password cannot be recovered.",
    cause: refusal,
  });
}

/**
 * What a password may mean: Web3 Secret Storage does not say in which form of Unicode it is. ethers takes NFKC, where
 * full-width digits are digits and an accent is part of its letter; geth and eth-account take the bytes as they were typed.
 */
function formsOf(password: string): readonly (string | Uint8Array)[] {
  return password.normalize("NFKC") === password ? [password] : [password, Buffer.from(password)];
}

function pathOf(folder: string, name: string): string {
  if (!NAME.test(name)) {
    throw new ColophonError(`"${name}" is not a name for an account`, {
      advice: "A name has up to 32 lower-case letters, digits and hyphens, and begins with a letter.",
      exitCode: 2,
    });
  }
  return join(folder, `${name}${SUFFIX}`);
}

function addressIn(text: string, path: string): string {
  const keystoreFile = z.looseObject({ address: z.string().regex(/^(0x)?[0-9a-fA-F]{40}$/), version: z.literal(3) });
  try {
    return getAddress(`0x${keystoreFile.parse(JSON.parse(text)).address.replace(/^0x/, "")}`);
  } catch (cause) {
    throw damaged(path, cause);
  }
}

function damaged(path: string, cause: unknown): ColophonError {
  return new ColophonError(`${path} is not a keystore file (Web3 Secret Storage version 3)`, {
    advice: "Restore it from a copy, or move it out of the folder.",
    cause,
  });
}

function taken(name: string, path: string): ColophonError {
  return new ColophonError(`There is an account "${name}" already: ${path}`, {
    advice: "Choose another name.",
    exitCode: 2,
  });
}

/** Writes a file that must not exist, and has it on the disk before it returns. */
async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", OWNER_ONLY);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
