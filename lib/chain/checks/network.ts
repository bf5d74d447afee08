import { shortHex } from "../../short-hex";
import type { NodeStatus } from "../rpc/nodes";
import { nodesOf } from "../rpc/rpc";
import { quorumOf, roundChangesOf, validatorsOf } from "../rpc/validators";
import { type Finding, ok, type Patient, warning } from "./finding";

/** How many of the newest blocks are looked at. */
const BLOCKS = 10;

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

/** How the validators are, where the engine says so: it does in the family of Istanbul BFT. */
export async function checkValidators({ provider }: Patient): Promise<Finding[]> {
  const validators = await validatorsOf(provider);
  if (validators === undefined) return [];
  const height = await provider.getBlockNumber();
  const peers: unknown = await provider.send("net_peerCount", []).catch(() => undefined);
  const found = [
    `${validators.length}, of which ${quorumOf(validators.length)} finish a block: ${validators.map(shortHex).join(", ")}`,
    `block ${height}`,
    ...(typeof peers === "string" ? [`${Number(peers)} ${Number(peers) === 1 ? "peer" : "peers"}`] : []),
    ...(await roundChanges({ provider }, height)),
  ].join("; ");
  // A node is connected to other nodes, validators or not: that it is to none is all that can be told from its side.
  if (Number(peers) === 0 && validators.length > 1) {
    return [warning("validators", found, "The node that was asked is connected to no other.")];
  }
  return [ok("validators", found)];
}

async function roundChanges({ provider }: Pick<Patient, "provider">, height: number): Promise<string[]> {
  const blocks = Array.from({ length: Math.min(BLOCKS, height) }, (_, index) => height - index);
  const rounds = await Promise.all(blocks.map((block) => roundChangesOf(provider, block)));
  if (rounds.includes(undefined)) return [];
  const changes = rounds.reduce<number>((sum, round) => sum + (round ?? 0), 0);
  return [`${changes} round ${changes === 1 ? "change" : "changes"} in the last ${blocks.length} blocks`];
}
