import type { JsonRpcApiProvider } from "ethers";

import { mapInOrder } from "../../in-order";
import { clientOf, FISCO_BCOS } from "../rpc/client";
import { isSilence } from "./failures";

/**
 * FISCO BCOS looks through the first ten blocks of a range and leaves out the others, without a word (3.16.1, its
 * EthEndpoint.cpp).
 */
const BLOCKS_OF_FISCO_BCOS = 10;
/** Questions to the node at a time. */
const PARALLEL = 8;

/**
 * All events from one block to another, both included, the oldest first. Nodes that look through few blocks at a time are
 * asked for few, as their client or their refusal tells.
 * @param ask one `eth_getLogs`, as `queryFilter` of a contract makes it
 * @throws what the node answers to a question for a single block
 */
export async function eventsBetween<E>(
  provider: JsonRpcApiProvider,
  [first, last]: readonly [number, number],
  ask: (first: number, last: number) => Promise<readonly E[]>,
): Promise<E[]> {
  const span = FISCO_BCOS.test(await clientOf(provider)) ? BLOCKS_OF_FISCO_BCOS : last - first + 1;
  const events: E[] = [];
  for await (const found of mapInOrder(rangesOf(first, last, span), PARALLEL, async ([from, to]) =>
    halving(from, to, ask),
  )) {
    events.push(...found);
  }
  return events;
}

function* rangesOf(first: number, last: number, span: number): Generator<readonly [number, number]> {
  for (let from = first; from <= last; from += span) yield [from, Math.min(last, from + span - 1)];
}

async function halving<E>(
  first: number,
  last: number,
  ask: (first: number, last: number) => Promise<readonly E[]>,
): Promise<readonly E[]> {
  try {
    return await ask(first, last);
  } catch (error) {
    // Many nodes look through so many blocks at a time and no more.
    if (first === last || isSilence(error)) throw error;
    const middle = Math.floor((first + last) / 2);
    return [...(await halving(first, middle, ask)), ...(await halving(middle + 1, last, ask))];
  }
}
