import { randomBytes } from "node:crypto";

import { toQuantity } from "ethers";

import { blockOf, type LogFilter, logsOf, MOST_BLOCKS, readFilter, scan } from "./logs";
import { type Ask, FILTER_ERROR, Refusal } from "./refusal";

const ID_BYTES = 8;

type Kind = "blocks" | "transactions" | LogFilter;

interface Filter {
  readonly kind: Kind;
  /** The first block that was not looked at yet. */
  next: number;
}

/** The filters that clients have installed. Each look at one goes on for ten blocks at most. */
export class Filters {
  readonly #filters = new Map<string, Filter>();

  constructor(private readonly chain: Ask) {}

  async install(kind: "blocks" | "transactions" | { readonly logs: unknown }): Promise<string> {
    const filter = typeof kind === "string" ? kind : readFilter(kind.logs);
    const id = toQuantity(randomBytes(ID_BYTES));
    this.#filters.set(id, { kind: filter, next: (await this.#newest()) + 1 });
    return id;
  }

  uninstall(id: unknown): boolean {
    return this.#filters.delete(String(id));
  }

  async changes(id: unknown): Promise<unknown> {
    const filter = this.#find(id);
    const newest = await this.#newest();
    const { kind } = filter;
    const isLogs = typeof kind !== "string";
    const from =
      isLogs && kind.fromBlock !== "latest" ? Math.max(blockOf(kind.fromBlock, newest), filter.next) : filter.next;
    const last = isLogs ? Math.min(blockOf(kind.toBlock, newest), newest) : newest;
    const to = Math.min(last, from + MOST_BLOCKS - 1);
    if (to < from) return [];
    filter.next = to + 1;
    if (isLogs) return scan(this.chain, kind, from, to);
    const blocks = await Promise.all(
      Array.from({ length: to - from + 1 }, (_, index) =>
        this.chain("eth_getBlockByNumber", [toQuantity(from + index), false]),
      ),
    );
    // What a node says of a block.
    const found = blocks as readonly { hash: string; transactions: readonly string[] }[];
    return kind === "blocks" ? found.map(({ hash }) => hash) : found.flatMap(({ transactions }) => transactions);
  }

  async logs(id: unknown): Promise<unknown> {
    const { kind } = this.#find(id);
    if (typeof kind === "string") throw notFound();
    return logsOf(this.chain, kind);
  }

  #find(id: unknown): Filter {
    const filter = this.#filters.get(String(id));
    if (filter === undefined) throw notFound();
    return filter;
  }

  async #newest(): Promise<number> {
    return Number(await this.chain("eth_blockNumber"));
  }
}

function notFound(): Refusal {
  return new Refusal(FILTER_ERROR, "filter not found");
}
