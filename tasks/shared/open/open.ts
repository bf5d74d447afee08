import { BrowserProvider, type JsonRpcApiProvider } from "ethers";

import type { ContractName } from "../../../lib/chain/contracts/artifacts";
import { type Colophon, openColophon } from "../../../lib/chain/contracts/colophon";
import {
  BESIDE,
  type Beside,
  type BesideName,
  completeDeployment,
  CONTRACTS,
  type DeployedContract,
  type Deployment,
  deploymentOfRegistry,
  findDeployment,
  findModule,
  requireDeployment,
} from "../../../lib/chain/contracts/deployment";
import { consortiumNetwork } from "../../../lib/chain/development/local-consortium";
import { NOT_SET } from "../../../lib/chain/development/networks";
import { shownUrl } from "../../../lib/chain/nodes/shown-url";
import { connect, PROVIDER_OPTIONS } from "../../../lib/chain/rpc/rpc";
import { consortium, deploymentsFolder, home, outboxesFolder } from "../../../lib/env";
import { ColophonError } from "../../../lib/errors";
import type { CommandContext, CommandNetwork } from "../command/context";

/**
 * A provider for the network of this run: the in-process chain, or the node that the configuration names.
 * @param expectedChainId undefined takes whatever chain answers
 */
export async function openProvider(
  { network }: CommandContext,
  expectedChainId: number | undefined,
): Promise<JsonRpcApiProvider> {
  if (network.config.url === undefined && network.provider !== undefined) {
    return new BrowserProvider(network.provider, network.config.chainId, PROVIDER_OPTIONS);
  }
  return connect(urlsOf(network), expectedChainId);
}

/** The URLs that a network's configuration has; none for the chain in this process. */
export function urlsIn({ url, otherUrls = [] }: CommandNetwork["config"]): readonly string[] {
  return url === undefined ? [] : [url, ...otherUrls];
}

/** The nodes of a network that is not in this process. @throws ColophonError, exit code 2, where they are not configured */
export function urlsOf({ name, config }: Pick<CommandNetwork, "name" | "config">): readonly string[] {
  const urls = urlsIn(config);
  const wrong = urls.find((url) => !isNodeUrl(url));
  if (wrong === undefined) return urls;
  if (wrong !== NOT_SET) {
    throw new ColophonError(
      `COLOPHON_CONSORTIUM_URL: "${shownUrl(wrong)}" is not a URL that begins with http:// or https://`,
      {
        code: "NotAUrl",
        advice: "Each of several URLs begins so, too. No password and no key of it is shown here.",
        exitCode: 2,
      },
    );
  }
  throw new ColophonError(`The network "${name}" has no URL`, {
    code: "NetworkWithoutUrl",
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
export async function findDeploymentOf(hre: CommandContext): Promise<Deployment | undefined> {
  const { network } = hre;
  if (network.config.url !== undefined)
    return completeDeployment(await findDeployment(deploymentsFolder(), network.name));

  // The in-process chain lives as long as this process, and hardhat-deploy keeps its deployments in memory. The product's
  // own commands do without hardhat-deploy.
  if (hre.deployments === undefined) {
    throw new ColophonError(`The network "${hre.network.name}" ends with the command, so nothing is deployed on it`, {
      code: "NetworkEndsWithCommand",
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

/** Where a module of the network of this run is, or its committee; undefined where it was never deployed. */
export async function findModuleOf(hre: CommandContext, name: BesideName): Promise<DeployedContract | undefined> {
  const { network } = hre;
  if (network.config.url !== undefined) return findModule(deploymentsFolder(), network.name, name);
  const contract = await hre.deployments?.getOrNull(name);
  return contract?.receipt === undefined ? undefined : { address: contract.address, receipt: contract.receipt };
}

/** Where all that stands beside the registry is, as far as the network of this run has it. */
export async function findModulesOf(hre: CommandContext): Promise<Beside> {
  const found: Partial<Record<BesideName, DeployedContract>> = {};
  for (const name of BESIDE) {
    const deployed = await findModuleOf(hre, name);
    if (deployed !== undefined) found[name] = deployed;
  }
  return found;
}

/**
 * Colophon on the network of this run.
 * @param registry the address of the registry to go by where no deployment files are here: somebody's record or evidence names it
 */
export async function open(hre: CommandContext, registry?: string): Promise<Colophon> {
  const { chainId } = hre.network.config;
  if (hre.network.config.url !== undefined) urlsOf(hre.network);
  if (chainId === undefined) {
    throw new ColophonError(`The network "${hre.network.name}" has no chain id`, {
      code: "NetworkWithoutChainId",
      advice: "Set COLOPHON_CONSORTIUM_CHAIN_ID in .env, so that no node can pass another chain off as yours.",
      exitCode: 2,
    });
  }
  const found = await findDeploymentOf(hre);
  requireMeant(hre.network, found);
  const provider = await openProvider(hre, chainId);
  const deployment =
    found === undefined && registry !== undefined
      ? await takenAtItsWord(provider, registry)
      : requireDeployment(found, hre.network.name);
  const outboxes = hre.network.config.url === undefined ? undefined : outboxesFolder();
  return openColophon(hre.network.name, provider, deployment, outboxes);
}

/** The deployment of a registry that nothing here knows. That it is a registry is checked; whose it is, somebody has to say. */
async function takenAtItsWord(provider: JsonRpcApiProvider, registry: string): Promise<Deployment> {
  const deployment = await deploymentOfRegistry(provider, registry);
  const { address } = deployment.WorkRegistry;
  console.error(`No deployment files are here: see that ${address} is the registry of your consortium.`);
  return deployment;
}

/**
 * Who works on a consortium's network and forgets to name it means the embedded chain, where there is nothing of theirs.
 * @throws ColophonError then
 */
function requireMeant({ name }: CommandNetwork, deployment: Deployment | undefined): void {
  if (name !== "embedded" || deployment !== undefined) return;
  if (consortiumNetwork(consortium(), home()).urls.length === 0) return;
  throw new ColophonError("Nothing is deployed on the embedded chain, and a consortium's network is configured", {
    code: "ConsortiumMeant",
    advice: "Add --network consortium, or set COLOPHON_NETWORK=consortium in .env, so that every command means it.",
    exitCode: 2,
  });
}
