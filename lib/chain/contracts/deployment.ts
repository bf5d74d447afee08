import { existsSync } from "node:fs";
import { join } from "node:path";

import { Contract, type ContractRunner, getAddress, type JsonRpcApiProvider, ZeroAddress } from "ethers";
import { z } from "zod";

import type { AccessManager, PartyRegistry, WorkRegistry } from "../../../typechain-types";
import { ColophonError } from "../../errors";
import { readText } from "../../text-file";
import { codeAt } from "../rpc/code";
import { ARTIFACTS, type ContractName, MODULE_NAMES, type ModuleName } from "./artifacts";

/** The names of the contracts. */
// Object.keys forgets that the keys are the names.
export const CONTRACTS = Object.keys(ARTIFACTS) as ContractName[];

/** What to do where the deployment files do not belong to the chain. */
export const OTHER_CHAIN =
  "If the embedded chain was begun anew: npm run deploy -- --reset. On a consortium's network check the node's URL, or get the deployment files from the member that deployed the contracts.";

/** What a deployment's file says of one contract. */
export interface DeployedContract {
  readonly address: string;
  /** The deployment's transaction: who sent it and the block it is in. */
  readonly receipt: { readonly from: string; readonly blockNumber: number };
}

const deploymentFile = z.object({
  address: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/)
    .transform((address) => getAddress(address.toLowerCase())),
  receipt: z.object({ from: z.string(), blockNumber: z.int() }),
});

/** Where the contracts of one network are. */
export type Deployment = Readonly<Record<ContractName, DeployedContract>>;

/** The contracts, typed, with what reads or writes through them. */
export interface Contracts {
  readonly manager: AccessManager;
  readonly parties: PartyRegistry;
  readonly registry: WorkRegistry;
}

/** What is deployed on a network so far, from the files that the deploy scripts wrote. */
export async function findDeployment(folder: string, network: string): Promise<Partial<Deployment>> {
  const found: Partial<Record<ContractName, DeployedContract>> = {};
  for (const name of CONTRACTS) {
    const path = join(folder, network, `${name}.json`);
    if (existsSync(path)) found[name] = await readDeployedContract(path);
  }
  return found;
}

/** What may stand beside the contracts of a network. */
export type BesideName = ModuleName | "Committee";

/** All that may stand beside them. */
export const BESIDE: readonly BesideName[] = [...MODULE_NAMES, "Committee"];

/** What stands beside the contracts of a network, as far as it has it. */
export type Beside = Readonly<Partial<Record<BesideName, DeployedContract>>>;

/** Where a module of a network is, or its committee, from the file that its deploy script wrote; undefined where it was never deployed. */
export async function findModule(
  folder: string,
  network: string,
  name: BesideName,
): Promise<DeployedContract | undefined> {
  const path = join(folder, network, `${name}.json`);
  return existsSync(path) ? readDeployedContract(path) : undefined;
}

/** A deployment with all its contracts; undefined where one is missing. */
export function completeDeployment(found: Partial<Deployment>): Deployment | undefined {
  const { AccessManager, PartyRegistry, WorkRegistry } = found;
  if (AccessManager === undefined || PartyRegistry === undefined || WorkRegistry === undefined) return undefined;
  return { AccessManager, PartyRegistry, WorkRegistry };
}

/** What whoever deploys runs on a network. @param network its name, as the commands have it */
export function deployCommand(network: string): string {
  return `npm run deploy -- --network ${network}`;
}

/**
 * What to do where nothing is deployed: one member, or one home of the embedded chain, deploys, and the others have its files. Whoever
 * deploys once more has a registry that nobody else knows.
 */
export function howToDeploy(network: string): string {
  const folder = `.colophon/deployments/${network}`;
  if (network === "embedded") {
    return `Deploy them with: ${deployCommand(network)}. Where another home of this chain has them, copy its folder ${folder} instead.`;
  }
  return `Copy the folder ${folder} whole from the member that deployed them. Only that member deploys, with: ${deployCommand(network)}`;
}

