import { join } from "node:path";

import { type Colophon, openColophon } from "../chain/contracts/colophon";
import {
  completeDeployment,
  deploymentOfRegistry,
  findDeployment,
  requireDeployment,
} from "../chain/contracts/deployment";
import { connect } from "../chain/rpc/rpc";

/** Where a registry is, and where what belongs to it is kept. */
export interface RegistryPlace {
  /** The JSON-RPC URL of a node, or those of several nodes of the chain, which are used as one. */
  readonly urls: string | readonly string[];
  readonly chainId: number;
  /** The name of the network, which is the folder of its deployment files: "embedded", "consortium". */
  readonly network: string;
  /** The folder of the store: deployments, records, transactions on their way. */
  readonly home: string;
  /**
   * The address of the registry to go by where the store has no deployment files: a record or evidence names it. That it is one
   * of this version is checked; whether it is the consortium's, somebody has to say.
   */
  readonly registry?: string;
}

/**
 * Opens a registry. `provider.destroy()` of what it gives ends the connection.
 * @throws ColophonError where no node of the chain answers, or the deployment files are missing or another chain's
 */
export async function openRegistry({ urls, chainId, network, home, registry }: RegistryPlace): Promise<Colophon> {
  const provider = await connect(urls, chainId);
  const found = completeDeployment(await findDeployment(join(home, "deployments"), network));
  const deployment =
    found === undefined && registry !== undefined
      ? await deploymentOfRegistry(provider, registry)
      : requireDeployment(found, network);
  return openColophon(network, provider, deployment, join(home, "outbox"));
}
