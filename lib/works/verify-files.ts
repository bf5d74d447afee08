import type { Pool } from "../batch/prepare/pool";
import type { Catalogue } from "../catalogue/catalogue";
import { batchesWith } from "../catalogue/query";
import type { Colophon } from "../chain/contracts/colophon";
import { readTitles } from "../chain/contracts/titles";
import { hashBytes } from "../hashing/hash-file";
import { chunksOf, mapInOrder } from "../in-order";
import { isEvidence } from "../store/evidence";
import type { Shelf } from "../store/records";
import { OpenBatches } from "./anchored";
import { describeWork, descriptionIn, type WorkDescription } from "./described";
import { type Checks, type Verification, verifyHashed } from "./verify";

/** Files that are hashed, looked up and asked for together. */
const TOGETHER = 2_048;
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
    // The next files are hashed while these are asked for.
    const hashed = mapInOrder(chunksOf(files, TOGETHER), 2, async (some) => {
      const results = await pool.hashFiles(some.map(({ path }) => path));
      return some.flatMap(({ file }, index) => {
        const result = results[index];
        return result === undefined ? [] : [{ file, ...result }];
      });
    });
    for await (const some of hashed) yield* verifySome(verifying, some, open);
  } finally {
    open.close();
  }
}

type Hashed = Pick<Verification, "file" | "contentHash" | "size">;

async function* verifySome(
  verifying: Verifying,
  files: readonly (Hashed | NotVerified)[],
  open: OpenBatches,
): AsyncGenerator<DescribedVerification | NotVerified> {
  const { colophon, catalogue, shelf } = verifying;
  const hashes = files.flatMap((file) => ("contentHash" in file ? [file.contentHash] : []));
  const titles = await readTitles(colophon, hashes.map(BigInt));
  const untitled = new Set(hashes.filter((_, index) => titles[index] === undefined));
  const batches = batchesWith(catalogue, shelf, hashes);
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
  return descriptionIn(record.metadata, "metadata");
}
