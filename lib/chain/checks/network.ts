import { shortHex } from "../../short-hex";
import type { NodeStatus } from "../nodes/nodes";
import { nodesOf } from "../rpc";
import { quorumOf, roundChangesOf, validatorsOf } from "../validators";
import { failed, type Finding, ok, type Patient, warning } from "./finding";

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
  const peers = Number(await provider.send("net_peerCount", []));
  const quorum = quorumOf(validators.length);
  const found = [
    `${validators.length}, of which ${quorum} finish a block: ${validators.map(shortHex).join(", ")}`,
    `block ${height}`,
    `${peers} ${peers === 1 ? "peer" : "peers"}`,
    ...(await roundChanges({ provider }, height)),
  ].join("; ");
  return [
    peers + 1 < quorum
      ? failed("validators", found, "The network cannot finish a block until more of them work.")
      : ok("validators", found),
  ];
}

async function roundChanges({ provider }: Pick<Patient, "provider">, height: number): Promise<string[]> {
  const blocks = Array.from({ length: Math.min(BLOCKS, height) }, (_, index) => height - index);
  const rounds = await Promise.all(blocks.map((block) => roundChangesOf(provider, block)));
  if (rounds.includes(undefined)) return [];
  const changes = rounds.reduce<number>((sum, round) => sum + (round ?? 0), 0);
  return [`${changes} round ${changes === 1 ? "change" : "changes"} in the last ${blocks.length} blocks`];
}
