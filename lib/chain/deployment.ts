import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { Contract, type ContractRunner, Interface, type InterfaceAbi, type JsonRpcApiProvider } from "ethers";

import type { AccessManager, PartyRegistry, WorkRegistry } from "../../typechain-types";
import { ColophonError } from "../errors";

/** The contracts of a deployment, by the names that the deploy scripts give them. */
export const CONTRACTS = ["AccessManager", "PartyRegistry", "WorkRegistry"] as const;

export type ContractName = (typeof CONTRACTS)[number];

/** What a deployment's file says of one contract. */
export interface DeployedContract {
  readonly address: string;
  readonly abi: InterfaceAbi;
  /** The runtime code as compiled, with zeros where the constructor puts immutable values. */
  readonly deployedBytecode: string;
  /** The deployment's transaction: who sent it and the block it is in. */
  readonly receipt: { readonly from: string; readonly blockNumber: number };
}

/** Where the contracts of one network are. */
export type Deployment = Readonly<Record<ContractName, DeployedContract>>;

/** The contracts, typed, with what reads or writes through them. */
export interface Contracts {
  readonly manager: AccessManager;
  readonly parties: PartyRegistry;
  readonly registry: WorkRegistry;
}

/**
 * Reads a network's deployment from the files that the deploy scripts wrote.
 * @param folder the folder of all deployments
 * @throws ColophonError where the contracts were not deployed to this network
 */
export async function readDeployment(folder: string, network: string): Promise<Deployment> {
  const read = async (name: ContractName): Promise<DeployedContract> => {
    const path = join(folder, network, `${name}.json`);
    if (!existsSync(path)) {
      throw new ColophonError(`The contracts are not deployed on the network "${network}": there is no ${path}`, {
        advice:
          "Deploy them with: npm run deploy. On a network that others deployed, put their deployment files there.",
      });
    }
    try {
      // The files are hardhat-deploy's; it keeps their shape stable.
      return JSON.parse(await readFile(path, "utf8")) as DeployedContract;
    } catch (cause) {
      throw new ColophonError(`${path} is not a deployment file`, {
        advice: "Restore it from a copy, or deploy anew with: npm run deploy -- --reset",
        cause,
      });
    }
  };
  const [manager, parties, registry] = await Promise.all([
    read("AccessManager"),
    read("PartyRegistry"),
    read("WorkRegistry"),
  ]);
  return { AccessManager: manager, PartyRegistry: parties, WorkRegistry: registry };
}

/**
 * Makes sure that every contract of the deployment has code on this chain.
 * @throws ColophonError where one has none: the deployment is another chain's
 */
export async function requireDeployed(provider: JsonRpcApiProvider, deployment: Deployment): Promise<void> {
  for (const name of CONTRACTS) {
    const { address } = deployment[name];
    if ((await provider.getCode(address)) === "0x") {
      throw new ColophonError(`There is no ${name} at ${address}: the deployment files belong to an older chain`, {
        advice: "Deploy anew with: npm run deploy -- --reset",
      });
    }
  }
}

/** The contracts of a deployment, for reading (a provider) or writing (a signer). */
export function contractsOf(deployment: Deployment, runner: ContractRunner): Contracts {
  // A Contract answers by its ABI; the types are made from the same ABI by TypeChain.
  const contract = <T>(name: ContractName): T =>
    new Contract(deployment[name].address, deployment[name].abi, runner) as unknown as T;
  return {
    manager: contract<AccessManager>("AccessManager"),
    parties: contract<PartyRegistry>("PartyRegistry"),
    registry: contract<WorkRegistry>("WorkRegistry"),
  };
}

/** The interfaces of a deployment, to read reverts with. */
export function interfacesOf(deployment: Deployment): Interface[] {
  return CONTRACTS.map((name) => Interface.from(deployment[name].abi));
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
