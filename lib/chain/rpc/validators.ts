import { decodeRlp, type JsonRpcApiProvider, toQuantity } from "ethers";

/** How engines of the Istanbul BFT family are asked who may make blocks: Kaia and GoQuorum, Besu's QBFT and IBFT 2.0. */
const METHODS = [
  "istanbul_getValidators",
  "qbft_getValidatorsByBlockNumber",
  "ibft_getValidatorsByBlockNumber",
] as const;
/** Where Besu's extra data have the round: after vanity, validators and vote (QBFT and IBFT 2.0). */
const ROUND = 3;
const EXTRA_DATA_FIELDS = 5;

/**
 * The accounts that may make blocks; undefined where the node does not say.
 * @param block as of which block; default: the newest
 */
export async function validatorsOf(
  provider: JsonRpcApiProvider,
  block?: number,
): Promise<readonly string[] | undefined> {
  const at = block === undefined ? "latest" : toQuantity(block);
  for (const method of METHODS) {
    const answer: unknown = await provider.send(method, [at]).catch(() => undefined);
    if (Array.isArray(answer) && answer.every((each) => typeof each === "string")) return answer;
  }
  return undefined;
}

/** How many of them it takes to finish a block (QBFT: the least number that is two thirds of them). */
export function quorumOf(validators: number): number {
  return Math.ceil((2 * validators) / 3);
}

/** How a block came about. */
export interface Making {
  /** How many validators in turn failed to make it before one did: 0 where all is well. */
  readonly round: number;
  /** The validator that made it, in lower case; undefined where the node does not say. */
  readonly maker: string | undefined;
}

/** How a block came about; undefined where the node does not say. */
export async function makingOf(provider: JsonRpcApiProvider, block: number): Promise<Making | undefined> {
  const number = toQuantity(block);
  // Kaia says it; Besu's headers have it.
  const said: unknown = await provider.send("klay_getBlockWithConsensusInfoByNumber", [number]).catch(() => undefined);
  if (has(said, "round") && typeof said.round === "number") {
    return { round: said.round, maker: has(said, "proposer") ? accountIn(said.proposer) : undefined };
  }
  const header: unknown = await provider.send("eth_getBlockByNumber", [number, false]).catch(() => undefined);
  if (!has(header, "extraData") || typeof header.extraData !== "string") return undefined;
  const round = roundIn(header.extraData);
  return round === undefined ? undefined : { round, maker: has(header, "miner") ? accountIn(header.miner) : undefined };
}

function accountIn(answer: unknown): string | undefined {
  return typeof answer === "string" ? answer.toLowerCase() : undefined;
}

/** @param extraData RLP of [vanity, validators, vote, round, seals] */
function roundIn(extraData: string): number | undefined {
  try {
    const fields = decodeRlp(extraData);
    const round = fields[ROUND];
    if (typeof fields === "string" || fields.length !== EXTRA_DATA_FIELDS || typeof round !== "string")
      return undefined;
    return round === "0x" ? 0 : Number(round);
  } catch {
    return undefined;
  }
}

function has<Key extends string>(answer: unknown, key: Key): answer is Record<Key, unknown> {
  return typeof answer === "object" && answer !== null && key in answer;
}
