import { join } from "node:path";

import type { BaseWallet } from "ethers";

import {
  type AccountBook,
  chooseAccount,
  lookUp,
  type NamedAccount,
  requireAddress,
  unlock,
} from "../../../lib/accounts/accounts";
import { sampleMembersFolder } from "../../../lib/accounts/sample-members";
import type { DevAccountName } from "../../../lib/chain/development/dev-accounts";
import { defaultAccount, home } from "../../../lib/env";
import type { CommandContext } from "../command/context";
import { parseAddress } from "../command/parse";
import { askPassword } from "./password";

/** The folder of encrypted keys. */
function keystoreFolder(): string {
  return join(home(), "keystore");
}

/** The accounts that have a name on a chain. */
export function bookOf(chainId: bigint): AccountBook {
  return { folder: keystoreFolder(), members: sampleMembersFolder(home()), chainId };
}

/** The accounts that have a name on the network of this run. Asks no node: the chain id is the configuration's. */
export function accountBook({ network }: CommandContext): AccountBook {
  return bookOf(BigInt(network.config.chainId ?? 0));
}

/** The account that signs: `--account`, else COLOPHON_ACCOUNT, else what the chain suggests. */
export async function signingAccount(
  book: AccountBook,
  name: string | undefined,
  fallback: DevAccountName,
): Promise<NamedAccount> {
  return chooseAccount(book, name ?? defaultAccount(), fallback);
}

/** The key that signs, by the same rule. */
export async function signer(chainId: bigint, name: string | undefined, fallback: DevAccountName): Promise<BaseWallet> {
  return unlock(await signingAccount(bookOf(chainId), name, fallback), askPassword);
}

/** The address that a parameter means: an address, or the name of an account. */
export async function addressOf(chainId: bigint, value: string, parameter: string): Promise<string> {
  const isName = /^[a-z][a-z0-9-]*$/.test(value);
  const named = isName ? await lookUp(bookOf(chainId), value) : undefined;
  return named === undefined ? parseAddress(value, parameter) : requireAddress(named);
}
