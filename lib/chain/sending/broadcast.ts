import type { JsonRpcApiProvider } from "ethers";

import type { SignedTransaction } from "./legacy-transaction";

/** The nodes' own words for a transaction that they have; FISCO BCOS has it in the pool or in the chain. */
const KNOWN = /already known|already imported|\bknown transaction|alreadyin(txpool|chain)/i;

/**
 * Hands signed bytes to a node. That the node knows them already is as good as having sent them.
 * @returns whether it knew them
 */
export async function broadcast(provider: JsonRpcApiProvider, { raw }: SignedTransaction): Promise<boolean> {
  try {
    await provider.send("eth_sendRawTransaction", [raw]);
    return false;
  } catch (error) {
    const known = error instanceof Error && KNOWN.test(error.message);
    if (!known) throw error;
    return true;
  }
}
