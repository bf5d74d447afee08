import type { BaseWallet, ContractTransaction } from "ethers";

import { isNewest } from "../../history/newest";
import type { Colophon } from "../contracts/colophon";
import { explain } from "../contracts/failures";
import type { Receipt } from "../rpc/receipt";
import { Outbox } from "./outbox";
import { send, type SendOptions } from "./send";

/**
 * Sends a call and waits until it is in a block.
 * @param call what a contract's `populateTransaction` gives
 * @throws ColophonError in words, whatever refused it
 */
export async function write(
  colophon: Colophon,
  wallet: BaseWallet,
  call: Promise<ContractTransaction>,
  options: SendOptions = {},
): Promise<Receipt> {
  const { outboxes, chainId, provider } = colophon;
  const outbox = outboxes === undefined ? undefined : new Outbox(outboxes, chainId);
  const stillHolds = (receipt: Receipt): Promise<boolean> => isNewest(colophon, receipt);
  try {
    return await send(wallet, provider, await call, { outbox, stillHolds, ...options });
  } catch (error) {
    throw explain(error) ?? error;
  }
}
