import type { Catalogue } from "../catalogue/catalogue";
import { hashesIn } from "../catalogue/query";
import type { Colophon } from "../chain/contracts/colophon";
import type { TitleState } from "../chain/contracts/title";
import { readTitles } from "../chain/contracts/titles";
import { chainTime } from "../chain/rpc/time";
import { currentMetadataHash } from "../history/work-events";
import { chunksOf, mapInOrder, withFirst } from "../in-order";
import type { OnProgress } from "../progress";
import type { Shelf } from "../store/records";
import { readWork } from "../works/reading/read";
import { stageOf, type WorkStage } from "../works/reading/state";
import { alteredIn, type Compared, compareRows, type RowDifference, TOGETHER, unreadable } from "./compare";
import { COMPARED, type Expected, expectedIn } from "./expected";
import { proveBatches, type Proven } from "./proven";
import type { MemberRow } from "./rows/row";

/** Histories that are read at a time. */
const PARALLEL = 8;

type Field = (typeof COMPARED)[number];

interface Named {
  /** 0x and 64 hex digits. */
  readonly contentHash: string;
}

/** Where a publisher's database and the chain differ. */
export type WorkDifference =
  | RowDifference<Named, Field>
  /** The chain knows a work of this home, and no row has it. */
  | (Named & { readonly kind: "missing"; readonly state: WorkStage; readonly since: number });

/** What a reconciliation needs. */
export interface Reconciling {
  readonly colophon: Colophon;
  readonly catalogue: Catalogue;
  readonly shelf: Shelf;
  readonly onProgress: OnProgress;
}

/** What was compared; every difference is told one by one. */
export interface Reconciled {
  readonly rows: number;
  /** Rows of which everything they say is so. */
  readonly same: number;
  /** What is wrong with batch files of this home, in words. */
  readonly problems: readonly string[];
}

/**
 * Compares a member's own database with the chain, row by row: what a row says of its work, works that only one side has, and
 * rows that stand twice. Titles are asked of the chain; anchors without a title are proven by the batch files of this home. The
 * chain has no list of works: those that a database may lack are the ones that this home knows.
 * @param note hears of each difference: of rows in their order, then of works that no row has
 */
export async function reconcileWorks(
  reconciling: Reconciling,
  rows: AsyncIterable<MemberRow> | Iterable<MemberRow>,
  note: (difference: WorkDifference) => void,
): Promise<Reconciled> {
  const { colophon, shelf, onProgress } = reconciling;
  // To prove a home's batches takes long: a database that gives no rows is told before.
  return withFirst(rows, async (all) => {
    const proven = await proveBatches(colophon, shelf, onProgress);
    const chain = new Chain(colophon, proven, await chainTime(colophon.provider));
    const { seen, ...counted } = await compareRows(all, {
      ...{ note, onProgress, compare: (some) => chain.compare(some), named: (contentHash) => ({ contentHash }) },
    });
    for await (const missing of chain.missing(hashesIn(reconciling.catalogue, shelf), seen)) note(missing);
    return { ...counted, problems: proven.problems };
  });
}

/** What the chain says of works. */
class Chain {
  constructor(
    private readonly colophon: Colophon,
    private readonly proven: Proven,
    private readonly now: number,
  ) {}

  async compare(rows: readonly MemberRow[]): Promise<readonly Compared<Named, Field>[]> {
    const expected = rows.map(expectedIn);
    const asked = expected.filter((one) => typeof one !== "string");
    const ids = asked.map(({ contentHash }) => BigInt(contentHash));
    const titles = await readTitles(this.colophon, ids);
    const titleOf = new Map(asked.map((one, index) => [one, titles[index]]));
    const titled = asked.filter((one) => one.metadataHash !== undefined && titleOf.get(one) !== undefined);
    const metadata = await this.#newestMetadata(titled);
    return expected.map((one, index) => {
      const row = rows[index]?.number ?? 0;
      if (typeof one === "string") return unreadable(row, one);
      const standing = this.#standing(one.contentHash, titleOf.get(one), metadata.get(one));
      return { row, key: one.contentHash, differences: differencesOf(row, one, standing) };
    });
  }

  /** The works of this home that the chain knows and no row has. */
  async *missing(hashes: Iterable<string>, seen: ReadonlySet<string>): AsyncGenerator<WorkDifference> {
    for await (const lot of chunksOf(unseen(hashes, seen), TOGETHER)) {
      const titles = await readTitles(this.colophon, lot.map(BigInt));
      for (const [index, contentHash] of lot.entries()) {
        const found = this.#standing(contentHash, titles[index]);
        if (found !== undefined) yield { kind: "missing", contentHash, state: found.state, since: found.since };
      }
    }
  }

  #standing(contentHash: string, title: TitleState | undefined, metadataHash?: string): Standing | undefined {
    const claim = this.proven.claims.get(contentHash);
    if (title === undefined && claim === undefined) return undefined;
    const state = stageOf(title, claim === undefined ? [] : [claim], this.now);
    if (title !== undefined) return { owner: title.owner, since: title.registeredAt, state, metadataHash };
    return claim && { ...claim, state };
  }

  /** The newest metadata of titles, out of their histories. */
  async #newestMetadata(titled: readonly Expected[]): Promise<ReadonlyMap<Expected, string | undefined>> {
    const read = mapInOrder(titled, PARALLEL, async (one) => {
      const { history } = await readWork(this.colophon, BigInt(one.contentHash));
      return [one, currentMetadataHash(history)] as const;
    });
    const found = new Map<Expected, string | undefined>();
    for await (const [one, metadataHash] of read) found.set(one, metadataHash);
    return found;
  }
}

interface Standing {
  readonly owner: string;
  readonly since: number;
  readonly state: WorkStage;
  readonly metadataHash: string | undefined;
}

function differencesOf(
  row: number,
  one: Expected,
  standing: Standing | undefined,
): readonly RowDifference<Named, Field>[] {
  const { contentHash } = one;
  if (standing === undefined) return one.state === "unknown" ? [] : [{ kind: "extra", row, contentHash }];
  // A title of which the database does not say whether it is final.
  const isSo = (theirs: string | number): boolean => theirs === "titled" && standing.state !== "anchored";
  return alteredIn({ row, named: { contentHash }, fields: COMPARED }, one, standing, isSo);
}

function* unseen(hashes: Iterable<string>, seen: ReadonlySet<string>): Generator<string> {
  for (const hash of hashes) if (!seen.has(hash)) yield hash;
}
