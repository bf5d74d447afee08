import { join } from "node:path";

import { chunksOf, mapInOrder } from "../../in-order";
import { BatchFile } from "../file/batch-file";
import { HashCache } from "../file/hash-cache";
import type { Dated } from "../file/known-works";
import { newestOf } from "../file/shelf";
import { type StagedWork, Staging } from "../file/staging";
import type { Part } from "../source/source";
import { placeOf, stopAtBadRows, withoutSkipping } from "./bad-rows";
import { compare, type Comparison } from "./compare";
import { hashFiles } from "./hash-files";
import { openPool } from "./pool";
import { type Preparation, type Preparing, stopIfAborted, TASKS_IN_FLIGHT } from "./preparing";
import { type Disclosures, keepAll, notRedacted, redact, requireHad } from "./redact";
import type { BadRow } from "./row";
import { type Known, SetAside } from "./set-aside";
import { UnchangedFiles } from "./unchanged";

/** Of a source and of its files, what a thread takes at a time: enough that messages cost little. */
const BYTES_PER_TASK = 128 * 1024;
/** What an object is counted for. */
const BYTES_PER_NAME = 256;

/** A batch file that is complete and on the disk. */
export interface Prepared {
  readonly path: string;
  /** The rows that were left out. */
  readonly bad: readonly BadRow[];
  /** What the other rows, or their files, say of the works and is not used. */
  readonly unused: readonly BadRow[];
  /** How many works were passed over, as they have a date already. */
  readonly known: number;
  /** The contents of those of them that have an anchor and no title that is known, 64 hex digits each. */
  readonly untitled: readonly string[];
  /** How many of the others are new versions of works. */
  readonly versions: number;
}

/**
 * Makes the batch file of a source: checks every row, hashes every file on all cores, draws the salts, builds the tree. The
 * same source gives the same file: where it exists, it stays as it is. Of another source, works that have a date already are
 * passed over; where no other is left, the file is the newest that has some of them. Nothing is sent.
 * @throws ColophonError, exit code 2, naming the first bad rows and how many there are
 */
export async function prepareBatch(preparation: Preparation): Promise<Prepared> {
  return staged(preparation, async ({ staging, target, pool, aside, unchanged, bad, unused, redaction }, more) => {
    const { versions, otherwise, disclosures } = more;
    const { count, batches, untitled } = aside;
    const works = staging.size;
    const file = works === 0 ? await newestOf(batches) : undefined;
    if (redaction !== undefined) await keepAll(staging, redaction, disclosures);
    const path = file ?? (await staging.seal(target, pool));
    if (file !== undefined) await staging.discard();
    unchanged.noteBatches(path, works, otherwise.length === 0);
    // The same source once more, rather than one that has works of several.
    const isSame = file !== undefined && target.mode === "anchor" && batches.size === 1 && worksIn(file) === count;
    return { path, bad, unused, known: isSame ? 0 : count, untitled, versions: versions.size };
  });
}

/** How many works a batch file has. */
function worksIn(path: string): number {
  const batch = BatchFile.open(path, "read");
  try {
    return batch.head.works;
  } finally {
    batch.close();
  }
}

/** What `prepareBatch` would make of a source. */
export interface Plan extends Pick<Prepared, "bad" | "unused"> {
  /** The works that would be registered. */
  readonly works: readonly PlannedWork[];
  /** Those that have a date already. */
  readonly known: readonly (Pick<PlannedWork, "name" | "contentHash"> & Pick<Dated, "batch" | "isTitled">)[];
}

/** A work that would be registered. */
export interface PlannedWork extends Omit<StagedWork, "id"> {
  /** Whether it is a new version of a work. */
  readonly isVersion: boolean;
}

/** Says what `prepareBatch` would make of a source, and leaves nothing behind but what it hashed. Errors likewise. */
export async function planBatch(preparation: Preparation): Promise<Plan> {
  const aside: Plan["known"][number][] = [];
  const known: Known = {
    ...preparation.known,
    onKnown: ({ name, hash }, { batch, isTitled }) => aside.push({ name, contentHash: `0x${hash}`, batch, isTitled }),
  };
  return staged({ ...preparation, known }, async ({ staging, bad, unused }, { versions }) => {
    const works = staging.works().map(({ id, ...work }) => ({ ...work, isVersion: versions.has(id) }));
    await staging.discard();
    return { works, known: aside, bad, unused };
  });
}

/** What is known of the works of a staging beside their rows. */
interface Compared extends Comparison {
  readonly disclosures: Disclosures;
}

