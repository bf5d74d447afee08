import { isError } from "ethers";

import type { Node } from "./node";

/** How many blocks a node may be from the others: those of a few seconds, while it takes them in. */
const MOST_BEHIND = 3n;

/** What a node said when it was last asked. */
export type Report =
  | { readonly node: Node; readonly state: "answers"; readonly chainId: bigint; readonly height: bigint }
  | { readonly node: Node; readonly state: "silent"; readonly error: unknown };

/** A node that answers, of the right chain and as far as the others. */
export type Verdict = "healthy" | "silent" | "other chain" | "behind" | "ahead";

/** Asks a node which chain it is of and how far. It never throws. */
export async function examineNode(node: Node, timeout: number): Promise<Report> {
  try {
    const [chainId, height] = await Promise.all([
      node.quantity("eth_chainId", timeout),
      node.quantity("eth_blockNumber", timeout),
    ]);
    return { node, state: "answers", chainId, height };
  } catch (error) {
    return { node, state: "silent", error };
  }
}

/**
 * Judges nodes by each other.
 * @param chainId the chain that is meant
 * @returns a verdict for each report, in their order
 */
export function judgeNodes(reports: readonly Report[], chainId: bigint): Verdict[] {
  const reference = referenceHeight(reports, chainId);
  return reports.map((report) => {
    if (report.state === "silent") return "silent";
    if (report.chainId !== chainId) return "other chain";
    if (reference === undefined) return "healthy";
    if (report.height + MOST_BEHIND < reference) return "behind";
    return report.height > reference + MOST_BEHIND ? "ahead" : "healthy";
  });
}

/** The height that the others are compared with; undefined where no node of the chain answers. */
export function referenceHeight(reports: readonly Report[], chainId: bigint): bigint | undefined {
  const heights = reports
    .flatMap((report) => (report.state === "answers" && report.chainId === chainId ? [report.height] : []))
    .sort((a, b) => Number(b - a));
  // The second highest of three and more: one node alone, that claims to be far ahead, must not rule out all others.
  return heights.length > 2 ? heights[1] : heights[0];
}

/** The status of an HTTP answer that was no JSON-RPC answer, such as 401. */
export function httpStatus(error: unknown): number | undefined {
  return isError(error, "SERVER_ERROR") ? error.response?.statusCode : undefined;
}
