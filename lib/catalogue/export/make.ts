import type { CataloguedWork } from "../rows";
import { wordsOf } from "../words";
import {
  certificatePath,
  digitsFor,
  EXPORT_FORMAT,
  EXPORT_INDEX,
  EXPORTED_STATES,
  type ExportedState,
  type ExportedWork,
  type ExportIndex,
  PAGE_WORKS,
  shardNames,
  shardOfId,
  shardOfWord,
} from "./format";

/** A file of an export, made or taken as it is. */
export type ExportFile = {
  /** From the export's folder on, with slashes. */
  readonly path: string;
} & ({ readonly content: string } | { readonly from: string });

/** What the works of an export belong to. */
export type ExportOf = Pick<ExportIndex, "chainId" | "registry" | "asOf">;

/**
 * What is made public of works: nothing of the disk that they lie on. Whoever anchored a work has shown it to nobody yet.
 * @param anchored whether works that only an anchor has are in it too; whose they are is not
 * @param certified the works whose certificates go with it: of one without a title it would show whose it is
 */
export function publicWorks(
  works: Iterable<CataloguedWork>,
  anchored: boolean,
  certified: ReadonlySet<string> = new Set(),
): ExportedWork[] {
  const shown = [...works].filter(({ state }) => isExported(state) && (anchored || state !== "anchored"));
  const ids = new Set(shown.map(({ contentHash }) => contentHash));
  return shown.map(({ contentHash, state, since, finalAt, owner, title, author, language, published, ...work }) => ({
    id: contentHash,
    ...defined({ title, author, language, published, version: work.version }),
    ...(work.basedOn !== undefined && ids.has(work.basedOn) && { basedOn: work.basedOn }),
    state: state as ExportedState, // as it was filtered
    ...defined({ since, finalAt, owner: state === "anchored" ? undefined : owner }),
    ...(state !== "anchored" && certified.has(contentHash) && { certificate: true as const }),
  }));
}

/**
 * The files of an export, the index last.
 * @param works the newest first
 * @param certificateOf where the certificate of a work is that has one
 */
export function* exportFiles(
  works: readonly ExportedWork[],
  of: ExportOf,
  certificateOf?: (id: string) => string,
): Generator<ExportFile> {
  for (const { id, certificate } of works) {
    if (certificate && certificateOf) yield { path: certificatePath(id), from: certificateOf(id) };
  }
  for (let page = 0; page * PAGE_WORKS < works.length; page++) {
    yield file(`works/${page}.json`, works.slice(page * PAGE_WORKS, (page + 1) * PAGE_WORKS));
  }
  const digits = digitsFor(works.length);
  yield* sharded("ids", digits, idsOf(works), shardOfId);
  yield* sharded("words", digits, gapsOf(works), shardOfWord);
  const index: ExportIndex = { format: EXPORT_FORMAT, ...of, works: works.length, pageWorks: PAGE_WORKS, digits };
  yield file(EXPORT_INDEX, index);
}

function* sharded<T>(
  folder: string,
  digits: number,
  entries: Iterable<readonly [string, T]>,
  shardOf: (key: string, digits: number) => string,
): Generator<ExportFile> {
  const shards = new Map(shardNames(digits).map((name) => [name, [] as (readonly [string, T])[]]));
  for (const entry of entries) shards.get(shardOf(entry[0], digits))?.push(entry);
  for (const [name, shard] of shards) yield file(`${folder}/${name}.json`, shard);
}

function idsOf(works: readonly ExportedWork[]): (readonly [string, number])[] {
  return works.map(({ id }, number) => [id, number]);
}

/** Every word of title or author, and whose it is. */
function gapsOf(works: readonly ExportedWork[]): Map<string, number[]> {
  const gaps = new Map<string, number[]>();
  const last = new Map<string, number>();
  works.forEach(({ title = "", author = "" }, number) => {
    for (const word of new Set([...wordsOf(title), ...wordsOf(author)])) {
      const gap = number - (last.get(word) ?? 0);
      const known = gaps.get(word);
      if (known === undefined) gaps.set(word, [gap]);
      else known.push(gap);
      last.set(word, number);
    }
  });
  return gaps;
}

function isExported(state: string): state is ExportedState {
  return (EXPORTED_STATES as readonly string[]).includes(state);
}

function file(path: string, content: unknown): ExportFile {
  return { path, content: `${JSON.stringify(content)}\n` };
}

/** Without the keys that have no value. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }; // the same keys
}
