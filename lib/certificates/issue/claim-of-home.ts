import { getAddress } from "ethers";

import type { Colophon } from "../../chain/contracts/colophon";
import { knownAnchors } from "../../works/home/known-anchors";
import { evidenceOf } from "../../works/reading/evidence";
import type { CertificateOrder } from "./issue";

/**
 * The claim to a work that a home's batch files prove from its earliest anchor; undefined where none of them has the work.
 * @param home the folder of the store
 * @throws ColophonError where a batch file does not prove what it should
 */
export async function claimOfHome(
  colophon: Colophon,
  contentHash: string,
  home: string,
): Promise<CertificateOrder["untitled"]> {
  const [earliest] = (await knownAnchors(colophon, home, contentHash)).anchored;
  if (earliest === undefined) return undefined;

  const { claim, proof, anchor } = await evidenceOf(colophon, { contentHash, batch: earliest.batch, home });
  const owner = getAddress(claim.owner.toLowerCase());
  const { root, blockNumber: block } = anchor;
  return { anchored: { root, claim: { owner, metadataHash: claim.metadataHash, ...proof } }, block };
}