/**
 * Brings a source into a new staging, compares it with what is known, and has it used; the use ends the staging.
 */
async function staged<R>(
  preparation: Preparation,
  use: (preparing: Preparing, more: Compared) => Promise<R>,
): Promise<R> {
  const { folder, target, startedAt, rehash = false, signal, known = {} } = preparation;
  const pool = openPool();
  const abort = (): void => void pool.abort();
  signal.addEventListener("abort", abort);
  const staging = await Staging.begin(folder, target.mode);
  const hashes = new HashCache(hashesPath(preparation.hashFolder ?? folder), startedAt);
  if (rehash) hashes.forget();
  const aside = new SetAside(known);
  const unchanged = new UnchangedFiles(hashes, aside, pool);
  const preparing: Preparing = { ...preparation, staging, pool, hashes, aside, unchanged, bad: [], unused: [] };
  try {
    await checkRows(preparing);
    stopAtBadRows(preparing, staging.size + aside.count);
    await hashFiles(preparing);
    leaveOutDuplicates(preparing);
    stopAtBadRows(preparing, staging.size + aside.count);
    stopIfAborted(signal);
    const disclosures = await redactRows(preparing);
    stopIfAborted(signal);
    const comparison = await compare(staging, target, pool, aside);
    preparing.unused.push(...comparison.otherwise);
    stopIfAborted(signal);
    return await use(preparing, { ...comparison, disclosures });
  } catch (error) {
    await staging.discard();
    // Whatever was under way was broken off.
    stopIfAborted(signal);
    throw withoutSkipping(error, preparation);
  } finally {
    signal.removeEventListener("abort", abort);
    hashes.close();
    await pool.close();
  }
}

async function checkRows(preparing: Preparing): Promise<void> {
  const { source, staging, pool, aside, unchanged, bad, unused, fromFiles, onProgress, signal } = preparing;
  const options = { titleFromName: source.format === "directory" || source.format === "list", fromFiles };
  const setsAside = setsAsideEarly(preparing) && source.format === "directory";
  const parts = setsAside ? unchanged.without(source) : source.parts();
  const tasks = mapInOrder(chunksOf(parts, BYTES_PER_TASK, weightOf), pool.size * TASKS_IN_FLIGHT, async (some) => {
    stopIfAborted(signal);
    return pool.checkParts(some, source.base, options);
  });
  let done = 0;
  const report = (): void =>
    onProgress({ stage: "Checking", done: aside.count + done, total: undefined, unit: "rows" });
  report();
  for await (const checked of tasks) {
    stopIfAborted(signal);
    staging.add(checked.good);
    pool.release(checked.good);
    bad.push(...checked.bad);
    unused.push(...checked.unused);
    done += checked.good.count + checked.bad.length;
    report();
  }
  if (aside.count + done === 0) throw source.noRow();
}

async function redactRows(preparing: Preparing): Promise<Disclosures> {
  const { staging, redaction, unused, aside } = preparing;
  if (redaction === undefined) return new Map();
  if (staging.size === 0) {
    unused.push({ line: 0, name: undefined, problems: [notRedacted(redaction)] });
    if (aside.batches.size > 0) await requireHad(aside.batches, redaction);
  }
  return redact(staging, redaction);
}

/** About how many bytes a part is, as it goes to a thread. */
function weightOf(part: Part): number {
  if (part.format === "files") return part.files.length * BYTES_PER_NAME;
  return BYTES_PER_NAME + (part.format === "fault" ? 0 : part.bytes.length);
}

/** Whether works are set aside before all are there. A direct batch that was begun goes on with all of its works. */
function setsAsideEarly({ target }: Preparing): boolean {
  return target.mode === "anchor";
}

/** A copy of a work that is set aside is passed over, and not counted with it. */
function leaveOutDuplicates(preparing: Preparing): void {
  const { source, staging, aside, bad } = preparing;
  const duplicates = staging.duplicates();
  const dated = setsAsideEarly(preparing) ? aside.among(duplicates.map(({ hash }) => hash)) : undefined;
  for (const { id, line, name, first, hash } of duplicates) {
    staging.remove(id);
    if (dated?.has(hash) === true) continue;
    bad.push({ line, name, problems: [`has the same content as ${placeOf(first, source.format)}`] });
  }
}

/** Where the hashes of files are kept for later runs. */
function hashesPath(folder: string): string {
  return join(folder, "hashes.sqlite");
}
