import { type BaseContract, getAddress, type JsonRpcApiProvider, type Result } from "ethers";

import type { Receipt } from "../rpc/receipt";
import { type Contracts, contractsOf, type Deployment, requireDeployed } from "./deployment";

/** A deployment of Colophon on a chain: all that reading and writing needs. */
export interface Colophon extends Contracts {
  /** The network's name in the configuration. */
  readonly network: string;
  readonly chainId: bigint;
  readonly provider: JsonRpcApiProvider;
  readonly deployment: Deployment;
  /** The folder in which transactions are kept while they are on their way; undefined on a chain that ends with the process. */
  readonly outboxes?: string | undefined;
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
  return { network, chainId, provider, deployment, outboxes, ...contractsOf(deployment, provider) };
}

/**
 * The arguments of an event that a transaction made, which say what was done where an earlier run sent it.
 * @throws Error where it made none of that name
 */
export function eventOf(receipt: Receipt, contract: BaseContract, name: string): Result {
  for (const log of receipt.logs) {
    const event = getAddress(log.address) === contract.target ? contract.interface.parseLog(log) : null;
    if (event?.name === name) return event.args;
  }
  throw new Error(`the transaction ${receipt.hash} made no ${name}`);
}
