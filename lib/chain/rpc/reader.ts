import type { JsonRpcApiProvider } from "ethers";

/** A chain, as far as the times of its blocks. */
export interface BlockReader {
  /** @returns the timestamp as the chain has it; null where the node does not know the block */
  getBlock(block: number | "latest"): Promise<{ readonly timestamp: number } | null>;
}

/** A chain, as far as histories need it. Whatever can do no more, such as a page, reads them with the same code as the commands. */
export interface ChainReader extends BlockReader, Pick<JsonRpcApiProvider, "send"> {}
