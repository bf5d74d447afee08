import type { BaseWallet, ContractTransaction } from "ethers";

import { isNewest } from "../../history/newest";
import type { Colophon } from "../contracts/colophon";
import { explain } from "../contracts/failures";
import type { Receipt } from "../rpc/receipt";
import { Outbox } from "./outbox";
import { type MeantCall, send, sendAll, type SendAllOptions, type SendOptions } from "./send";

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
  return inWords(async () => send(wallet, colophon.provider, await call, { ...keepingOf(colophon), ...options }));
}

/** The same for many calls, as `sendAll` has it; without any it brings to its end what earlier runs have kept. */
export async function writeAll(
  colophon: Colophon,
  wallet: BaseWallet,
  calls: readonly MeantCall[],
  options: SendAllOptions,
): Promise<void> {
  await inWords(() => sendAll(wallet, colophon.provider, calls, { ...keepingOf(colophon), ...options }));
}

/** Where transactions are kept, and how long what they did is believed. */
function keepingOf(colophon: Colophon): Pick<SendOptions, "outbox" | "stillHolds"> {
  const { outboxes, chainId } = colophon;
  return {
    outbox: outboxes === undefined ? undefined : new Outbox(outboxes, chainId),
    stillHolds: (receipt) => isNewest(colophon, receipt),
  };
}

async function inWords<T>(sending: () => Promise<T>): Promise<T> {
  try {
    return await sending();
  } catch (error) {
    throw explain(error) ?? error;
  }
}
