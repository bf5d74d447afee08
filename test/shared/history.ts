import { expect } from "chai";
import { type BaseContract, type EventLog, type Log, toBeHex } from "ethers";

import type { PartyRegistry, WorkRegistry } from "../../typechain-types";

/** One event of a history. */
export interface Entry {
  readonly name: string;
  readonly block: bigint;
  readonly previousBlock: bigint;
  /** The event's other values, by name. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Reads a history from its newest block back, one block at a time, and expects its chain to hold: the first event of a block
 * names an earlier block or 0, and each one after it names the block itself.
 * @param subject the first indexed value of every event of the history, as a topic
 * @returns the events, oldest first
 */
async function walkBack(contract: BaseContract, subject: string, newestBlock: bigint): Promise<Entry[]> {
  const names = contract.interface.fragments
    .filter((fragment) => fragment.type === "event")
    .map((fragment) => contract.interface.getEvent(fragment.format("sighash")))
    .filter((event) => event?.inputs.some((input) => input.name === "previousBlock") === true)
    .map((event) => event?.topicHash ?? "");

  const history: Entry[] = [];
  for (let block = newestBlock; block !== 0n; ) {
    const logs = await contract.queryFilter([names, subject], block, block);
    const entries = logs.map((log) => entryOf(contract, log));
    const [first, ...later] = entries.map((entry) => entry.previousBlock);
    if (first === undefined) throw new Error(`block ${block} has no event of ${subject}`);
    expect(first, `previousBlock of the first event in block ${block}`).to.be.lessThan(block);
    expect(later, `previousBlock of the later events in block ${block}`).to.deep.equal(later.map(() => block));

    history.unshift(...entries);
    block = first;
  }
  return history;
}

function entryOf(contract: BaseContract, log: Log | EventLog): Entry {
  const description = contract.interface.parseLog(log);
  if (description === null) throw new Error(`the log ${log.transactionHash}:${log.index} is not in the interface`);
  const { previousBlock, ...values } = description.args.toObject();
  return { name: description.name, block: BigInt(log.blockNumber), previousBlock: BigInt(previousBlock), values };
}

/** The history of a work, oldest event first. */
export async function workHistory(registry: WorkRegistry, workId: bigint): Promise<Entry[]> {
  const { changedAtBlock, events } = await registry.titleOf(workId);
  const history = await walkBack(registry, toBeHex(workId, 32), changedAtBlock);
  expect(events, "the number of events that the title counts").to.equal(BigInt(history.length % 4_096));
  return history;
}

/** The history of a party, oldest event first. */
export async function partyHistory(parties: PartyRegistry, account: string): Promise<Entry[]> {
  const { changedAtBlock } = await parties.partyOf(account);
  return walkBack(parties, toBeHex(BigInt(account), 32), changedAtBlock);
}

/** The names of a history's events. */
export function namesOf(history: readonly Entry[]): string[] {
  return history.map((entry) => entry.name);
}
