import { ContractFactory, encodeBytes32String, hexlify, Signature, toUtf8Bytes } from "ethers";
import { EthereumDIDRegistry as plain } from "ethr-did-registry";
import { deployments, ethers } from "hardhat";

import { type Change, signChange } from "../../lib/identity/change";
import type { IdentityRegistry } from "../../typechain-types";
import { deployRegistry, type Registry } from "../shared/fixture";

/** The registry of identities beside the others, and the accounts. */
export interface IdentityStage extends Registry {
  readonly identities: IdentityRegistry;
}

export const SIGNING = encodeBytes32String("veriKey");
export const NAME = encodeBytes32String("did/alsoKnownAs");
export const VALUE = hexlify(toUtf8Bytes("did:weid:1:0x0d3d2ab0b5f9ba8f5e08a3e2f2f93f7a4b5c6d7e"));

/** A fresh registry of identities. */
export const deployIdentities = deployments.createFixture<IdentityStage, undefined>(async () => {
  const registry = await deployRegistry();
  await deployments.run("IdentityRegistry", { resetMemory: false, writeDeploymentsToFiles: false });
  const { address } = await deployments.get("IdentityRegistry");
  const identities = await ethers.getContractAt("IdentityRegistry", address, registry.accounts.aurora);
  return { ...registry, identities };
});

/** `ethr-did-registry`, which everybody else deploys and which has the same functions. */
export async function deployPlain({ accounts }: IdentityStage): Promise<IdentityRegistry> {
  const contract = await new ContractFactory(plain.abi, plain.bytecode, accounts.deployer).deploy();
  return ethers.getContractAt("IdentityRegistry", await contract.getAddress(), accounts.aurora);
}

/** Signs a change and takes the signature apart, as the contract's functions want it. */
export async function signedParts(
  identities: IdentityRegistry,
  signer: Parameters<typeof signChange>[2],
  identity: string,
  change: Change,
): Promise<readonly [v: number, r: string, s: string]> {
  const { chainId } = await ethers.provider.getNetwork();
  const { v, r, s } = Signature.from(await signChange(identities, chainId, signer, identity, change));
  return [v, r, s];
}
