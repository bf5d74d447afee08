import { setImmediate as nextTurn } from "node:timers/promises";

import type { Pool } from "../../batch/prepare/pool";
import type { Catalogue } from "../../catalogue/catalogue";
import { batchesWith } from "../../catalogue/query";
import type { Colophon } from "../../chain/contracts/colophon";
import { haveTitles } from "../../chain/contracts/titles";
import { hashBytes } from "../../hashing/hash-bytes";
import { chunksOf, mapInOrder } from "../../in-order";
import { isEvidence } from "../../store/evidence";
import type { Shelf } from "../../store/records";
import { OpenBatches } from "../home/anchored";
import { describeWork, descriptionIn, type WorkDescription } from "../home/described";
import { type Checks, type Verification, verifyHashed } from "./verify";

/** Files that are hashed and whose titles are asked for together. */
const TOGETHER = 1_024;
/** Of those, how many are under way: while some are hashed, the titles of others are asked for. */
const UNDER_WAY = 3;
/** Files that are looked up together, before the threads that hash are handed more to do. */
const AT_ONCE = 64;
/** Works with titles of which the histories are read at a time. */
const PARALLEL = 8;

/** A file to be verified. */
export interface FileToVerify {
  /** As the user named it. */
  readonly file: string;
  /** Where it is. */
  readonly path: string;
}

/** A verified file, and what metadata of the hash on chain say of it. */
export interface DescribedVerification extends Verification {
  readonly description: WorkDescription | undefined;
}

/** A file that could not be verified, and why. */
export interface NotVerified {
  readonly file: string;
  readonly problem: string;
}

/** What verification needs. */
export interface Verifying {
  readonly colophon: Colophon;
  readonly catalogue: Catalogue;
  readonly shelf: Shelf;
}

/**
 * Verifies many files, in their order: they are hashed on all cores, their titles are asked for many at a time, and each
 * batch file is opened once. One that cannot be hashed does not keep the others from being verified.
 */
export async function* verifyFiles(
  verifying: Verifying,
  files: AsyncIterable<FileToVerify> | Iterable<FileToVerify>,
  pool: Pool,
): AsyncGenerator<DescribedVerification | NotVerified> {
  const open = new OpenBatches(verifying.colophon);
  try {
    const asked = mapInOrder(chunksOf(files, TOGETHER), UNDER_WAY, async (some) => {
      const hashed = await hashAll(some, pool);
      return { hashed, untitled: await untitledAmong(verifying.colophon, hashed) };
    });
    for await (const { hashed, untitled } of asked) {
      for await (const some of chunksOf(hashed, AT_ONCE)) {
        yield* verifySome(verifying, some, untitled, open);
        // What threads and nodes have to say is heard between two turns only.
        await nextTurn();
      }
    }
  } finally {
    open.close();
  }
}

type Hashed = Pick<Verification, "file" | "contentHash" | "size">;

async function hashAll(files: readonly FileToVerify[], pool: Pool): Promise<(Hashed | NotVerified)[]> {
  const results = await pool.hashFiles(files.map(({ path }) => path));
  return files.flatMap(({ file }, index) => {
    const result = results[index];
    return result === undefined ? [] : [{ file, ...result }];
  });
}

/** The contents of files that have no title. */
async function untitledAmong(
  colophon: Colophon,
  files: readonly (Hashed | NotVerified)[],
): Promise<ReadonlySet<string>> {
  const hashes = hashesOf(files);
  const isTitled = await haveTitles(colophon, hashes.map(BigInt));
  return new Set(hashes.filter((_, index) => isTitled[index] === false));
}

function hashesOf(files: readonly (Hashed | NotVerified)[]): string[] {
  return files.flatMap((file) => ("contentHash" in file ? [file.contentHash] : []));
}

async function* verifySome(
  verifying: Verifying,
  files: readonly (Hashed | NotVerified)[],
  untitled: ReadonlySet<string>,
  open: OpenBatches,
): AsyncGenerator<DescribedVerification | NotVerified> {
  const hashes = hashesOf(files);
  const batches = batchesWith(verifying.catalogue, verifying.shelf, hashes);
  open.expect(batches);
  yield* mapInOrder(files, PARALLEL, async (file) => {
    if (!("contentHash" in file)) return file;
    const isUntitled = untitled.has(file.contentHash);
    return verifyDescribed(verifying, file, { batches: batches.get(file.contentHash) ?? [], open, isUntitled });
  });
}

/** Verifies a file that is hashed, and describes it. */
export async function verifyDescribed(
  { colophon, shelf }: Pick<Verifying, "colophon" | "shelf">,
  file: Hashed,
  checks: Checks & { readonly open: OpenBatches },
): Promise<DescribedVerification> {
  const verification = await verifyHashed(colophon, file, checks);
  const { contentHash } = verification;
  const metadataHash =
    verification.metadataHash ?? verification.anchored[0]?.metadataHash ?? verification.evidence?.metadataHash;
  if (metadataHash === undefined) return { ...verification, description: undefined };
  const kept = await describeWork(shelf, contentHash, metadataHash, checks.batches ?? [], checks.open);
  return { ...verification, description: kept ?? descriptionByEvidence(checks.record, metadataHash) };
}

/** What the metadata in evidence say, where they are those of the chain. */
function descriptionByEvidence(record: Checks["record"], metadataHash: string): WorkDescription | undefined {
  if (record === undefined || !isEvidence(record) || hashBytes(record.metadata) !== metadataHash) return undefined;
  return descriptionIn(record.metadata);
}
