import type { JsonRpcApiProvider } from "ethers";

import { judge } from "./answer";
import type { SignedTransaction } from "./legacy-transaction";

/**
 * Hands signed bytes to a node. That the node knows them already is as good as having sent them.
 * @returns whether it knew them
 */
export async function broadcast(provider: JsonRpcApiProvider, { raw }: SignedTransaction): Promise<boolean> {
  try {
    await provider.send("eth_sendRawTransaction", [raw]);
    return false;
  } catch (error) {
    if (judge(error) !== "known") throw error;
    return true;
  }
}
