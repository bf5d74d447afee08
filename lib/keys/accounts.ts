import { Contract } from "ethers";

import type { KeyAccount, KeyAccounts } from "../../typechain-types";
import { KEY_ACCOUNT, MODULES } from "../chain/contracts/artifacts";
import type { Colophon } from "../chain/contracts/colophon";
import { howToDeploy } from "../chain/contracts/deployment";
import { codeAt } from "../chain/rpc/code";
import { ColophonError } from "../errors";
import { keyKindNumber, type PublicKey } from "./public-key";

/** A deployment with its accounts of keys. */
export interface OpenKeys {
  readonly colophon: Colophon;
  readonly accounts: KeyAccounts;
  /** The address of the contract for recoveries; undefined where the deployment files do not say. */
  readonly recovery: string | undefined;
}

/** Where a contract is; undefined where the deployment files do not say. */
type Place = { readonly address: string } | undefined;

/**
 * The accounts of keys beside a deployment.
 * @param deployed where they are
 * @param recovery where the contract for recoveries is, whose calls are told by it
 * @throws ColophonError where they are not
 */
export function keysOf(colophon: Colophon, deployed: Place, recovery?: Place): OpenKeys {
  if (deployed === undefined) {
    throw new ColophonError(`The contract for accounts of keys is not deployed on the network "${colophon.network}"`, {
      code: "KeyAccountsNotDeployed",
      advice: howToDeploy(colophon.network),
    });
  }
  // A Contract answers by its ABI; the types are made from the same ABI by TypeChain.
  const accounts = new Contract(deployed.address, MODULES.KeyAccounts.contract, colophon.provider);
  return { colophon, accounts: accounts as unknown as KeyAccounts, recovery: recovery?.address };
}

/** An account of a key, for reading and for calls that anybody relays. */
export function keyAccountAt({ provider }: Pick<Colophon, "provider">, address: string): KeyAccount {
  // As above.
  return new Contract(address, KEY_ACCOUNT.contract, provider) as unknown as KeyAccount;
}

/** Where the account of a key is, or will be, and whether it was made. */
export async function accountOfKey(
  { colophon, accounts }: OpenKeys,
  { kind, publicKey }: PublicKey,
): Promise<{ readonly address: string; readonly isCreated: boolean }> {
  const address = await accounts.accountOf(keyKindNumber(kind), publicKey);
  return { address, isCreated: (await codeAt(colophon.provider, address)) !== "0x" };
}

/** @throws ColophonError where the account of a key was not made yet */
export async function requireAccount(keys: OpenKeys, key: PublicKey): Promise<string> {
  const { address, isCreated } = await accountOfKey(keys, key);
  if (isCreated) return address;
  throw new ColophonError(`The account ${address} of this key was not made yet`, {
    code: "KeyAccountNotCreated",
    advice: "Anybody can make it with: npx hardhat key create",
  });
}
