import { Interface } from "ethers";

import { abi } from "../../../lib/chain/contracts/abi/WorkRegistry.json";
import type { RegistryReader } from "../../../lib/chain/contracts/title";
import type { JsonRpc } from "./json-rpc";

type Title = Awaited<ReturnType<RegistryReader["titleOf"]>>;

/** There is no registry at an address: no contract, or another one. */
export class NoRegistry extends Error {
  override readonly name = "NoRegistry";
}

/** The registry on a node's chain, as far as reading a work needs it. @param address 0x and 40 hex digits */
export function registryAt(node: JsonRpc, address: string): RegistryReader {
  const contract = new Interface(abi);

  async function call(name: string, values: readonly unknown[]): Promise<unknown> {
    const question = { to: address, data: contract.encodeFunctionData(name, values) };
    const answer = (await node.send("eth_call", [question, "latest"])) as string;
    try {
      return contract.decodeFunctionResult(name, answer)[0];
    } catch (cause) {
      throw new NoRegistry(`${address} is no registry on the chain of ${node.url}`, { cause });
    }
  }
  // The values have the contract's types.
  return {
    interface: contract,
    getAddress: () => Promise.resolve(address),
    titleOf: async (workId) => (await call("titleOf", [workId])) as Title,
    REVEAL_WINDOW: async () => (await call("REVEAL_WINDOW", [])) as bigint,
  };
}
