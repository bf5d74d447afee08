import hre from "hardhat";
import type { DeployFunction } from "hardhat-deploy/types";

/** Differences between the environment of a deploy script and the one that the tests run in. */
export interface Changes {
  readonly networkName?: string;
  /** Named accounts by name; undefined for an account that the network does not have. */
  readonly accounts?: Readonly<Record<string, string | undefined>>;
  readonly ethers?: Partial<typeof hre.ethers>;
  readonly deployments?: Partial<typeof hre.deployments>;
}

/** Runs one deploy script by itself, without its dependencies, and gives the lines that it logs. */
export async function runScript(script: DeployFunction, changes: Changes = {}): Promise<string[]> {
  const lines: string[] = [];
  await script({
    ...hre,
    network: { ...hre.network, name: changes.networkName ?? hre.network.name },
    ethers: { ...hre.ethers, ...changes.ethers },
    deployments: { ...hre.deployments, log: (line: string) => lines.push(line), ...changes.deployments },
    getNamedAccounts: async () => {
      const accounts = Object.entries({ ...(await hre.getNamedAccounts()), ...changes.accounts });
      return Object.fromEntries(
        accounts.flatMap(([name, address]) => (address === undefined ? [] : [[name, address]])),
      );
    },
  });
  return lines;
}

/** Runs the scripts of a tag again on what is deployed, as `hardhat deploy` does. */
export async function runAgain(tag?: string): Promise<void> {
  await hre.deployments.run(tag, {
    resetMemory: false,
    deletePreviousDeployments: false,
    writeDeploymentsToFiles: false,
  });
}
