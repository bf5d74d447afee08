import { chunksOf, mapInOrder } from "../in-order";
import type { OnProgress } from "../progress";
import type { MemberRow } from "./rows/row";

/** Rows that are compared together, and how many such lots at a time. */
export const TOGETHER = 2_048;
const LOTS = 2;

/**
 * Where a row and the chain differ. A row counts from 1, without a header.
 * `Named` says of what: a work's `contentHash`, a party's `account`.
 */
export type RowDifference<Named, Field extends string> =
  /** The row says something else than the chain of one field. */
  | (Named & { readonly kind: "altered"; readonly row: number; readonly field: Field } & Sides)
  /** The chain does not know what the row is about. */
  | (Named & { readonly kind: "extra"; readonly row: number })
  /** An earlier row is about the same. */
  | (Named & { readonly kind: "repeated"; readonly row: number })
  /** The row cannot be read. */
  | { readonly kind: "unreadable"; readonly row: number; readonly problem: string };

interface Sides {
  readonly theirs: string | number;
  readonly chain: string | number;
}

/** A row that was compared. */
export interface Compared<Named, Field extends string> {
  readonly row: number;
  /** What tells the row's subject from every other; undefined where the row cannot be read. */
  readonly key: string | undefined;
  readonly differences: readonly RowDifference<Named, Field>[];
}

/** What was compared. */
export interface Counted {
  readonly rows: number;
  /** Rows of which everything they say is so. */
  readonly same: number;
  /** The keys of all rows. */
  readonly seen: ReadonlySet<string>;
}

/** How rows are compared with the chain. */
export interface Comparison<Named, Field extends string> {
  /** Compares rows with the chain, each by itself. */
  readonly compare: (rows: readonly MemberRow[]) => Promise<readonly Compared<Named, Field>[]>;
  readonly named: (key: string) => Named;
  /** Hears of each difference, in the order of the rows. */
  readonly note: (difference: RowDifference<Named, Field>) => void;
  readonly onProgress: OnProgress;
}

/** Compares all rows with the chain, and notes those that stand twice. */
export async function compareRows<Named, Field extends string>(
  rows: AsyncIterable<MemberRow> | Iterable<MemberRow>,
  { compare, named, note, onProgress }: Comparison<Named, Field>,
): Promise<Counted> {
  const seen = new Set<string>();
  let [count, same] = [0, 0];
  for await (const lot of mapInOrder(chunksOf(rows, TOGETHER), LOTS, compare)) {
    for (const { row, key, differences } of lot) {
      const isRepeated = key !== undefined && seen.has(key);
      if (isRepeated) note({ kind: "repeated", row, ...named(key) });
      if (key !== undefined) seen.add(key);
      if (!isRepeated && differences.length === 0) same += 1;
      differences.forEach(note);
    }
    count += lot.length;
    onProgress({ stage: "Comparing", done: count, total: undefined, unit: "rows" });
  }
  return { rows: count, same, seen };
}

/** A row that cannot be read. */
export function unreadable<Named, Field extends string>(row: number, problem: string): Compared<Named, Field> {
  return { row, key: undefined, differences: [{ kind: "unreadable", row, problem }] };
}

type Values<Field extends string> = Readonly<Record<Field, string | number | undefined>>;

/**
 * The fields of which a row says something else than the chain. What it does not say is not compared.
 * @param isSo whether two values that are not equal say the same
 */
export function alteredIn<Named, Field extends string>(
  { row, named, fields }: { readonly row: number; readonly named: Named; readonly fields: readonly Field[] },
  expected: Values<Field>,
  standing: Values<Field>,
  isSo: (theirs: string | number) => boolean = () => false,
): readonly RowDifference<Named, Field>[] {
  return fields.flatMap((field) => {
    const theirs: string | number | undefined = expected[field];
    const chain: string | number = standing[field] ?? "none";
    return theirs === undefined || theirs === chain || isSo(theirs)
      ? []
      : [{ kind: "altered" as const, row, field, theirs, chain, ...named }];
  });
}
