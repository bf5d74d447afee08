import { type Interface, type LogDescription, toQuantity } from "ethers";

import type { ChainReader } from "../chain/rpc/reader";
import { blockTime } from "../chain/rpc/time";
import { ColophonError } from "../errors";

/** One event of a history. */
export interface HistoryEvent {
  readonly event: LogDescription;
  readonly blockNumber: number;
  readonly transactionHash: string;
  /** Unix seconds. */
  readonly time: number;
}

/** Whose history to walk. */
interface Subject {
  /** The contract whose events count. */
  readonly address: string;
  readonly contract: Interface;
  /** The names of the events that belong to the history; each has the subject as its first topic. */
  readonly events: readonly string[];
  /** The subject as a 32-byte topic; where it is not given, every subject is meant. */
  readonly topic?: string;
  /** The events' argument that names the block of the event before; default: `previousBlock`. */
  readonly link?: string;
  /** The block of the newest event. */
  readonly newestBlock: number;
  /** Whether the walk has found what it is for: it ends with that event's block. Default: it goes on to the first event. */
  readonly isEnough?: (event: LogDescription) => boolean;
}

interface RawLog {
  readonly address: string;
  readonly blockNumber: string;
  readonly logIndex: string;
  readonly transactionHash: string;
  readonly topics: string[];
  readonly data: string;
  /** True for a log of a block that the chain has given up. */
  readonly removed?: boolean;
}

/**
 * Reads a history by walking back from its newest event: every event names the block of the one before it. (ERC-1056 has
 * the same pattern.) It asks for the logs of one block at a time, so it needs no index and works on nodes that scan few blocks.
 * Logs of any other contract or block are left out, whatever the node answers.
 * @returns the events, the oldest first
 * @throws ColophonError where the line is broken, because the node lacks logs
 */
export async function walkBack(provider: ChainReader, subject: Subject): Promise<HistoryEvent[]> {
  const blocks: HistoryEvent[][] = [];
  let block = subject.newestBlock;
  while (block !== 0) {
    const events = await eventsIn(provider, subject, block);
    const first = events[0];
    const previous = first === undefined ? block : Number(first.event.args[subject.link ?? "previousBlock"]);
    // Walking back ends only if every step goes back.
    if (previous >= block) {
      throw new ColophonError(
        `The history is broken at block ${block}: the node does not give the events that belong there`,
        { code: "HistoryBroken", advice: "Ask another node of the network." },
      );
    }
    blocks.unshift(events);
    if (events.some(({ event }) => subject.isEnough?.(event))) break;
    block = previous;
  }
  return blocks.flat();
}

async function eventsIn(provider: ChainReader, subject: Subject, block: number): Promise<HistoryEvent[]> {
  const topics = topicsOf(subject);
  const number = toQuantity(block);
  const filter = {
    ...{ address: subject.address, fromBlock: number, toBlock: number },
    topics: subject.topic === undefined ? [topics] : [topics, subject.topic],
  };
  const logs: RawLog[] = await provider.send("eth_getLogs", [filter]);
  const ours = logs
    .filter((log) => isOurs(log, subject, topics, block))
    .sort((a, b) => Number(a.logIndex) - Number(b.logIndex));
  const time = await blockTime(provider, block);
  return ours.map((log) => {
    const event = subject.contract.parseLog(log);
    if (event === null) throw new Error(`cannot read the log ${log.logIndex} of block ${block}`);
    return { event, blockNumber: block, transactionHash: log.transactionHash, time };
  });
}

/** The hashes of the events' signatures, made once for each contract: where histories are short that is most of what they take. */
function topicsOf({ contract, events }: Subject): readonly string[] {
  const known = topicsOfContracts.get(contract) ?? new Map<string, string>();
  topicsOfContracts.set(contract, known);
  return events.map((name) => {
    const topic = known.get(name) ?? contract.getEvent(name)?.topicHash;
    if (topic === undefined) throw new Error(`the contract has no event ${name}`);
    known.set(name, topic);
    return topic;
  });
}

const topicsOfContracts = new WeakMap<Interface, Map<string, string>>();

function isOurs(log: RawLog, subject: Subject, topics: readonly string[], block: number): boolean {
  const [name, id] = log.topics;
  return (
    log.address.toLowerCase() === subject.address.toLowerCase() &&
    Number(log.blockNumber) === block &&
    log.removed !== true &&
    name !== undefined &&
    topics.includes(name) &&
    (subject.topic === undefined || id === subject.topic)
  );
}
