import { hexlify, isCallException, randomBytes } from "ethers";

import type { ColophonError } from "../../errors";
import type { Colophon } from "./colophon";
import { eventsBetween } from "./events";
import { explain } from "./failures";

const WORD_BYTES = 32;

/**
 * Why the registry would take no work of an account now; undefined where it would. It is asked with a work, or a root, that
 * nobody has, so that an account learns it before its files are read.
 * @param how by an anchor, or by a registration that makes titles: they are refused for different reasons
 * @throws the provider's error where no node answers
 */
export async function registrationRefusal(
  { registry }: Colophon,
  account: string,
  how: "anchor" | "direct",
): Promise<ColophonError | undefined> {
  const anyHash = (): string => hexlify(randomBytes(WORD_BYTES));
  const work = { contentHash: anyHash(), metadataHash: anyHash() };
  try {
    if (how === "anchor") await registry.anchor.staticCall(work.contentHash, { from: account });
    else await registry.registerMany.staticCall(account, [work], { from: account });
    return undefined;
  } catch (error) {
    const refusal = isCallException(error) ? explain(error) : undefined;
    if (refusal === undefined) throw error;
    return refusal;
  }
}

/**
 * Sees that the registry would let an account have titles offered to it, or take them, before it is known which these are.
 * @throws ColophonError: it is not accredited, or why nobody's are taken now
 */
export async function requireMayHold(colophon: Colophon, account: string): Promise<void> {
  const refusal = await registrationRefusal(colophon, account, "direct");
  if (refusal !== undefined) throw refusal;
}

/**
 * Sees that the registry would let an account offer titles, before it is known which these are: its own, or those of somebody whose
 * operator it is. An operator need not be accredited.
 * @throws ColophonError: it is neither accredited nor anybody's operator, or why nobody's are taken now
 */
export async function requireMayOffer(colophon: Colophon, account: string): Promise<void> {
  const refusal = await registrationRefusal(colophon, account, "direct");
  if (refusal === undefined) return;
  if (refusal.code !== "WorkRegistryNotAccredited" || !(await isOperator(colophon, account))) throw refusal;
}

async function isOperator({ registry, deployment, provider }: Colophon, account: string): Promise<boolean> {
  const filter = registry.filters.ApprovalForAll(undefined, account);
  const blocks = [deployment.WorkRegistry.receipt.blockNumber, await provider.getBlockNumber()] as const;
  const changes = await eventsBetween(provider, blocks, async (...range) => registry.queryFilter(filter, ...range));
  for (const owner of new Set(changes.map(({ args }) => args.owner))) {
    if (await registry.isApprovedForAll(owner, account)) return true;
  }
  return false;
}
