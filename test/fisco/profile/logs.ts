import { toQuantity } from "ethers";

import { type Ask, FILTER_ERROR, Refusal } from "./refusal";

/** The most blocks of a range that are scanned. */
export const MOST_BLOCKS = 10;
const MANDATORY = ["fromBlock", "toBlock", "address", "topics"] as const;

/** A filter of `eth_getLogs`, with all that is mandatory. */
export type LogFilter = Readonly<Record<(typeof MANDATORY)[number], unknown>>;

/** @throws Refusal where something is missing */
export function readFilter(value: unknown): LogFilter {
  const given: object = typeof value === "object" && value !== null ? value : {};
  const found: Readonly<Record<string, unknown>> = { ...given };
  for (const name of MANDATORY) {
    if (found[name] === undefined || found[name] === null) throw new Refusal(FILTER_ERROR, `${name} is null`);
  }
  // Whatever else is given is ignored: a blockHash among it.
  const { fromBlock, toBlock, address, topics } = found;
  return { fromBlock, toBlock, address, topics };
}

/** The logs of the first blocks of a range; those of the others are left out, and nothing says so. */
export async function logsOf(chain: Ask, filter: LogFilter): Promise<unknown> {
  const newest = Number(await chain("eth_blockNumber"));
  const from = blockOf(filter.fromBlock, newest);
  const to = Math.min(blockOf(filter.toBlock, newest), newest);
  if (from > blockOf(filter.toBlock, newest)) throw new Refusal(FILTER_ERROR, "invalid block range params");
  if (from > newest) return [];
  return scan(chain, filter, from, to);
}

/** The logs of the first blocks from one to another. */
export async function scan(chain: Ask, filter: LogFilter, from: number, to: number): Promise<unknown> {
  const last = Math.min(to, from + MOST_BLOCKS - 1);
  const logs = await chain("eth_getLogs", [{ ...filter, fromBlock: toQuantity(from), toBlock: toQuantity(last) }]);
  return Array.isArray(logs) ? logs.map(withoutTime) : logs;
}

/** A log as FISCO BCOS has it: some nodes add the time of the block. */
export function withoutTime(log: unknown): unknown {
  if (typeof log !== "object" || log === null) return log;
  return Object.fromEntries(Object.entries(log).filter(([name]) => name !== "blockTimestamp"));
}

/** The number of a block that is named by its number or by a tag. */
export function blockOf(tag: unknown, newest: number): number {
  if (tag === "earliest") return 0;
  return typeof tag === "string" && tag.startsWith("0x") ? Number(tag) : newest;
}
