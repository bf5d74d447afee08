import {
  FetchRequest,
  isError,
  type JsonRpcPayload,
  JsonRpcProvider,
  type JsonRpcResult,
  Network,
  toQuantity,
} from "ethers";

import { ColophonError } from "../errors";

const REQUEST_TIMEOUT_MS = 15_000;
const POLLING_INTERVAL_MS = 100;

/** Provider options that suit every node: no batches, and no answers from a cache. */
export const PROVIDER_OPTIONS = { batchMaxCount: 1, cacheTimeout: -1, pollingInterval: POLLING_INTERVAL_MS } as const;

/**
 * Connects to a node and makes sure that it is the right chain's.
 * @param url the node's JSON-RPC URL
 * @param chainId the chain id that the caller expects; undefined accepts any
 * @param timeout how long the node may take for an answer, in milliseconds
 * @throws ColophonError where no node answers or another chain does
 */
export async function connect(
  url: string,
  chainId: number | undefined,
  timeout = REQUEST_TIMEOUT_MS,
): Promise<JsonRpcProvider> {
  const answered = await askChainId(url, timeout);
  if (chainId !== undefined && answered !== BigInt(chainId)) {
    throw new ColophonError(`The node at ${shown(url)} is on chain ${answered}, not on chain ${chainId}`, {
      advice: "Check the URL and the chain id that belong together (for a consortium: COLOPHON_CONSORTIUM_*).",
    });
  }
  return providerOf(url, answered, timeout);
}

/** ethers' provider, with Node's own decoding: that of ethers takes seconds for the receipts of a large batch. */
class NodeProvider extends JsonRpcProvider {
  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    const request = this._getConnection();
    request.body = Buffer.from(JSON.stringify(payload));
    request.setHeader("content-type", "application/json");
    const response = await request.send();
    response.assertOk();
    // What a node answers is taken as it is, here as in ethers: whoever asked looks at what there is.
    const answer = JSON.parse(Buffer.from(response.body ?? []).toString()) as JsonRpcResult | JsonRpcResult[];
    return Array.isArray(answer) ? answer : [answer];
  }
}

async function askChainId(url: string, timeout: number): Promise<bigint> {
  // The network is not known yet, so the provider is told a stand-in and used for this one question only.
  const provider = providerOf(url, 1n, timeout);
  try {
    return BigInt(await provider.send("eth_chainId", []));
  } catch (cause) {
    const status = isError(cause, "SERVER_ERROR") ? cause.response?.statusCode : undefined;
    throw new ColophonError(
      `No node answers at ${shown(url)}${status === undefined ? "" : `: HTTP status ${status}`}`,
      { advice: "Start the embedded chain with: npm run chain. For another network check its URL.", cause },
    );
  } finally {
    provider.destroy();
  }
}

/** A URL without the password that it may carry. */
function shown(url: string): string {
  const { origin, pathname } = new URL(url);
  return pathname === "/" ? origin : `${origin}${pathname}`;
}

function providerOf(url: string, chainId: bigint, timeout: number): JsonRpcProvider {
  const request = new FetchRequest(url);
  request.timeout = timeout;
  const network = new Network(`chain ${toQuantity(chainId)}`, chainId);
  return new NodeProvider(request, network, { ...PROVIDER_OPTIONS, staticNetwork: network });
}
