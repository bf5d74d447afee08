import { hexlify, isCallException, randomBytes } from "ethers";

import type { ColophonError } from "../../errors";
import type { Colophon } from "./colophon";
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
 * Sees that the registry would let accounts hand over titles, or take them, before it is known which these are.
 * @throws ColophonError naming the first that is not accredited, or why nobody's are taken now
 */
export async function requireMayHold(colophon: Colophon, accounts: readonly string[]): Promise<void> {
  for (const account of accounts) {
    const refusal = await registrationRefusal(colophon, account, "direct");
    if (refusal !== undefined) throw refusal;
  }
}
