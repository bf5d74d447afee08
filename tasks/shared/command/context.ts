import type { Eip1193Provider } from "ethers";

/** What a command is told of the network that it is about. */
export interface CommandNetwork {
  readonly name: string;
  readonly config: {
    readonly chainId?: number;
    /** The first of its nodes; a chain in this process has none. */
    readonly url?: string;
    /** Its other nodes, which are used with the first as one. */
    readonly otherUrls?: readonly string[];
  };
  /** A chain in this process. */
  readonly provider?: Eip1193Provider;
}

/** What a task is given beside its parameters. Hardhat's runtime environment is such a one, with much more. */
export interface CommandContext {
  readonly network: CommandNetwork;
  /** hardhat-deploy's, where it is loaded. */
  readonly deployments?: {
    getOrNull(name: string): Promise<{
      readonly address: string;
      readonly receipt?: { readonly from: string; readonly blockNumber: number };
    } | null>;
  };
}
