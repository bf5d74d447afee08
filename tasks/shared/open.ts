import { BrowserProvider, type JsonRpcApiProvider } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types";

import { type Colophon, openColophon } from "../../lib/chain/colophon";
import { CONTRACTS, type Deployment, readDeployment } from "../../lib/chain/deployment";
import { connect, PROVIDER_OPTIONS } from "../../lib/chain/rpc";
import { deploymentsFolder } from "../../lib/env";
import { ColophonError } from "../../lib/errors";

/** A provider for the network of this run: the in-process chain, or the node that the configuration names. */
export async function openProvider({ network }: HardhatRuntimeEnvironment): Promise<JsonRpcApiProvider> {
  if (!("url" in network.config)) {
    return new BrowserProvider(network.provider, network.config.chainId, PROVIDER_OPTIONS);
  }
  const { url, chainId } = network.config;
  if (!/^https?:\/\//.test(url)) {
    throw new ColophonError(`The network "${network.name}" has no URL`, {
      advice: "Set COLOPHON_CONSORTIUM_URL and COLOPHON_CONSORTIUM_CHAIN_ID in .env (see .env.example).",
      exitCode: 2,
    });
  }
  return connect(url, chainId);
}

/** The deployment on the network of this run. */
export async function openDeployment(hre: HardhatRuntimeEnvironment): Promise<Deployment> {
  if ("url" in hre.network.config) return readDeployment(deploymentsFolder(), hre.network.name);

  // The in-process chain lives as long as this process, and hardhat-deploy keeps its deployments in memory. The product's
  // own commands do without hardhat-deploy.
  if (!Object.hasOwn(hre, "deployments")) {
    throw new ColophonError(`The network "${hre.network.name}" ends with the command, so nothing is deployed on it`, {
      advice: "Use the embedded chain (leave --network out) or --network consortium.",
      exitCode: 2,
    });
  }
  const [manager, parties, registry] = await Promise.all(
    CONTRACTS.map(async (name) => {
      const { address, abi, deployedBytecode, receipt } = await hre.deployments.get(name);
      if (deployedBytecode === undefined || receipt === undefined) throw new Error(`${name} has no deployment`);
      return { address, abi, deployedBytecode, receipt };
    }),
  );
  if (manager === undefined || parties === undefined || registry === undefined) throw new Error("no deployment");
  return { AccessManager: manager, PartyRegistry: parties, WorkRegistry: registry };
}

/** Colophon on the network of this run. */
export async function open(hre: HardhatRuntimeEnvironment): Promise<Colophon> {
  const [provider, deployment] = [await openProvider(hre), await openDeployment(hre)];
  return openColophon(hre.network.name, provider, deployment);
}
