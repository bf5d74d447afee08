import type { BaseWallet } from "ethers";

import {
  DEV_ACCOUNTS,
  DEV_ADDRESSES,
  DEV_CONSORTIUM_CHAIN_ID,
  type DevAccountName,
  isDevAccount,
  isDevChain,
} from "../chain/development/dev-accounts";
import { devWallet } from "../chain/development/dev-wallet";
import { ColophonError } from "../errors";
import type { Listed } from "../store/folder";
import { createAccount, findAccount, listAccounts, type StoredAccount, unlockAccount } from "./keystore";
import { findMember, listMembers, memberWallet, type SampleMember } from "./sample-members";

/** A development account, whose key everybody knows. */
export interface DevelopmentAccount {
  readonly kind: "development";
  readonly name: DevAccountName;
  readonly address: string;
}

/** An account of which one can speak by name. */
export type NamedAccount =
  | DevelopmentAccount
  | (SampleMember & { readonly kind: "member" })
  | (StoredAccount & { readonly kind: "keystore" });

/** Where names are looked up. */
export interface AccountBook {
  /** The folder of keystores. */
  readonly folder: string;
  /** The folder of the sample members' keys, which are known on the consortium network of this machine only. */
  readonly members: string;
  /** Development accounts are known on the development chain only. */
  readonly chainId: bigint;
}

/** Asks for an account's password. */
type AskPassword = (name: string) => Promise<string>;

/** An account by its name; undefined where nobody has it. A chain's own names come first. */
export async function lookUp(book: AccountBook, name: string): Promise<NamedAccount | undefined> {
  if (isDevChain(book.chainId) && isDevAccount(name)) return developmentAccount(name);
  const member = hasMembers(book) ? await findMember(book.members, name) : undefined;
  if (member !== undefined) return { kind: "member", ...member };
  const stored = await findAccount(book.folder, name);
  return stored === undefined ? undefined : { kind: "keystore", ...stored };
}

/**
 * Makes a new account with an encrypted key.
 * @throws ColophonError, exit code 2, where the name is one of this chain's own, or as `createAccount`
 */
export async function newAccount(book: AccountBook, name: string, askPassword: AskPassword): Promise<StoredAccount> {
  const named = await lookUp(book, name);
  if (named !== undefined && named.kind !== "keystore") {
    const whose = named.kind === "member" ? "a sample member" : "a development account";
    throw new ColophonError(`"${name}" is the name of ${whose} on this chain`, {
      code: "NameOfDevelopmentAccount",
      advice: "Choose another name.",
      exitCode: 2,
    });
  }
  return createAccount(book.folder, name, () => askPassword(name));
}

/** Every account that has a name here, and the files of keys that are none. */
export async function listNamed(book: AccountBook): Promise<Listed<NamedAccount>> {
  // The keys of DEV_ACCOUNTS are the names; Object.keys forgets it.
  const names = isDevChain(book.chainId) ? (Object.keys(DEV_ACCOUNTS) as DevAccountName[]) : [];
  const members = hasMembers(book) ? await listMembers(book.members) : { sound: [], odd: [] };
  const stored = await listAccounts(book.folder);
  const all: NamedAccount[] = [
    ...names.map(developmentAccount),
    ...members.sound.map((account) => ({ kind: "member" as const, ...account })),
    ...stored.sound.map((account) => ({ kind: "keystore" as const, ...account })),
  ];
  // The first of a name is whom it means.
  const sound = all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
  return { sound, odd: [...members.odd, ...stored.odd] };
}

/**
 * The account that is to sign.
 * @param name as the user gave it; without it the development chain has `fallback`, other chains the only keystore
 * @throws ColophonError, exit code 2, where there is none or no telling which
 */
export async function chooseAccount(
  book: AccountBook,
  name: string | undefined,
  fallback: DevAccountName,
): Promise<NamedAccount> {
  if (name !== undefined) return requireAccount(book, name);
  if (isDevChain(book.chainId)) return developmentAccount(fallback);

  const { sound: accounts } = await listNamed(book);
  const [only] = accounts;
  if (only !== undefined && accounts.length === 1) return only;
  throw new ColophonError(only === undefined ? "There is no account to sign with" : "There are several accounts", {
    code: only === undefined ? "NoAccount" : "SeveralAccounts",
    advice:
      only === undefined
        ? "Make one with: npx hardhat account new --account NAME"
        : `Say which with --account: ${accounts.map((account) => account.name).join(", ")}`,
    exitCode: 2,
  });
}

/** The key of an account; asks for the password where there is one. */
export async function unlock(account: NamedAccount, askPassword: AskPassword): Promise<BaseWallet> {
  switch (account.kind) {
    case "development":
      return devWallet(account.name);
    case "member":
      return memberWallet(account);
    case "keystore":
      return unlockAccount(account, await askPassword(account.name));
  }
}

/** An account by its name. @throws ColophonError, exit code 2, where nobody has it */
export async function requireAccount(book: AccountBook, name: string): Promise<NamedAccount> {
  const account = await lookUp(book, name);
  if (account !== undefined) return account;
  throw new ColophonError(
    isDevAccount(name)
      ? `"${name}" is a development account: everybody knows its key, so it works on the embedded chain only`
      : `There is no account "${name}"`,
    {
      code: isDevAccount(name) ? "DevelopmentAccount" : "NoSuchAccount",
      advice: "See what there is with: npx hardhat account list",
      exitCode: 2,
    },
  );
}

/**
 * The address of an account, for where it is needed without its password.
 * @throws ColophonError, exit code 2, where its file does not say it
 */
export function requireAddress({ name, address, ...account }: NamedAccount): string {
  if (address !== undefined) return address;
  const place = account.kind === "keystore" ? account.path : name;
  throw new ColophonError(`The keystore of the account "${name}" does not say its address: ${place}`, {
    code: "AddressUnknown",
    advice: 'Write it into that file, beside "version": "address": "…", with its 40 hex digits.',
    exitCode: 2,
  });
}

function hasMembers({ chainId }: AccountBook): boolean {
  return chainId === BigInt(DEV_CONSORTIUM_CHAIN_ID);
}

function developmentAccount(name: DevAccountName): DevelopmentAccount {
  return { kind: "development", name, address: DEV_ADDRESSES[name] };
}
