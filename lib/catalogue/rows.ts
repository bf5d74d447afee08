/** How far a work has come, as this home last saw it. `titled` is one of which nobody knows here whether it is final. */
export const WORK_STATES = ["unknown", "anchored", "titled", "provisional", "final", "held", "annulled"] as const;
export type WorkStateName = (typeof WORK_STATES)[number];

export const WORK_ORDERS = ["newest", "oldest", "title", "path", "size"] as const;
export type WorkOrder = (typeof WORK_ORDERS)[number];

/** A work as the catalogue has it. Times are Unix seconds; what nobody knows here is undefined. */
export interface CataloguedWork {
  /** 0x and 64 hex digits. */
  readonly contentHash: string;
  readonly state: WorkStateName;
  /** Since when it is proven: the title's date, else the earliest anchor's. */
  readonly since: number | undefined;
  readonly finalAt: number | undefined;
  readonly owner: string | undefined;
  readonly path: string | undefined;
  /** In bytes. */
  readonly size: number | undefined;
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly language: string | undefined;
  readonly published: string | undefined;
  readonly version: string | undefined;
  /** The work that it is a version of. */
  readonly basedOn: string | undefined;
  readonly metadataHash: string | undefined;
  /** The batch file with its earliest anchor, below the home. */
  readonly batch: string | undefined;
  /** The block at which the chain was last asked; undefined where this is what records and batch files say. */
  readonly seenAt: number | undefined;
}

const FIELDS: readonly (keyof CataloguedWork)[] = [
  ...(["contentHash", "state", "since", "finalAt", "owner", "path", "size", "title", "author", "language"] as const),
  ...(["published", "version", "basedOn", "metadataHash", "batch", "seenAt"] as const),
];

/** Whether a work is of the shelf with this name. */
export const OF_SHELF = "works.shelf = (SELECT id FROM shelves WHERE name = @shelf)";

/** What a state is depends on the time, in Unix seconds. */
const stateAt = (now: string): string => `CASE WHEN works.state <> 'titled' OR works.final_at IS NULL THEN works.state
  WHEN works.final_at <= ${now} THEN 'final' ELSE 'provisional' END`;

/** Whether a work is in a state, in terms of an index. @param now what stands for the time, in Unix seconds */
export function stateIs(state: WorkStateName, now: string): string {
  if (state === "provisional") return `works.state = 'titled' AND works.final_at > ${now}`;
  if (state === "final") return `works.state = 'titled' AND works.final_at <= ${now}`;
  return `works.state = '${state}'${state === "titled" ? " AND works.final_at IS NULL" : ""}`;
}

/** Whether another entry is of the same work. */
export const OF_WORK = "other.hash = works.hash AND other.shelf = works.shelf";

/** What the entry that describes a work does not say, another one may. */
export const described = (column: string): string => `coalesce(entries.${column}, (
  SELECT other.${column} FROM entries AS other WHERE ${OF_WORK} AND other.${column} IS NOT NULL
  ORDER BY other.rank, other.since IS NULL, other.since, other.line, other.metadata_hash LIMIT 1))`;

/** How works are put in order, and the index that has them so. */
export const ORDERS: Readonly<Record<WorkOrder, { readonly by: string; readonly index: string }>> = {
  newest: { by: "works.since DESC, works.hash DESC", index: "works_by_time" },
  oldest: { by: "works.since, works.hash", index: "works_by_time" },
  title: { by: "works.title NULLS LAST, works.id", index: "works_by_title" },
  path: { by: "works.path NULLS LAST, works.id", index: "works_by_path" },
  size: { by: "works.size DESC, works.id DESC", index: "works_by_size" },
};

const hexOf = (column: string): string => `iif(${column} IS NULL, NULL, '0x' || lower(hex(${column})))`;

/** All that is shown of `works` and the `entries` that describes it. */
export const columnsAt = (now: string): string => `
  '0x' || lower(hex(works.hash)) AS contentHash, ${stateAt(now)} AS state, works.since, works.final_at AS finalAt,
  works.owner, works.path, works.size, works.title,
  ${["author", "language", "published", "version"].map((column) => `${described(column)} AS ${column}`).join(", ")},
  ${hexOf("entries.based_on")} AS basedOn, ${hexOf("entries.metadata_hash")} AS metadataHash,
  (SELECT sources.path FROM entries AS other JOIN sources ON sources.id = other.source
   WHERE ${OF_WORK} AND sources.kind = 'batch'
   ORDER BY other.rank = 2, other.since IS NULL, other.since, sources.path LIMIT 1) AS batch,
  works.seen_at AS seenAt`;

/** Without what libsql adds to a row, and what is NULL. */
export function toWork(row: Readonly<Record<string, unknown>>): CataloguedWork {
  const work = Object.fromEntries(FIELDS.map((field) => [field, row[field] ?? undefined]));
  return work as unknown as CataloguedWork; // as the columns have it
}
