import type { NodeStatus } from "../nodes/nodes";
import { nodesOf } from "../rpc/rpc";
import { type Finding, ok, type Patient, warning } from "./finding";

const TROUBLE: Readonly<Record<Exclude<NodeStatus["verdict"], "healthy">, string>> = {
  silent: "does not answer",
  "other chain": "is on another chain",
  behind: "is behind the others",
  ahead: "claims to be ahead of the others",
};

/** A line for each of the nodes that are used as one. A single node is not compared with any. */
export async function checkNodes({ provider }: Patient): Promise<Finding[]> {
  const nodes = (await nodesOf(provider)) ?? [];
  if (nodes.length < 2) return [];
  return nodes.map((status) => {
    const { shown } = status.node;
    const place = status.state === "answers" ? `${shown}, block ${status.height}` : shown;
    return status.verdict === "healthy"
      ? ok("node", place)
      : warning("node", `${place}: it ${TROUBLE[status.verdict]}`, "The others are used in the meantime.");
  });
}
