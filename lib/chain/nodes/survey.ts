import { setTimeout as delay } from "node:timers/promises";

import { examineNode, type Report } from "./health";
import type { Node } from "./node";

/** How much longer than the first answer the others may take, in milliseconds: a node that hangs holds up nobody. */
const GRACE_MS = 1_000;

/**
 * Asks all nodes at once which chain they are of and how far.
 * @param timeout how long to wait where none answers, in milliseconds
 * @returns a report for each, in their order. It never throws.
 */
export async function surveyNodes(nodes: readonly Node[], timeout: number): Promise<Report[]> {
  const found = new Map<Node, Report>();
  const asking = nodes.map(async (node) => {
    const report = await examineNode(node, timeout);
    found.set(node, report);
    if (report.state === "silent") throw new Error("no answer");
  });
  const firstAnswer = Promise.any(asking).catch(() => undefined);
  await Promise.race([Promise.allSettled(asking), firstAnswer.then(() => delay(GRACE_MS))]);
  return nodes.map((node) => found.get(node) ?? { node, state: "silent", error: new Error("no answer in time") });
}
