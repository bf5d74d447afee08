import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import { type AddressLike, id } from "ethers";
import { deployments, ethers } from "hardhat";

import { ACCREDITED_KINDS, scopeOf } from "../../lib/chain/contracts/scope";
import { DEV_ACCOUNTS, type DevAccountName } from "../../lib/chain/development/dev-accounts";
import type { AccessManager, PartyRegistry, WorkRegistry } from "../../typechain-types";
import { accredit } from "./agreement";

/** `PartyKind.Publisher` of the contracts. */
export const PUBLISHER = 1;

export const DAY = 24 * 3600;
/** So short that what waits so long does not expire where the AccessManager counts milliseconds. */
export const MINUTE = 60;

/** The latest time that the contracts can hold. */
export const FOR_EVER = 2n ** 40n - 1n;

/** All kinds, as an appointment of an accreditor has them. */
export const EVERY_KIND = scopeOf(ACCREDITED_KINDS);

/** A deployment made by the deploy scripts, and the accounts that they name. */
export interface Registry {
  readonly manager: AccessManager;
  readonly parties: PartyRegistry;
  readonly registry: WorkRegistry;
  /** Signers by name; `aurora` and `borealis` are accredited publishers, `stranger` is nobody. */
  readonly accounts: Readonly<Record<DevAccountName | "stranger", HardhatEthersSigner>>;
  /** The end of the accreditations that the fixture made, in Unix seconds. */
  readonly validUntil: number;
}

/** What an owner says about a work, as `IWorkRegistry.Claim` has it. */
export interface Claim {
  owner: string;
  contentHash: string;
  metadataHash: string;
}

const STRANGER = Object.keys(DEV_ACCOUNTS).length;

async function namedSigners(): Promise<Registry["accounts"]> {
  const signer = async (index: number): Promise<HardhatEthersSigner> => {
    const found = (await ethers.getSigners())[index];
    if (found === undefined) throw new Error(`the chain has no account ${index}`);
    return found;
  };
  const entries = await Promise.all(
    Object.entries({ ...DEV_ACCOUNTS, stranger: STRANGER }).map(async ([name, index]) => [name, await signer(index)]),
  );
  // Object.fromEntries forgets the keys, which are those of DEV_ACCOUNTS and "stranger".
  return Object.fromEntries(entries) as Registry["accounts"];
}

/** A fresh registry, with two accredited publishers. */
export const deployRegistry = deployments.createFixture<Registry, undefined>(async () => {
  await deployments.fixture(["accreditor", "recovery-role"]);
  const accounts = await namedSigners();
  const at = async (name: string): Promise<string> => (await deployments.get(name)).address;
  const manager = await ethers.getContractAt("AccessManager", await at("AccessManager"), accounts.deployer);
  const parties = await ethers.getContractAt("PartyRegistry", await at("PartyRegistry"), accounts.accreditor);
  const registry = await ethers.getContractAt("WorkRegistry", await at("WorkRegistry"), accounts.aurora);

  // Tests let years go by.
  await parties.connect(accounts.deployer).appointAccreditor(accounts.accreditor, FOR_EVER, EVERY_KIND);
  const validUntil = (await time.latest()) + 365 * DAY;
  for (const publisher of [accounts.aurora, accounts.borealis]) await accredit(parties, publisher, { validUntil });
  return { manager, parties, registry, accounts, validUntil };
});

/** Accredits one more account as a publisher, for as long as those of the fixture. */
export async function admit({ parties, validUntil }: Registry, account: AddressLike): Promise<void> {
  await accredit(parties, account, { validUntil });
}

let hashes = 0;

/** A hash that nothing else in this run has. */
export function someHash(): string {
  hashes += 1;
  return id(`hash ${hashes}`);
}

/** A claim about a new work. */
export function claimOf(owner: string | HardhatEthersSigner): Claim {
  return {
    owner: typeof owner === "string" ? owner : owner.address,
    contentHash: someHash(),
    metadataHash: someHash(),
  };
}

/** Registers a new work and gives its id; the title is still provisional. */
export async function registerWork(registry: WorkRegistry, owner: HardhatEthersSigner): Promise<bigint> {
  const claim = claimOf(owner);
  await registry.connect(owner).register(claim);
  return BigInt(claim.contentHash);
}

/** Registers a new work and moves the chain's clock until its title is final. */
export async function registerFinalWork(registry: WorkRegistry, owner: HardhatEthersSigner): Promise<bigint> {
  const workId = await registerWork(registry, owner);
  await time.increaseTo((await registry.titleOf(workId)).finalAt);
  return workId;
}
