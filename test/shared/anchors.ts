import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import type { ContractTransactionResponse } from "ethers";

import type { WorkRegistry } from "../../typechain-types";
import { type Claim, claimOf, someHash } from "./fixture";
import { blockOf } from "./records";

/** The types of a leaf: owner, contentHash, metadataHash, salt. */
export const LEAF_ENCODING = ["address", "bytes32", "bytes32", "bytes32"];

/** A leaf's values, in the order of LEAF_ENCODING. */
export type Leaf = [owner: string, contentHash: string, metadataHash: string, salt: string];

/** What `registerAnchored` and `verifyAnchored` take. */
export type ProvenClaim = [claim: Claim, salt: string, root: string, proof: string[]];

/** The leaf of a claim; with a salt of its own where none is given. */
export function leafOf({ owner, contentHash, metadataHash }: Claim, salt: string = someHash()): Leaf {
  return [owner, contentHash, metadataHash, salt];
}

/** OpenZeppelin's tree of these leaves. */
export function treeOf(leaves: Leaf[]): StandardMerkleTree<Leaf> {
  return StandardMerkleTree.of(leaves, LEAF_ENCODING);
}

/** One claim of a tree, with what proves it. */
export function provenBy(tree: StandardMerkleTree<Leaf>, index: number): ProvenClaim {
  const leaf = tree.at(index);
  if (leaf === undefined) throw new Error(`the tree has no leaf ${index}`);
  const [owner, contentHash, metadataHash, salt] = leaf;
  return [{ owner, contentHash, metadataHash }, salt, tree.root, tree.getProof(index)];
}

/** Claims under one root, each with what proves it. */
export function proveAll(claims: readonly Claim[]): ProvenClaim[] {
  const tree = treeOf(claims.map((claim) => leafOf(claim)));
  return claims.map((_, index) => provenBy(tree, index));
}

/** A claim that is the only one under its root: its proof is empty. */
export function proveAlone({ owner, contentHash, metadataHash }: Claim): ProvenClaim {
  const claim = { owner, contentHash, metadataHash };
  return provenBy(treeOf([leafOf(claim)]), 0);
}

/** A claim as it is anchored, and the time of that. */
export interface Anchored {
  readonly proven: ProvenClaim;
  readonly root: string;
  readonly time: bigint;
  readonly block: bigint;
}

/** Anchors one claim alone; the account that `registry` is connected to sends it. */
export async function anchorAlone(registry: WorkRegistry, claim: Claim): Promise<Anchored> {
  const proven = proveAlone(claim);
  const [, , root] = proven;
  const { time, number } = await blockOf(await registry.anchor(root));
  return { proven, root, time, block: number };
}

/** Anchors one claim alone and turns it into a title; the account that `registry` is connected to sends both. */
export async function registerAnchored(registry: WorkRegistry, claim: Claim): Promise<Anchored> {
  const anchored = await anchorAlone(registry, claim);
  await registry.registerAnchored(...anchored.proven);
  return anchored;
}

/** A work that `first` registered and that `owner` took over by an earlier anchor. */
export async function supersededWork(
  registry: WorkRegistry,
  first: HardhatEthersSigner,
  owner: HardhatEthersSigner,
): Promise<{ anchored: Anchored; workId: bigint }> {
  const byOwner = registry.connect(owner);
  const claim = claimOf(owner);
  const anchored = await anchorAlone(byOwner, claim);
  await registry.connect(first).register({ ...claim, owner: first.address, metadataHash: someHash() });
  await byOwner.registerAnchored(...anchored.proven);
  return { anchored, workId: BigInt(claim.contentHash) };
}

/** The names of a transaction's events of the registry, ERC-721 events included, in log order. */
export async function eventNames(registry: WorkRegistry, sent: ContractTransactionResponse): Promise<string[]> {
  const receipt = await sent.wait();
  return (receipt?.logs ?? []).map((log) => registry.interface.parseLog(log)?.name ?? "unknown");
}
