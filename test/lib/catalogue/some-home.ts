import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { BatchFile } from "../../../lib/batch/file/batch-file";
import { Ledger } from "../../../lib/batch/file/ledger";
import { batchFolder } from "../../../lib/batch/file/shelf";
import type { StagedRow } from "../../../lib/batch/file/staging";
import { canonicalText } from "../../../lib/hashing/canonical-json";
import { type Metadata, type MetadataFields, metadataFromFields, metadataHash } from "../../../lib/metadata/metadata";
import { RECORD_FORMAT, saveMetadata, saveRecord, type Shelf, workFolder } from "../../../lib/store/records";
import { AURORA, sealBatch, SOME_TARGET, someRow } from "../batch/shared/batches";

export const REGISTRY = SOME_TARGET.registry;

/** What a work says of itself. */
export interface Said extends MetadataFields {
  readonly path: string;
  readonly contentHash: string;
  readonly more?: Readonly<Record<string, string | object>>;
}

export function shelfIn(home: string): Shelf {
  return { home, network: "embedded", registry: REGISTRY };
}

function metadataOf({ title, author, published, language, more }: Said): Metadata {
  const fields = { title, ...(author === undefined ? {} : { author }) };
  const others = { ...(published === undefined ? {} : { published }), ...(language === undefined ? {} : { language }) };
  return { ...metadataFromFields({ ...fields, ...others }), ...more } as Metadata; // as the schema lets it be
}

function rowOf(said: Said, line: number): StagedRow {
  const metadata = metadataOf(said);
  return someRow(line, {
    name: said.path,
    contentHash: said.contentHash,
    metadata: canonicalText(metadata),
    metadataHash: metadataHash(metadata),
  });
}

/** Writes a batch file of works. @param anchoredAt undefined leaves it unsent @returns its path */
export async function writeBatch(
  home: string,
  works: readonly Said[],
  anchoredAt: number | undefined,
): Promise<string> {
  const rows = works.map((said, index) => rowOf(said, index + 1));
  const path = await sealBatch(batchFolder(shelfIn(home)), rows);
  if (anchoredAt !== undefined) noteAnchor(path, anchoredAt);
  return path;
}

/** Notes in a batch file that it is anchored. */
export function noteAnchor(path: string, anchoredAt: number): void {
  const batch = BatchFile.open(path, "write");
  new Ledger(batch).setAnchored({ account: AURORA.address, anchoredAt, block: anchoredAt });
  batch.close();
}

/** Writes the record of a registration, and its metadata. @returns the folder */
export async function writeRecord(home: string, said: Said, registeredAt: number): Promise<string> {
  const folder = workFolder(shelfIn(home), said.contentHash);
  const metadata = metadataOf(said);
  await saveMetadata(folder, metadata);
  await saveRecord(folder, {
    format: RECORD_FORMAT,
    title: said.title,
    file: { name: said.path, size: 12 },
    claim: { owner: AURORA.address, contentHash: said.contentHash, metadataHash: metadataHash(metadata) },
    registration: {
      chainId: 31337,
      registry: REGISTRY,
      transactionHash: `0x${"ab".repeat(32)}`,
      blockNumber: registeredAt,
      registeredAt,
      finalAt: registeredAt + 100,
    },
  });
  return folder;
}

/** Keeps other metadata of a work, as an amendment does. @returns their hash */
export async function writeMetadata(home: string, said: Said): Promise<string> {
  const metadata = metadataOf(said);
  await saveMetadata(workFolder(shelfIn(home), said.contentHash), metadata);
  return metadataHash(metadata);
}

/** Puts something there that is no source. */
export function litter(home: string): void {
  mkdirSync(join(home, "works", "embedded", REGISTRY, ".DS_Store"), { recursive: true });
}

export function removeTree(path: string): void {
  rmSync(path, { recursive: true, force: true });
}
