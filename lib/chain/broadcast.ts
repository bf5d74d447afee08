import type { JsonRpcApiProvider } from "ethers";

import type { SignedTransaction } from "./legacy-transaction";

/** Hands signed bytes to a node. That the node knows them already is as good as having sent them. */
export async function broadcast(provider: JsonRpcApiProvider, { raw }: SignedTransaction): Promise<void> {
  try {
    await provider.send("eth_sendRawTransaction", [raw]);
  } catch (error) {
    const known = error instanceof Error && /already known|already imported|\bknown transaction/i.test(error.message);
    if (!known) throw error;
  }
}
