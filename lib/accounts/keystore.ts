import { basename, join } from "node:path";

import { Wallet } from "ethers";

import { ColophonError, isErrorCode, notWritten } from "../errors";
import { type Listed, makeFolder, namesIn, readEach } from "../store/folder";
import { clearUnfinished, publishNew } from "../store/publish";
import { readText } from "../text-file";
import { decryptKeystore, parseKeystore, useFastDerivation } from "./keystore-file";

/** An account as the folder of keystores lists it. */
export interface StoredAccount {
  readonly name: string;
  /** Undefined where its file does not say it; who has the password learns it. */
  readonly address: string | undefined;
  readonly path: string;
}

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const SUFFIX = ".json";
const OWNER_ONLY = 0o600;
const FOLDER_OWNER_ONLY = 0o700;
const MIN_PASSWORD_LENGTH = 8;

/** Whether an account can have this name. */
export function isAccountName(name: string): boolean {
  return NAME.test(name);
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
): Promise<StoredAccount & { readonly address: string }> {
  const path = pathOf(folder, name);
  if (await findAccount(folder, name)) throw taken(name, path);
  const password = await askPassword();
  if (password.length < MIN_PASSWORD_LENGTH) {
    throw new ColophonError(`The password has fewer than ${MIN_PASSWORD_LENGTH} characters`, {
      code: "PasswordTooShort",
      advice: "Choose a longer one, and keep it: nobody can recover it.",
      exitCode: 2,
    });
  }

  useFastDerivation();
  // The bare key: a wallet made from words would put them into the file as well.
  const wallet = new Wallet(Wallet.createRandom().privateKey);
  const text = await wallet.encrypt(password);
  try {
    await makeFolder(folder, FOLDER_OWNER_ONLY);
    await publishNew(path, `${text}\n`, OWNER_ONLY);
    await clearUnfinished(path);
  } catch (cause) {
    throw isErrorCode(cause, "EEXIST") ? taken(name, path) : notWritten(path, cause);
  }
  return { name, address: wallet.address, path };
}

/** The accounts of a folder, by name, and the files that have an account's name and are none. */
export async function listAccounts(folder: string): Promise<Listed<StoredAccount>> {
  const files = await namesIn(folder);
  const names = files.filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length));
  const paths = names
    .filter(isAccountName)
    .sort((a, b) => a.localeCompare(b))
    .map((name) => pathOf(folder, name));
  return readEach(paths, readAccount);
}

/** An account by its name; undefined where the folder has none. Needs no password. */
export async function findAccount(folder: string, name: string): Promise<StoredAccount | undefined> {
  return readAccount(pathOf(folder, name)).catch((error: unknown) => {
    if (error instanceof ColophonError && isErrorCode(error.cause, "ENOENT")) return undefined;
    throw error;
  });
}

/**
 * Decrypts an account's key.
 * @throws ColophonError where the password is wrong, or the file is damaged or needs what is not to be had here
 */
export async function unlockAccount({ name, path }: StoredAccount, password: string): Promise<Wallet> {
  const wallet = await decryptKeystore(parseKeystore(await readText(path), path), path, password);
  if (wallet !== undefined) return wallet;
  throw new ColophonError(`The password does not open the account "${name}"`, {
    code: "WrongPassword",
    advice: "Try again; a lost password cannot be recovered.",
  });
}

function pathOf(folder: string, name: string): string {
  if (!isAccountName(name)) {
    throw new ColophonError(`"${name}" is not a name for an account`, {
      code: "NotAnAccountName",
      advice: "A name has up to 32 lower-case letters, digits and hyphens, and begins with a letter.",
      exitCode: 2,
    });
  }
  return join(folder, `${name}${SUFFIX}`);
}

async function readAccount(path: string): Promise<StoredAccount> {
  const { address } = parseKeystore(await readText(path), path);
  return { name: basename(path, SUFFIX), address, path };
}

function taken(name: string, path: string): ColophonError {
  return new ColophonError(`There is an account "${name}" already: ${path}`, {
    code: "AccountExists",
    advice: "Choose another name.",
    exitCode: 2,
  });
}
