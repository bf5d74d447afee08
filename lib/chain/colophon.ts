import type { BaseWallet, ContractTransaction, JsonRpcApiProvider, TransactionReceipt } from "ethers";

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
}

/**
 * Opens a deployment.
 * @throws ColophonError where the chain does not have its contracts
 */
export async function openColophon(
  network: string,
  provider: JsonRpcApiProvider,
  deployment: Deployment,
): Promise<Colophon> {
  await requireDeployed(provider, deployment);
  const { chainId } = await provider.getNetwork();
  return { network, chainId, provider, deployment, ...contractsOf(deployment, provider) };
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
    return await send(wallet, colophon.provider, await call, options);
  } catch (error) {
    throw explain(error) ?? error;
  }
}
