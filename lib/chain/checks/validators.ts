import { shortHex } from "../../short-hex";
import { type Making, makingOf, validatorsOf } from "../rpc/validators";
import { type Finding, ok, type Patient, warning } from "./finding";

/** How often each validator's turn came in the newest blocks that are looked at, where they take turns. */
const TURNS = 3;

/** How the validators are, where the engine says so: it does in the family of Istanbul BFT. */
export async function checkValidators({ provider }: Patient): Promise<Finding[]> {
  const known = await validatorsOf(provider);
  if (known === undefined) return [];
  const { accounts: validators, quorum } = known;
  const height = await provider.getBlockNumber();
  const peers: unknown = await provider.send("net_peerCount", []).catch(() => undefined);
  const turns = TURNS * validators.length;
  const makings = await newestMakings({ provider }, height, Math.min(turns, height));
  const idle = idleAmong(validators, makings);
  const found = [
    `${validators.length}, ${finishing(quorum)}: ${validators.map(shortHex).join(", ")}`,
    `block ${height}`,
    ...(typeof peers === "string" ? [`${Number(peers)} ${Number(peers) === 1 ? "peer" : "peers"}`] : []),
    ...roundChanges(makings),
    ...(idle === undefined ? [] : [whoMade(makings.length, validators.length, idle)]),
  ].join("; ");
  // A node is connected to other nodes, validators or not: that it is to none is all that can be told from its side.
  if (Number(peers) === 0 && validators.length > 1) {
    return [warning("validators", found, "The node that was asked is connected to no other.")];
  }
  // In fewer blocks some had no turn yet.
  if (makings.length < turns || idle === undefined || idle.length === 0) return [ok("validators", found)];
  const advice = "Ask the operator of each that made none whether it runs and is connected to the others.";
  return [warning("validators", found, advice)];
}

/** How many finish a block. */
function finishing(quorum: number | undefined): string {
  return quorum === undefined
    ? "and this version does not know how many of them finish a block with this engine"
    : `of which ${quorum} finish a block`;
}

/** How the newest blocks came about; empty where the node does not say it of all of them. */
async function newestMakings(
  { provider }: Pick<Patient, "provider">,
  height: number,
  count: number,
): Promise<Making[]> {
  const blocks = Array.from({ length: count }, (_, index) => height - index);
  const makings = await Promise.all(blocks.map((block) => makingOf(provider, block)));
  const known = makings.filter((making) => making !== undefined);
  return known.length === count ? known : [];
}

function roundChanges(makings: readonly Making[]): string[] {
  if (makings.length === 0) return [];
  const changes = makings.reduce((sum, { round }) => sum + round, 0);
  return [`${changes} round ${changes === 1 ? "change" : "changes"} in the last ${makings.length} blocks`];
}

/**
 * The validators that made none of these blocks. Undefined where nobody can tell: no makers are named, or others than
 * validators (Besu's headers have the account of `miningbeneficiary` where it is set).
 */
function idleAmong(validators: readonly string[], makings: readonly Making[]): readonly string[] | undefined {
  const known = validators.map((address) => address.toLowerCase());
  const makers = makings.map(({ maker }) => maker);
  if (makers.length === 0 || !makers.every((maker) => maker !== undefined && known.includes(maker))) return undefined;
  return known.filter((address) => !makers.includes(address));
}

function whoMade(blocks: number, validators: number, idle: readonly string[]): string {
  if (idle.length === 0) return `all of them made the last ${blocks} blocks`;
  return `${validators - idle.length} of them made the last ${blocks} blocks: ${idle.map(shortHex).join(", ")} did not`;
}
