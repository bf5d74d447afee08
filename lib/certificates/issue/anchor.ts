import type { Colophon } from "../../chain/contracts/colophon";
import type { HistoryEvent } from "../../history/walk";
import type { Certificate } from "../format";

/** A claim under an anchor: all of it but the registry's word. */
export interface AnchoredClaim {
  readonly root: string;
  readonly claim: Omit<NonNullable<Certificate["anchor"]>, "storage">;
}

/**
 * The claim that a title has its priority from, as the transaction has it that showed it to the registry. Undefined where there
 * is none, or another contract handed it on.
 */
export async function claimOfTitle(
  { provider, registry, deployment }: Colophon,
  history: readonly HistoryEvent[],
): Promise<AnchoredClaim | undefined> {
  const proof = history.findLast(({ event }) => event.name === "PriorityProven");
  const transaction = proof && (await provider.getTransaction(proof.transactionHash));
  if (transaction?.to?.toLowerCase() !== deployment.WorkRegistry.address.toLowerCase()) return undefined;

  const call = registry.interface.parseTransaction(transaction);
  if (call?.name !== "registerAnchored") return undefined;
  const [claim, salt, root, siblings] = call.args as unknown as RegisterAnchored; // as the registry's interface has them
  return { root, claim: { owner: claim.owner, metadataHash: claim.metadataHash, salt, siblings: [...siblings] } };
}

type RegisterAnchored = readonly [
  claim: { readonly owner: string; readonly metadataHash: string },
  salt: string,
  root: string,
  siblings: readonly string[],
];
