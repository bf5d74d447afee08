import { type AddressLike, type ContractTransactionResponse, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";

import type { PartyRegistry, WorkRegistry } from "../../typechain-types";

/** The records of the contracts as plain objects, to be compared whole. */

export interface Title {
  owner: string;
  registeredAt: bigint;
  finalAt: bigint;
  changedAtBlock: bigint;
  /** How many events the work's history has, modulo 4,096. */
  events: bigint;
  hasMoved: boolean;
  status: bigint;
}

export interface Offer {
  to: string;
  expiresAt: bigint;
  deedHash: string;
}

export interface Party {
  accreditor: string;
  validUntil: bigint;
  activeSince: bigint;
  changedAtBlock: bigint;
  /** How many events the party's history has. */
  events: bigint;
  status: bigint;
  kind: bigint;
}

export const NO_TITLE: Title = {
  ...{ owner: ZeroAddress, registeredAt: 0n, finalAt: 0n, changedAtBlock: 0n, events: 0n, hasMoved: false, status: 0n },
};

export const NO_OFFER: Offer = { to: ZeroAddress, expiresAt: 0n, deedHash: ZeroHash };

export const NO_PARTY: Party = {
  ...{ accreditor: ZeroAddress, validUntil: 0n, activeSince: 0n, changedAtBlock: 0n, events: 0n, status: 0n, kind: 0n },
};

export async function titleOf(registry: WorkRegistry, workId: bigint): Promise<Title> {
  const { owner, registeredAt, finalAt, changedAtBlock, events, hasMoved, status } = await registry.titleOf(workId);
  return { owner, registeredAt, finalAt, changedAtBlock, events, hasMoved, status };
}

export async function offerOf(registry: WorkRegistry, workId: bigint): Promise<Offer> {
  const { to, expiresAt, deedHash } = await registry.offerOf(workId);
  return { to, expiresAt, deedHash };
}

export async function partyOf(parties: PartyRegistry, account: AddressLike): Promise<Party> {
  const party = await parties.partyOf(account);
  const { accreditor, validUntil, activeSince, changedAtBlock, events, status, kind } = party;
  return { accreditor, validUntil, activeSince, changedAtBlock, events, status, kind };
}

/** The number and the time of the block that a transaction is in. */
export async function blockOf(transaction: ContractTransactionResponse): Promise<{ number: bigint; time: bigint }> {
  const receipt = await transaction.wait();
  const block = receipt === null ? null : await ethers.provider.getBlock(receipt.blockNumber);
  if (block === null) throw new Error(`transaction ${transaction.hash} is in no block`);
  return { number: BigInt(block.number), time: BigInt(block.timestamp) };
}