/** @throws ColophonError where a network has no deployment */
export function requireDeployment(deployment: Deployment | undefined, network: string): Deployment {
  if (deployment !== undefined) return deployment;
  throw new ColophonError(`The contracts are not deployed on the network "${network}"`, {
    code: "NotDeployed",
    advice: howToDeploy(network),
  });
}

/**
 * Makes sure that every contract of the deployment has code on this chain.
 * @throws ColophonError where one has none: the deployment is another chain's
 */
export async function requireDeployed(provider: JsonRpcApiProvider, deployment: Partial<Deployment>): Promise<void> {
  const contracts = Object.entries(deployment);
  const codes = await Promise.all(contracts.map(async ([, { address }]) => codeAt(provider, address)));
  const missing = contracts.find((_, index) => codes[index] === "0x");
  if (missing === undefined) return;
  const [name, { address }] = missing;
  throw new ColophonError(`There is no ${name} at ${address}: the deployment files belong to another chain`, {
    code: "DeploymentOfOtherChain",
    advice: OTHER_CHAIN,
  });
}

/** Who deployed it and when is not known: nobody, and before every block. */
const UNKNOWN_RECEIPT = { from: ZeroAddress, blockNumber: 0 } as const;

/**
 * The deployment that a registry belongs to, as the registry says it, for whoever has no deployment files.
 * @throws ColophonError, exit code 2, where the address has other code than this version's WorkRegistry
 */
export async function deploymentOfRegistry(provider: JsonRpcApiProvider, registry: string): Promise<Deployment> {
  const address = getAddress(registry.toLowerCase());
  if (!isSameCode(await codeAt(provider, address), ARTIFACTS.WorkRegistry.deployedBytecode)) {
    throw new ColophonError(`There is no WorkRegistry of this version at ${address} on this chain`, {
      code: "NotARegistry",
      advice: "Choose the network that the registry is on with --network, and ask its consortium for the address.",
      exitCode: 2,
    });
  }
  // As in contractsOf.
  const contract = new Contract(address, ARTIFACTS.WorkRegistry.contract, provider) as unknown as WorkRegistry;
  const found = (at: string): DeployedContract => ({ address: at, receipt: UNKNOWN_RECEIPT });
  return {
    AccessManager: found(await contract.authority()),
    PartyRegistry: found(await contract.partyRegistry()),
    WorkRegistry: found(address),
  };
}

/** One contract by the file that a deploy script wrote. */
export async function readDeployedContract(path: string): Promise<DeployedContract> {
  try {
    // The rest of the file is left alone: what the contracts are is this version's own knowledge.
    return deploymentFile.parse(JSON.parse(await readText(path)));
  } catch (cause) {
    if (cause instanceof ColophonError) throw cause;
    throw new ColophonError(`${path} is not a deployment file`, {
      code: "NotADeploymentFile",
      advice: "Restore it from a copy, or get it from the member that deployed the contracts.",
      cause,
    });
  }
}

/** The contracts of a deployment, for reading (a provider) or writing (a signer). */
export function contractsOf(deployment: Deployment, runner: ContractRunner): Contracts {
  // A Contract answers by its ABI; the types are made from the same ABI by TypeChain.
  const contract = <T>(name: ContractName): T =>
    new Contract(deployment[name].address, ARTIFACTS[name].contract, runner) as unknown as T;
  return {
    manager: contract<AccessManager>("AccessManager"),
    parties: contract<PartyRegistry>("PartyRegistry"),
    registry: contract<WorkRegistry>("WorkRegistry"),
  };
}

/** PUSH32 of zeros: the place that the compiler leaves for an immutable value. */
const IMMUTABLE = /(?<=7f)0{64}/g;

/**
 * Whether code on chain is the compiled code. The constructor fills in immutable values, where the compiler leaves zeros:
 * any other difference counts.
 * @param onChain the chain's code, hex
 * @param compiled the compiler's code, hex
 */
export function isSameCode(onChain: string, compiled: string): boolean {
  let code = onChain;
  for (const { index, 0: zeros } of compiled.matchAll(IMMUTABLE)) {
    code = code.slice(0, index) + zeros + code.slice(index + zeros.length);
  }
  return onChain.length === compiled.length && code === compiled;
}
