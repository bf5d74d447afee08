import type { JsonRpcApiProvider } from "ethers";

/** How FISCO BCOS names itself: "FISCO-BCOS-Web3RPC/3.16.1-Release/Linux g++/…" (its Web3Endpoint.cpp). */
export const FISCO_BCOS = /^fisco.?bcos/i;

/** The name and the version of a node's program (`web3_clientVersion`). */
export async function clientOf(provider: JsonRpcApiProvider): Promise<string> {
  return String(await provider.send("web3_clientVersion", []));
}
