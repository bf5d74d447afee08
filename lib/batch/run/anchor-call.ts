import type { Colophon } from "../../chain/contracts/colophon";
import { withMargin } from "../../chain/rpc/gas-market";
import type { PipelineCall } from "../../chain/sending/pipeline";
import type { Anchored } from "../file/ledger";

/** The one call of an anchored batch. */
const ANCHOR_CALL = 0;

/**
 * The call that anchors a root.
 * @throws the provider's error where the registry would refuse it
 */
export async function anchorCall({ registry }: Colophon, from: string, root: string): Promise<PipelineCall> {
  const estimate = await registry.anchor.estimateGas(root, { from });
  const { to, data } = await registry.anchor.populateTransaction(root);
  return { key: ANCHOR_CALL, to, data, gasLimit: withMargin("call", estimate) };
}

/** What the chain says of a root; undefined where nobody has anchored it. */
export async function readAnchor({ registry }: Colophon, root: string): Promise<Anchored | undefined> {
  const { account, anchoredAt, blockNumber } = await registry.anchorOf(root);
  return anchoredAt === 0n ? undefined : { account, anchoredAt: Number(anchoredAt), block: Number(blockNumber) };
}

/**
 * Whether an anchor by this account is the owner's will, as the registry has it: the owner or its operator made it. Anybody
 * can write a claim in somebody else's name and anchor it.
 */
export async function isByOwner({ registry }: Colophon, owner: string, account: string): Promise<boolean> {
  return account === owner || (await registry.isApprovedForAll(owner, account));
}
