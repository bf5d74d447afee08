import type { ContractTransactionResponse } from "ethers";
import { deployments, ethers } from "hardhat";

import { keyKindNumber, type PublicKey } from "../../lib/keys/public-key";
import { keyAccountDomain, requestDigest } from "../../lib/keys/request";
import type { KeyAccount, KeyAccounts } from "../../typechain-types";
import { admit, deployRegistry, type Registry } from "../shared/fixture";
import type { OutsideKey } from "../shared/keys";

/** A registry with accounts of keys. */
export interface KeyStage extends Registry {
  readonly keyAccounts: KeyAccounts;
  readonly chainId: bigint;
}

/** A fresh registry, and no account of a key. */
export const deployKeys = deployments.createFixture<KeyStage, undefined>(async () => {
  const registry = await deployRegistry();
  await deployments.run(["KeyAccounts", "Recovery"], { resetMemory: false, writeDeploymentsToFiles: false });
  const { address } = await deployments.get("KeyAccounts");
  const keyAccounts = await ethers.getContractAt("KeyAccounts", address, registry.accounts.stranger);
  const { chainId } = await ethers.provider.getNetwork();
  return { ...registry, keyAccounts, chainId };
});

/** The account of a key, made by a stranger. */
export async function accountFor({ keyAccounts, accounts }: KeyStage, key: PublicKey): Promise<KeyAccount> {
  const named = [keyKindNumber(key.kind), key.publicKey] as const;
  await keyAccounts.create(...named);
  return ethers.getContractAt("KeyAccount", await keyAccounts.accountOf(...named), accounts.stranger);
}

/** The same, accredited as a publisher. */
export async function publisherFor(stage: KeyStage, key: PublicKey): Promise<KeyAccount> {
  const account = await accountFor(stage, key);
  await admit(stage, account);
  return account;
}

/** A call that an account is to make. */
export interface Call {
  readonly target: string;
  readonly data: string;
}

export const LATER = 2 ** 40 - 1;

/** What the key signs for its account's next call. */
export async function digestOf(account: KeyAccount, call: Call, deadline = LATER): Promise<string> {
  const { chainId } = await ethers.provider.getNetwork();
  const [address, nonce] = [await account.getAddress(), Number(await account.nonce())];
  return requestDigest({ account: address, chainId: Number(chainId), call, nonce, deadline });
}

/** The key signs a call, and a stranger relays it. */
export async function relay(account: KeyAccount, key: OutsideKey, call: Call): Promise<ContractTransactionResponse> {
  const signature = await key.sign(await digestOf(account, call));
  return account.execute(call.target, call.data, LATER, signature);
}

/** A signature for `isValidSignature` in ERC-7739's form, of a type and a message with an application's domain. */
export async function nestedSignature(
  account: KeyAccount,
  key: OutsideKey,
  {
    domain,
    types,
    message,
  }: {
    readonly domain: Parameters<typeof ethers.TypedDataEncoder.hash>[0];
    readonly types: Parameters<typeof ethers.TypedDataEncoder.hash>[1];
    readonly message: Record<string, unknown>;
  },
): Promise<string> {
  const { chainId } = await ethers.provider.getNetwork();
  const encoder = ethers.TypedDataEncoder.from(types);
  const own = keyAccountDomain(await account.getAddress(), chainId);
  const nested = {
    TypedDataSign: [
      { name: "contents", type: encoder.primaryType },
      { name: "name", type: "string" },
      { name: "version", type: "string" },
      { name: "chainId", type: "uint256" },
      { name: "verifyingContract", type: "address" },
      { name: "salt", type: "bytes32" },
    ],
    ...types,
  };
  const digest = ethers.TypedDataEncoder.hash(domain, nested, { contents: message, ...own, salt: ethers.ZeroHash });
  const description = ethers.toUtf8Bytes(encoder.encodeType(encoder.primaryType));
  return ethers.concat([
    await key.sign(digest),
    ethers.TypedDataEncoder.hashDomain(domain),
    encoder.hash(message),
    description,
    ethers.toBeHex(description.length, 2),
  ]);
}
