import { z } from "zod";

import type { LocalConsortium } from "../../lib/chain/development/local-consortium";
import { quorumOf } from "../../lib/chain/rpc/validators";
import { rpc } from "../chain/anvil";
import type { FoundProcess } from "../shared/processes";

/** With one validator down a block may take five seconds; what takes twice as long is no delay but a chain that stands still. */
const STANDSTILL_SECONDS = 10;
const MILLISECONDS = 1000;

const hex = z
  .string()
  .regex(/^0x[0-9a-f]+$/)
  .transform(Number);
const newestBlock = z.object({ number: hex, hash: z.string(), timestamp: hex, round: z.int(), proposer: z.string() });
const addresses = z.array(z.string());

/** What a validator says of the newest block that it has. */
export interface NewestBlock {
  readonly number: number;
  readonly hash: string;
  /** In seconds. */
  readonly timestamp: number;
  /** How many proposers failed before this one: 0 where the first one made it. */
  readonly round: number;
  readonly proposer: string;
}

/** How one validator is. */
export interface ValidatorStatus {
  readonly number: number;
  readonly address: string;
  readonly url: string;
  readonly state: "running" | "paused" | "stopped";
  readonly pid?: number;
  /** Absent where it does not answer. */
  readonly peers?: number;
  readonly block?: NewestBlock;
}

/** How the network is. */
export interface NetworkStatus {
  readonly chainId: number;
  readonly validators: readonly ValidatorStatus[];
  /** Who votes, as the chain has it; absent where nobody answers. */
  readonly validatorSet?: readonly string[];
  /** Whether enough validators answer, and the newest block is so new that the chain cannot be standing still. */
  readonly makesBlocks: boolean;
  /** How old the newest block is. */
  readonly ageInSeconds?: number;
}

/**
 * Asks every validator at the same time; one that does not answer costs two seconds.
 * @param processes those that there are, by the number of the validator
 */
export async function networkStatus(
  network: LocalConsortium,
  processes: ReadonlyMap<number, FoundProcess>,
): Promise<NetworkStatus> {
  const statuses = await Promise.all(network.validators.map((one) => validatorStatus(one, processes.get(one.number))));
  const answering = statuses.find(({ block }) => block !== undefined);
  const answers = statuses.filter(({ block }) => block !== undefined).length;
  const newest = Math.max(...statuses.map(({ block }) => block?.timestamp ?? 0));
  const age = answering === undefined ? undefined : Math.max(0, Math.floor(Date.now() / MILLISECONDS) - newest);
  return {
    chainId: network.chainId,
    validators: statuses,
    validatorSet: answering === undefined ? undefined : await validatorSetOf(answering.url),
    makesBlocks: age !== undefined && age <= STANDSTILL_SECONDS && answers >= quorumOf("kaia", statuses.length),
    ageInSeconds: age,
  };
}

async function validatorStatus(
  { number, address, url }: LocalConsortium["validators"][number],
  found: FoundProcess | undefined,
): Promise<ValidatorStatus> {
  if (found === undefined) return { number, address, url, state: "stopped" };
  const { pid, isPaused } = found;
  // It would not answer, and whoever asks need not wait to learn that.
  if (isPaused) return { number, address, url, state: "paused", pid };
  const [block, peers] = await Promise.all([
    ask(url, "klay_getBlockWithConsensusInfoByNumber", newestBlock, ["latest"]),
    ask(url, "net_peerCount", hex),
  ]);
  return { number, address, url, state: "running", pid, peers, block };
}

function validatorSetOf(url: string): Promise<readonly string[] | undefined> {
  return ask(url, "istanbul_getValidators", addresses, ["latest"]);
}

async function ask<Answer>(
  url: string,
  method: string,
  schema: z.ZodType<Answer>,
  parameters: readonly unknown[] = [],
): Promise<Answer | undefined> {
  return rpc(url, method, parameters).then(
    (answer) => schema.parse(answer),
    () => undefined,
  );
}
