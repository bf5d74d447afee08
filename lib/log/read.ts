import { type JsonRpcApiProvider, toQuantity } from "ethers";

import { eventsBetween } from "../chain/contracts/events";
import { blockTime } from "../chain/rpc/time";
import type { LoggedEvent } from "./leaf";

interface RawLog {
  readonly address: string;
  readonly blockNumber: string;
  readonly transactionIndex: string;
  readonly logIndex: string;
  readonly transactionHash: string;
  readonly topics: string[];
  readonly data: string;
}

/**
 * All logs of a contract from one block to another, both included, in the order of the chain.
 * @param address the contract's
 */
export async function loggedBetween(
  provider: JsonRpcApiProvider,
  address: string,
  blocks: readonly [number, number],
): Promise<LoggedEvent[]> {
  const logs = await eventsBetween(provider, blocks, async (first, last): Promise<RawLog[]> => {
    const range = { fromBlock: toQuantity(first), toBlock: toQuantity(last) };
    const answer = (await provider.send("eth_getLogs", [{ address, ...range, topics: [] }])) as RawLog[];
    return answer.filter((log) => isOf(log, address, first, last)).sort(inOrder);
  });
  const times = new Map<string, number>();
  const events: LoggedEvent[] = [];
  for (const { blockNumber, transactionHash, topics, data } of logs) {
    const block = Number(blockNumber);
    const time = times.get(blockNumber) ?? (await blockTime(provider, block));
    times.set(blockNumber, time);
    events.push({ block, time, transactionHash, topics, data });
  }
  return events;
}

/** Whatever else a node answers is no part of the question. */
function isOf(log: RawLog, address: string, first: number, last: number): boolean {
  const block = Number(log.blockNumber);
  return log.address.toLowerCase() === address.toLowerCase() && block >= first && block <= last;
}

function inOrder(one: RawLog, other: RawLog): number {
  return (
    Number(one.blockNumber) - Number(other.blockNumber) ||
    Number(one.transactionIndex) - Number(other.transactionIndex) ||
    Number(one.logIndex) - Number(other.logIndex)
  );
}
