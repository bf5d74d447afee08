import type { WorkRegistry } from "../../../typechain-types";
import { MerkleTrees } from "../../batch/tree/merkle-tree";
import type { Colophon } from "../../chain/contracts/colophon";
import { fromHex, toHex } from "../../hex";
import type { HistoryEvent } from "../../history/walk";
import type { Certificate } from "../format";

/** A claim under an anchor: all of it but the registry's word. */
export interface AnchoredClaim {
  readonly root: string;
  readonly claim: Omit<NonNullable<Certificate["anchor"]>, "storage">;
}

/**
 * The claim that a title has its priority from, as the transaction has it that showed it to the registry: by itself, or within what
 * a wallet or another contract handed on. Undefined where there is none.
 */
export async function claimOfTitle(
  { provider, registry }: Pick<Colophon, "provider" | "registry">,
  history: readonly HistoryEvent[],
): Promise<AnchoredClaim | undefined> {
  const proof = history.findLast(({ event }) => event.name === "PriorityProven");
  const transaction = proof && (await provider.getTransaction(proof.transactionHash));
  if (!proof || !transaction) return undefined;

  const shown = { workId: proof.event.args["workId"] as unknown, root: proof.event.args["root"] as unknown };
  const trees = await MerkleTrees.load();
  for (const [claim, salt, root, siblings] of callsIn(registry.interface, transaction.data)) {
    if (BigInt(claim.contentHash) !== shown.workId || root !== shown.root) continue;
    const { owner, metadataHash, contentHash } = claim;
    const leaf = trees.leafOfClaim({ claim: { owner, contentHash, metadataHash }, salt });
    const isShown = toHex(trees.rootOf(leaf, siblings.map(fromHex))) === root;
    if (isShown) return { root, claim: { owner, metadataHash, salt, siblings: [...siblings] } };
  }
  return undefined;
}

/** What `registerAnchored` takes. */
type RegisterAnchored = readonly [
  claim: { readonly owner: string; readonly contentHash: string; readonly metadataHash: string },
  salt: string,
  root: string,
  siblings: readonly string[],
];

/** All that can be read as a call of `registerAnchored` in the input of a transaction, wherever it begins. */
function* callsIn(registry: WorkRegistry["interface"], data: string): Generator<RegisterAnchored> {
  const { name, selector } = registry.getFunction("registerAnchored");
  const sought = selector.slice("0x".length);
  for (let at = data.indexOf(sought); at >= 0; at = data.indexOf(sought, at + 1)) {
    const call = callAt(() => registry.decodeFunctionData(name, `0x${data.slice(at)}`));
    if (call !== undefined) yield call;
  }
}

/** @returns undefined where the bytes only look like the beginning of such a call */
function callAt(read: () => unknown): RegisterAnchored | undefined {
  try {
    const [claim, salt, root, siblings] = read() as RegisterAnchored; // as the registry's interface has them
    return [claim, salt, root, [...siblings]];
  } catch {
    return undefined;
  }
}
