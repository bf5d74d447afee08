import type { BlockRecord } from "../census";

/** What a client does to the chain. Each write is done once, by one client, and known by its key. */
export type Kind = "register" | "offer" | "accept" | "anchor";

/** One write that a client was to make. */
export interface Operation {
  readonly kind: Kind;
  /** What the write is on chain, as `writesOf` names it; undefined where it never came to be signed. */
  readonly key: () => Promise<string | undefined>;
  /** Makes the write, or goes on with it. It gives the hash of the transaction that made it. */
  readonly run: () => Promise<string>;
  /** The transaction, once the client was told that it is in a block; the key where it was told of the write alone. */
  acknowledged: string | undefined;
}

/** A write that a node has: its key and its transaction. */
export interface Write {
  readonly key: string;
  readonly hash: string;
}

/** What the comparison of the clients' lists with the nodes gives. */
export interface Verdict {
  readonly operations: number;
  readonly acknowledged: number;
  /** Writes of which the client was not told what became of them. */
  readonly unknown: number;
  /** Acknowledged, and not on every node. */
  readonly lost: readonly string[];
  /** On a node more than once. */
  readonly duplicated: readonly string[];
  /** On a node, and in nobody's list. */
  readonly unexplained: readonly string[];
}

/** The writes of some accounts that succeeded, from a node's blocks. @param nameOf gives the key of a transaction's input */
export function writesOf(
  blocks: readonly BlockRecord[],
  accounts: readonly string[],
  nameOf: (input: string) => string,
): Write[] {
  const ours = new Set(accounts.map((account) => account.toLowerCase()));
  return blocks
    .flatMap(({ transactions }) => transactions)
    .filter(({ from, succeeded }) => succeeded && ours.has(from.toLowerCase()))
    .map(({ hash, input }) => ({ key: nameOf(input), hash }));
}

/**
 * Compares what clients were told with what the nodes have.
 * @param nodes the writes that each node has
 */
export async function judge(operations: readonly Operation[], nodes: readonly (readonly Write[])[]): Promise<Verdict> {
  const known = await Promise.all(
    operations.map(async ({ key, acknowledged }) => ({ key: await key(), acknowledged })),
  );
  const keys = new Set(known.map(({ key }) => key));
  const verdict = { lost: new Set<string>(), duplicated: new Set<string>(), unexplained: new Set<string>() };
  for (const writes of nodes) {
    const found = new Map<string, string[]>();
    for (const { key, hash } of writes) found.set(key, [...(found.get(key) ?? []), hash]);
    for (const { key, acknowledged } of known) {
      if (acknowledged === undefined) continue;
      const hashes = (key === undefined ? undefined : found.get(key)) ?? [];
      const isThere = acknowledged === key ? hashes.length > 0 : hashes.includes(acknowledged);
      if (!isThere) verdict.lost.add(key ?? acknowledged);
    }
    for (const [key, hashes] of found) {
      if (hashes.length > 1) verdict.duplicated.add(key);
      if (!keys.has(key)) verdict.unexplained.add(key);
    }
  }
  const acknowledged = known.filter((each) => each.acknowledged !== undefined).length;
  return {
    operations: operations.length,
    acknowledged,
    unknown: operations.length - acknowledged,
    lost: [...verdict.lost],
    duplicated: [...verdict.duplicated],
    unexplained: [...verdict.unexplained],
  };
}
