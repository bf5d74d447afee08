import { decodeRlp, type JsonRpcApiProvider, toQuantity } from "ethers";

import { clientOf } from "./client";

/** A rule by which validators finish a block. */
export type Consensus = "kaia" | "qbft";

/**
 * How engines of the Istanbul BFT family are asked who may make blocks: Kaia and others, such as GoQuorum; Besu's QBFT and IBFT 2.0,
 * which count alike.
 */
const METHODS: readonly (readonly [method: string, consensus: "istanbul" | Consensus])[] = [
  ["istanbul_getValidators", "istanbul"],
  ["qbft_getValidatorsByBlockNumber", "qbft"],
  ["ibft_getValidatorsByBlockNumber", "qbft"],
];
/** How Kaia names itself: "Klaytn/v1.0.3/linux-amd64/go1.26". */
const KAIA = /^(?:klaytn|kaia)\b/i;
/** With fewer validators than this none may be missing, where Kaia counts. */
const LEAST_FOR_FAULTS = 4;
/** Where Besu's extra data have the round: after vanity, validators and vote (QBFT and IBFT 2.0). */
const ROUND = 3;
const EXTRA_DATA_FIELDS = 5;

/** Who may make blocks. */
export interface Validators {
  readonly accounts: readonly string[];
  /** How many of them it takes to finish a block; undefined where that is not known: GoQuorum's genesis chooses the rule. */
  readonly quorum: number | undefined;
}

/**
 * Who may make blocks; undefined where the node does not say.
 * @param block as of which block; default: the newest
 */
export async function validatorsOf(provider: JsonRpcApiProvider, block?: number): Promise<Validators | undefined> {
  const at = block === undefined ? "latest" : toQuantity(block);
  for (const [method, engine] of METHODS) {
    const answer: unknown = await provider.send(method, [at]).catch(() => undefined);
    if (Array.isArray(answer) && answer.every((each) => typeof each === "string")) {
      const consensus = engine === "istanbul" ? await consensusOf(provider) : engine;
      return { accounts: answer, quorum: consensus && quorumOf(consensus, answer.length) };
    }
  }
  return undefined;
}

/** The rule of an engine that answers as Kaia does; undefined where it is another one. */
async function consensusOf(provider: JsonRpcApiProvider): Promise<Consensus | undefined> {
  const client = await clientOf(provider).catch(() => "");
  return KAIA.test(client) ? "kaia" : undefined;
}

/** How many of so many validators finish a block: two thirds of them, rounded up; with Kaia all, where there are fewer than four. */
export function quorumOf(consensus: Consensus, validators: number): number {
  if (consensus === "kaia" && validators < LEAST_FOR_FAULTS) return validators;
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
