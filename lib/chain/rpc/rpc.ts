import {
  FetchRequest,
  type JsonRpcApiProvider,
  type JsonRpcPayload,
  JsonRpcProvider,
  type JsonRpcResult,
  Network,
  toQuantity,
} from "ethers";

import { ColophonError } from "../../errors";
import { httpStatus, type Report } from "../nodes/health";
import { Node } from "../nodes/node";
import { Nodes, type NodeStatus } from "../nodes/nodes";
import { surveyNodes } from "../nodes/survey";

const REQUEST_TIMEOUT_MS = 15_000;
const POLLING_INTERVAL_MS = 100;

/** Provider options that suit every node: no answers from a cache. */
export const PROVIDER_OPTIONS = { cacheTimeout: -1, pollingInterval: POLLING_INTERVAL_MS } as const;

/**
 * Questions that are asked at the same moment go in one request (JSON-RPC 2.0, section 6): HTTP is most of what they cost.
 * What is large goes alone: nodes answer the questions of one request one after the other. FISCO BCOS takes no more than
 * eight at a time, Kaia no request of more than 512 KiB.
 */
const BATCHES = { batchMaxCount: 8, batchMaxSize: 50_000, batchStallTime: 0 } as const;

/**
 * Connects to a chain and makes sure that it is the right one.
 * @param urls the JSON-RPC URL of a node, or those of several nodes of the chain, which are used as one
 * @param chainId the chain id that the caller expects; undefined accepts any
 * @param timeout how long a node may take for an answer, in milliseconds
 * @throws ColophonError where no node answers, or only nodes of another chain do
 */
export async function connect(
  urls: string | readonly string[],
  chainId: number | undefined,
  timeout = REQUEST_TIMEOUT_MS,
): Promise<NodeProvider> {
  const nodes = [urls].flat().map((url) => new Node(url));
  const reports = await askNodes(nodes, timeout);
  return new NodeProvider(nodes, requireChain(reports, chainId), timeout, reports);
}

/** ethers' provider over all nodes of the chain. */
export class NodeProvider extends JsonRpcProvider {
  readonly nodes: Nodes;

  constructor(nodes: readonly Node[], chainId: bigint, timeout: number, reports: readonly Report[]) {
    const network = new Network(`chain ${toQuantity(chainId)}`, chainId);
    super(new FetchRequest(nodes[0]?.url ?? ""), network, { ...PROVIDER_OPTIONS, ...BATCHES, staticNetwork: network });
    this.nodes = new Nodes(nodes, chainId, timeout, reports);
  }

  /**
   * Asks one question.
   * @throws Error with the code and the data of the node's own error, not one of ethers'
   */
  async request(method: string, params: unknown = []): Promise<unknown> {
    // The parameters of JSON-RPC; ethers' type is narrower than what it sends.
    const payload = { jsonrpc: "2.0" as const, id: 1, method, params: params as unknown[] };
    const [answer] = await this._send(payload);
    // An answer has either; ethers' type names the one only.
    const { error } = answer as { error?: { message: string } };
    if (error !== undefined) throw Object.assign(new Error(error.message), error);
    return answer?.result;
  }

  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    return this.nodes.exchange(payload);
  }
}

/** Asks a question whose answer is large in a request of its own, so that the node can prepare others at the same time. */
export async function askAlone(
  provider: JsonRpcApiProvider,
  method: string,
  params: readonly unknown[],
): Promise<unknown> {
  if (provider instanceof NodeProvider) return provider.request(method, params);
  const answer: unknown = await provider.send(method, [...params]);
  return answer;
}

/** How each of a provider's nodes is; undefined where the provider does not say. */
export async function nodesOf(provider: JsonRpcApiProvider): Promise<readonly NodeStatus[] | undefined> {
  return provider instanceof NodeProvider ? provider.nodes.survey() : undefined;
}

/** What each of a provider's healthy nodes answers that can be had; nothing where the provider does not say. */
export async function quantitiesOf(provider: JsonRpcApiProvider, method: string): Promise<readonly bigint[]> {
  return provider instanceof NodeProvider ? provider.nodes.quantities(method) : [];
}

/** How often one of a provider's nodes had a trouble, and the next was asked; 0 where the provider does not say. */
export function silencesOf(provider: JsonRpcApiProvider): number {
  return provider instanceof NodeProvider ? provider.nodes.silences : 0;
}

/** Has a provider use the next of its healthy nodes; nothing happens where it has no other. */
export function useNextNode(provider: JsonRpcApiProvider): void {
  if (provider instanceof NodeProvider) provider.nodes.useNext();
}

/** Asks each node which chain it is of; one that is alone is compared with no other. */
async function askNodes(nodes: readonly Node[], timeout: number): Promise<Report[]> {
  const [node] = nodes;
  if (node === undefined || nodes.length > 1) return surveyNodes(nodes, timeout);
  try {
    return [{ node, state: "answers", chainId: await node.quantity("eth_chainId", timeout), height: 0n }];
  } catch (error) {
    return [{ node, state: "silent", error }];
  }
}

/** The chain that is meant, which at least one node has to be of. */
function requireChain(reports: readonly Report[], expected: number | undefined): bigint {
  const answers = reports.flatMap((report) => (report.state === "answers" ? [report] : []));
  const [first] = answers;
  if (first === undefined) throw nobodyAnswers(reports);
  if (expected === undefined) return first.chainId;
  if (answers.every(({ chainId }) => chainId !== BigInt(expected))) {
    throw new ColophonError(`The node at ${first.node.shown} is on chain ${first.chainId}, not on chain ${expected}`, {
      code: "WrongChain",
      advice: "Check the URL and the chain id that belong together (for a consortium: COLOPHON_CONSORTIUM_*).",
    });
  }
  return BigInt(expected);
}

function nobodyAnswers(reports: readonly Report[]): ColophonError {
  const places = reports.map((report) => {
    const status = report.state === "silent" ? httpStatus(report.error) : undefined;
    return `${report.node.shown}${status === undefined ? "" : `: HTTP status ${status}`}`;
  });
  const [cause] = reports.flatMap((report) => (report.state === "silent" ? [report.error] : []));
  return new ColophonError(`No node answers at ${places.join(", ")}`, {
    code: "NoNodeAnswers",
    advice:
      "Start the embedded chain with: npm run chain, the network of this machine with: npm run consortium. For another network check its URL.",
    cause,
  });
}
