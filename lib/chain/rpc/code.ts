import type { JsonRpcApiProvider } from "ethers";

/**
 * The code at an address, as hex, "0x" where there is none. What ethers asks for the same makes bytes of the answer and hex of
 * the bytes, for longer than a node on the same machine takes to answer.
 */
export async function codeAt(provider: JsonRpcApiProvider, address: string): Promise<string> {
  return (await provider.send("eth_getCode", [address, "latest"])) as string; // What is none is refused where it is received.
}
