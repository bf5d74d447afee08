import type {
  BaseContract,
  BaseWallet,
  ContractTransaction,
  JsonRpcApiProvider,
  Result,
  TransactionReceipt,
} from "ethers";

import { isNewest } from "../history/newest";
import { Outbox } from "../store/outbox";
import { type Contracts, contractsOf, type Deployment, requireDeployed } from "./deployment";
import { explain } from "./failures";
import { send, type SendOptions } from "./send";

/** A deployment of Colophon on a chain: all that reading and writing needs. */
export interface Colophon extends Contracts {
  /** The network's name in the configuration. */
  readonly network: string;
  readonly chainId: bigint;
  readonly provider: JsonRpcApiProvider;
  readonly deployment: Deployment;
  /** Where transactions are kept while they are on their way; undefined on a chain that ends with the process. */
  readonly outbox?: Outbox | undefined;
}

/**
 * Opens a deployment.
 * @param outboxes the folder of the outboxes
 * @throws ColophonError where the chain does not have its contracts
 */
export async function openColophon(
  network: string,
  provider: JsonRpcApiProvider,
  deployment: Deployment,
  outboxes?: string,
): Promise<Colophon> {
  await requireDeployed(provider, deployment);
  const { chainId } = await provider.getNetwork();
  const outbox = outboxes === undefined ? undefined : new Outbox(outboxes, chainId);
  return { network, chainId, provider, deployment, outbox, ...contractsOf(deployment, provider) };
}

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
): Promise<TransactionReceipt> {
  try {
    const stillHolds = (receipt: TransactionReceipt): Promise<boolean> => isNewest(colophon, receipt);
    return await send(wallet, colophon.provider, await call, { outbox: colophon.outbox, stillHolds, ...options });
  } catch (error) {
    throw explain(error) ?? error;
  }
}

/**
 * The arguments of an event that a transaction made, which say what was done where an earlier run sent it.
 * @throws Error where it made none of that name
 */
export function eventOf(receipt: TransactionReceipt, contract: BaseContract, name: string): Result {
  for (const log of receipt.logs) {
    const event = log.address === contract.target ? contract.interface.parseLog(log) : null;
    if (event?.name === name) return event.args;
  }
  throw new Error(`the transaction ${receipt.hash} made no ${name}`);
}
