import { BrowserProvider, type JsonRpcApiProvider } from "ethers";
import type { HardhatRuntimeEnvironment, Network, NetworkConfig } from "hardhat/types";

import type { ContractName } from "../../../lib/chain/contracts/artifacts";
import { type Colophon, openColophon } from "../../../lib/chain/contracts/colophon";
import {
  completeDeployment,
  CONTRACTS,
  type DeployedContract,
  type Deployment,
  findDeployment,
  requireDeployment,
} from "../../../lib/chain/contracts/deployment";
import { connect, PROVIDER_OPTIONS } from "../../../lib/chain/rpc/rpc";
import { shownUrl } from "../../../lib/chain/rpc/shown-url";
import { deploymentsFolder, outboxesFolder } from "../../../lib/env";
import { ColophonError } from "../../../lib/errors";
import { NOT_SET } from "./network-config";

/**
 * A provider for the network of this run: the in-process chain, or the node that the configuration names.
 * @param expectedChainId undefined takes whatever chain answers
 */
export async function openProvider(
  { network }: HardhatRuntimeEnvironment,
  expectedChainId: number | undefined,
): Promise<JsonRpcApiProvider> {
  if (!("url" in network.config)) {
    return new BrowserProvider(network.provider, network.config.chainId, PROVIDER_OPTIONS);
  }
  return connect(urlsOf(network), expectedChainId);
}

/** The URLs that a network's configuration has; none for the chain in this process. */
export function urlsIn(config: NetworkConfig): readonly string[] {
  return "url" in config ? [config.url, ...(config.otherUrls ?? [])] : [];
}

/** The nodes of a network that is not in this process. @throws ColophonError, exit code 2, where they are not configured */
export function urlsOf({ name, config }: Pick<Network, "name" | "config">): readonly string[] {
  const urls = urlsIn(config);
  const wrong = urls.find((url) => !isNodeUrl(url));
  if (wrong === undefined) return urls;
  if (wrong !== NOT_SET) {
    throw new ColophonError(
      `COLOPHON_CONSORTIUM_URL: "${shownUrl(wrong)}" is not a URL that begins with http:// or https://`,
      { advice: "Each of several URLs begins so, too. No password and no key of it is shown here.", exitCode: 2 },
    );
  }
  throw new ColophonError(`The network "${name}" has no URL`, {
    advice:
      "Set COLOPHON_CONSORTIUM_URL and COLOPHON_CONSORTIUM_CHAIN_ID in .env (see .env.example), or start a network of your own with: npm run consortium",
    exitCode: 2,
  });
}

/** A comma in a host is one between two URLs, of which the second does not begin as one. */
function isNodeUrl(url: string): boolean {
  return /^https?:\/\//.test(url) && URL.canParse(url) && !new URL(url).host.includes(",");
}

/** The deployment on the network of this run; undefined where there is none, or not all of it. */
export async function findDeploymentOf(hre: HardhatRuntimeEnvironment): Promise<Deployment | undefined> {
  const { network } = hre;
  if ("url" in network.config) return completeDeployment(await findDeployment(deploymentsFolder(), network.name));

  // The in-process chain lives as long as this process, and hardhat-deploy keeps its deployments in memory. The product's
  // own commands do without hardhat-deploy.
  if (!isToolchainLoaded(hre)) {
    throw new ColophonError(`The network "${hre.network.name}" ends with the command, so nothing is deployed on it`, {
      advice: "Use the embedded chain (leave --network out) or --network consortium.",
      exitCode: 2,
    });
  }
  const found: Partial<Record<ContractName, DeployedContract>> = {};
  for (const name of CONTRACTS) {
    const contract = await hre.deployments.getOrNull(name);
    if (contract?.receipt === undefined) return undefined;
    found[name] = { address: contract.address, receipt: contract.receipt };
  }
  return completeDeployment(found);
}

/** Colophon on the network of this run. */
export async function open(hre: HardhatRuntimeEnvironment): Promise<Colophon> {
  const { chainId } = hre.network.config;
  if ("url" in hre.network.config) urlsOf(hre.network);
  if (chainId === undefined) {
    throw new ColophonError(`The network "${hre.network.name}" has no chain id`, {
      advice: "Set COLOPHON_CONSORTIUM_CHAIN_ID in .env, so that no node can pass another chain off as yours.",
      exitCode: 2,
    });
  }
  const provider = await openProvider(hre, chainId);
  const deployment = requireDeployment(await findDeploymentOf(hre), hre.network.name);
  const outboxes = "url" in hre.network.config ? outboxesFolder() : undefined;
  return openColophon(hre.network.name, provider, deployment, outboxes);
}

function isToolchainLoaded(hre: HardhatRuntimeEnvironment): boolean {
  return Object.hasOwn(hre, "deployments");
}
