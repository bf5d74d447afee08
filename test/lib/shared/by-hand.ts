import type { BaseWallet, JsonRpcApiProvider } from "ethers";

import type { ContractCall, SignedTransaction } from "../../../lib/chain/sending/legacy-transaction";
import { type KeptTransaction, Outbox } from "../../../lib/chain/sending/outbox";
import { send } from "../../../lib/chain/sending/send";

/** Goes no further than what is to be kept. */
class Ending extends Outbox {
  signed: SignedTransaction | undefined;

  constructor() {
    super("", 0n);
  }

  override async list(): Promise<KeptTransaction[]> {
    return [];
  }

  override async recall(): Promise<undefined> {
    return undefined;
  }

  override async keep({ transaction }: KeptTransaction): Promise<never> {
    this.signed = transaction;
    throw new Error("signed");
  }
}

/** What a command signs for a call, and neither keeps nor sends. @throws what it throws before */
export async function sign(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  call: ContractCall,
): Promise<SignedTransaction> {
  const outbox = new Ending();
  try {
    await send(wallet, provider, call, { outbox });
  } catch (error) {
    if (outbox.signed === undefined) throw error;
  }
  if (outbox.signed === undefined) throw new Error("nothing was signed");
  return outbox.signed;
}

/** Hands signed bytes to a node, which has to take them. */
export async function broadcast(provider: JsonRpcApiProvider, { raw }: SignedTransaction): Promise<void> {
  await provider.send("eth_sendRawTransaction", [raw]);
}
