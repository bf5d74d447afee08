import { setBalance } from "@nomicfoundation/hardhat-network-helpers";
import {
  type AddressLike,
  type ContractTransactionResponse,
  parseEther,
  resolveAddress,
  type Signer,
  ZeroHash,
} from "ethers";
import { ethers } from "hardhat";

import { ACCREDITED_KINDS } from "../../lib/chain/contracts/scope";
import { type Application, applicationInput, signApplication } from "../../lib/parties/application";
import type { PartyRegistry } from "../../typechain-types";
import { PartyKind } from "./enums";

/** The latest time that the contracts can hold. */
const FOR_EVER = 2 ** 40 - 1;

/** As what an account is accredited, and until when (Unix seconds). */
export interface Terms {
  readonly validUntil: number | bigint;
  /** A number of the contracts' `PartyKind`; default: publisher. */
  readonly kind?: bigint;
  readonly credentialHash?: string;
  /** Unix seconds; default: the latest there is. */
  readonly deadline?: number;
}

/** What `PartyRegistry.accredit` takes. */
export type Agreed = [application: ReturnType<typeof applicationInput>, signature: string];

/**
 * An account's agreement to be accredited by the accreditor who has the contract: its signature where it has a key on this
 * chain, else its own call.
 */
export async function agreementOf(parties: PartyRegistry, account: AddressLike, terms: Terms): Promise<Agreed> {
  const application = await applicationOf(parties, account, terms);
  const input = applicationInput(application);
  const signer = (await ethers.getSigners()).find(({ address }) => address === application.account);
  if (signer === undefined) {
    await applyBy(parties, application);
    return [input, "0x"];
  }
  const { chainId } = await ethers.provider.getNetwork();
  return [input, await signApplication({ parties, chainId }, signer, application)];
}

/** Accredits an account that agrees, by the accreditor who has the contract. */
export async function accredit(
  parties: PartyRegistry,
  account: AddressLike,
  terms: Terms,
): Promise<ContractTransactionResponse> {
  return parties.accredit(...(await agreementOf(parties, account, terms)));
}

/** An application to the accreditor who has the contract. */
export async function applicationOf(
  parties: PartyRegistry,
  account: AddressLike,
  { kind = PartyKind.Publisher, credentialHash = ZeroHash, deadline = FOR_EVER, validUntil }: Terms,
): Promise<Application> {
  const name = ACCREDITED_KINDS[Number(kind) - 1];
  const { runner } = parties;
  if (runner === null || !("getAddress" in runner) || name === undefined) {
    throw new Error("no accreditor has the contract, or there is no such kind");
  }
  // What has an address signs.
  const accreditor = await (runner as Signer).getAddress();
  return {
    account: await resolveAddress(account),
    accreditor,
    kind: name,
    validUntil: Number(validUntil),
    credentialHash,
    deadline,
  };
}

/** The account's own call, also where the account is a contract. */
async function applyBy(parties: PartyRegistry, { account, accreditor, ...terms }: Application): Promise<void> {
  await setBalance(account, parseEther("1"));
  const { kind, validUntil, credentialHash, deadline } = applicationInput({ account, accreditor, ...terms });
  const caller = parties.connect(await ethers.getImpersonatedSigner(account));
  await caller.applyTo(accreditor, kind, validUntil, credentialHash, deadline);
}
