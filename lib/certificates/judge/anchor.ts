import { MerkleTrees } from "../../batch/tree/merkle-tree";
import { checksummed } from "../../hashing/address";
import { fromHex, toHex } from "../../hex";
import { currentAnchor } from "../../history/work-events";
import { provenSlot } from "../../proofs/account";
import { ProofError } from "../../proofs/proof-error";
import { anchorSlot, readAnchorSlot, type SlotAnchor } from "../../proofs/slots/anchor-slot";
import type { SlotTitle } from "../../proofs/slots/title-slot";
import type { Certificate } from "../format";
import type { CertifiedEvent } from "./history";

/** An anchor that a claim is proven under. */
export interface ProvenAnchor extends SlotAnchor {
  readonly root: string;
  /** Whose the claim is. */
  readonly owner: string;
  readonly metadataHash: string;
}

/**
 * The anchor of a certificate: its claim leads to the root, and the registry keeps who anchored that and when. Undefined where
 * there is none in it.
 * @param storage the root of what the registry keeps
 * @throws ProofError where it does not hold, or is not the one that the title has its priority from
 */
export async function provenAnchor(
  { work, anchor }: Pick<Certificate, "work" | "anchor">,
  storage: string,
  history: readonly CertifiedEvent[],
  title: SlotTitle | undefined,
): Promise<ProvenAnchor | undefined> {
  if (anchor === undefined) return undefined;
  const { owner, metadataHash, salt, siblings } = anchor;
  const trees = await MerkleTrees.load();
  const leaf = trees.leafOfClaim({ claim: { owner, contentHash: work.id, metadataHash }, salt });
  const root = toHex(trees.rootOf(leaf, siblings.map(fromHex)));
  const slot = readAnchorSlot(provenSlot(storage, anchorSlot(root), anchor.storage, "anchor.storage"));
  if (slot === undefined) throw new ProofError("absent", "anchor: its claim leads to a root that nobody anchored");

  const account = checksummed(slot.account);
  const isOfTitle = root === currentAnchor(history) && slot.anchoredAt === title?.registeredAt;
  if (title !== undefined && !isOfTitle) {
    throw new ProofError("left-over", "anchor is not the one that the title has its priority from");
  }
  // Anybody can anchor a claim in another's name. Of a title, the registry has seen to it.
  if (title === undefined && account !== owner) {
    throw new ProofError("absent", `anchor was made by ${account}, and its claim is of ${owner}`);
  }
  return { ...slot, account, root, owner, metadataHash };
}
