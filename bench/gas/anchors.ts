import { AbiCoder, concat, keccak256 } from "ethers";

import type { Claim } from "../../lib/chain/contracts/registration";
import { gasOf } from "../shared/gas-of";
import type { Row } from "../shared/row";
import { batchPeers } from "./batches";
import { gasRow, steadyClaim, steadyClaims, steadyHash, type Subjects } from "./subjects";

const ANCHOR_GOAL = 50_000;
const CLAIM_GOAL = 110_000;

/** The levels of a tree with a million leaves. */
const LEVELS = 20;

/** The works of an anchor: what it costs does not depend on their number. */
const ANCHORED = [1_000, 1_000_000];
/** More works fit into no block where each costs something. */
const MOST_IN_A_BLOCK = 1_000;

const LEAF = ["address", "bytes32", "bytes32", "bytes32"];

/** A claim with a path to a root, as `registerAnchored` takes it. */
type Proven = [claim: Claim, salt: string, root: string, proof: string[]];

/** Anchors and what is made of them, by an owner who has titles already. */
export async function measureAnchors(subjects: Subjects): Promise<Row[]> {
  const { registry, accounts, service } = subjects;
  const { aurora, borealis } = accounts;
  const asAurora = registry.connect(aurora);
  const alone = proven(aurora.address, "alone", 0);
  const amongMany = proven(aurora.address, "among a million", LEVELS);
  const contested = proven(aurora.address, "contested", LEVELS);

  await gasOf(asAurora.register(steadyClaim(aurora.address, "before the anchors")));
  const anchor = await gasOf(asAurora.anchor(alone[2]));
  const stamp = await gasOf(service.eas.timestamp(steadyHash("a root")));
  await gasOf(asAurora.anchor(amongMany[2]));
  await gasOf(asAurora.anchor(contested[2]));
  const asBorealis = registry.connect(borealis);
  // Whoever is superseded holds another title beside it.
  await gasOf(asBorealis.register(steadyClaim(borealis.address, "uncontested")));
  await gasOf(asBorealis.register({ ...contested[0], owner: borealis.address }));
  const anchored: Row[] = [];
  for (const works of ANCHORED) {
    const oneByOne = works > MOST_IN_A_BLOCK ? [] : await batchPeers(subjects, steadyClaims(aurora.address, works));
    const peers = [...oneByOne, { name: "EAS timestamp of a root", value: stamp / works }];
    anchored.push(gasRow(`anchored.${works}`, anchor / works, null, peers));
  }
  return [
    gasRow("anchor", anchor, ANCHOR_GOAL, [{ name: "EAS timestamp", value: stamp }]),
    ...anchored,
    gasRow("registerAnchored.1", await gasOf(asAurora.registerAnchored(...alone))),
    gasRow(`registerAnchored.${LEVELS}`, await gasOf(asAurora.registerAnchored(...amongMany)), CLAIM_GOAL),
    gasRow("registerAnchored.supersede", await gasOf(asAurora.registerAnchored(...contested))),
  ];
}

/** A claim at the end of a path with that many siblings. */
function proven(owner: string, work: string, levels: number): Proven {
  const claim = steadyClaim(owner, work);
  const salt = steadyHash(`${work}: salt`);
  const values = [claim.owner, claim.contentHash, claim.metadataHash, salt];
  const leaf = keccak256(keccak256(AbiCoder.defaultAbiCoder().encode(LEAF, values)));
  const proof = Array.from({ length: levels }, (_, level) => steadyHash(`${work}: sibling ${level}`));
  const root = proof.reduce((node, sibling) => keccak256(concat([node, sibling].toSorted())), leaf);
  return [claim, salt, root, proof];
}
