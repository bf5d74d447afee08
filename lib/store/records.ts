import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";

import { z } from "zod";

import { fileError, isErrorCode, notWritten } from "../errors";
import { canonicalBytes, parseJson } from "../hashing/canonical-json";
import { type Metadata, metadataHash } from "../metadata/metadata";
import { readText } from "../text-file";
import { type DocumentKind, readAs } from "./document";
import { type Listed, makeFolder, namesIn, readEach } from "./folder";
import { address, bytes32, whole } from "./parts";
import { publishOver } from "./publish";

/** The name of the record in the folder of a work. */
export const RECORD_FILE = "record.json";
const WORK_FOLDER = /^[0-9a-f]{64}$/;
const INDENT = 2;
/** Unpublished titles and salts are nobody else's business. */
const OWNER_ONLY = 0o700;

/** The format that this version writes and reads. */
export const RECORD_FORMAT = "colophon-record/1";

const recordSchema = z.strictObject({
  format: z.literal(RECORD_FORMAT),
  /** The work's title, for people's eyes. */
  title: z.string(),
  /** The file as it was registered; `size` in bytes, where it was known. */
  file: z.strictObject({ name: z.string(), size: whole.optional() }),
  /** What the owner said. */
  claim: z.strictObject({ owner: address, contentHash: bytes32, metadataHash: bytes32 }),
  /** Where and when; the times are Unix seconds. */
  registration: z.strictObject({
    chainId: whole,
    registry: address,
    transactionHash: bytes32,
    blockNumber: whole,
    registeredAt: whole,
    finalAt: whole,
  }),
  /** The anchor that gave the work its time, where one did: all that the registry needs to check it. */
  anchor: z
    .strictObject({
      root: bytes32,
      salt: bytes32,
      proof: z.array(bytes32),
      anchoredAt: whole,
      /** The claim under the root, where the title was registered with another one. */
      claim: z.strictObject({ owner: address, metadataHash: bytes32 }).optional(),
    })
    .optional(),
});

/** The record of a registration: what its owner keeps beside the metadata, and what a verifier compares with the chain. */
export type WorkRecord = z.infer<typeof recordSchema>;

/** The kind of document that a record is. */
export const RECORD: DocumentKind<WorkRecord> = {
  format: RECORD_FORMAT,
  schema: recordSchema,
  name: "a record",
  code: "NotARecord",
  advice: "Name a record.json that a registration wrote.",
};

/** Whose works a folder of the store holds: those of one registry. A registry that is deployed anew has its own. */
export interface Shelf {
  /** The folder of the store. */
  readonly home: string;
  /** The network's name. */
  readonly network: string;
  /** The registry's address. */
  readonly registry: string;
}

/** The folder of one work, with its record and every version of its metadata. */
export function workFolder(shelf: Shelf, contentHash: string): string {
  return join(shelfFolder(shelf), contentHash.slice(2));
}

function shelfFolder({ home, network, registry }: Shelf): string {
  return join(home, "works", network, registry);
}

/** The file of a work's record. */
export function recordFile(folder: string): string {
  return join(folder, RECORD_FILE);
}

/** The file of a work's metadata, named by their hash. */
export function metadataFile(folder: string, hash: string): string {
  return join(folder, `${hash.slice(2)}.metadata.json`);
}

/**
 * Keeps metadata byte for byte as they are hashed, in their `metadataFile`. To be called before the transaction is sent:
 * the chain has the hash only.
 */
export async function saveMetadata(folder: string, metadata: Metadata): Promise<void> {
  await keep(metadataFile(folder, metadataHash(metadata)), Buffer.from(canonicalBytes(metadata)));
}

/**
 * Writes a work's record; a crash leaves the whole file or none.
 * @returns the file's path
 */
export async function saveRecord(folder: string, record: WorkRecord): Promise<string> {
  const path = recordFile(folder);
  await keep(path, `${JSON.stringify(record, null, INDENT)}\n`);
  return path;
}

/**
 * Reads a record.
 * @throws ColophonError, exit code 2, where the file is missing or not a record
 */
export async function readRecord(path: string): Promise<WorkRecord> {
  return parseRecord(await readText(path), path);
}

/**
 * The record in a file's text.
 * @throws ColophonError, exit code 2, where it is not one
 */
export function parseRecord(text: string, path: string): WorkRecord {
  return readAs(RECORD, parseJson(text, path), path);
}

/** Whether the store has a record of the work of this folder. */
export async function hasRecord(folder: string): Promise<boolean> {
  return (await namesIn(folder)).includes(RECORD_FILE);
}

/** Whether the store keeps anything of a registry's works, be it the metadata of a run that was killed. */
export async function hasWorks(shelf: Shelf): Promise<boolean> {
  return (await namesIn(shelfFolder(shelf))).some((name) => WORK_FOLDER.test(name));
}

/**
 * The records that the store keeps of a registry's works, the oldest registration first. What has no work's name, or no record
 * in it, is passed over: a system puts files of its own into every folder.
 */
export async function listRecords(shelf: Shelf): Promise<Listed<WorkRecord>> {
  const works = shelfFolder(shelf);
  const folders = (await namesIn(works)).filter((name) => WORK_FOLDER.test(name)).map((name) => join(works, name));
  const kept = await readEach(folders, async (folder) => {
    const names = await readdir(folder).catch((cause: unknown): string[] => {
      if (isErrorCode(cause, "ENOTDIR")) return [];
      throw fileError(folder, cause);
    });
    return names.includes(RECORD_FILE) ? [recordFile(folder)] : [];
  });
  const { sound, odd } = await readEach(kept.sound.flat(), readRecord);
  const records = [...sound].sort((a, b) => a.registration.blockNumber - b.registration.blockNumber);
  return { sound: records, odd: [...kept.odd, ...odd] };
}

/** Writes a file of the store; a crash leaves the whole file or none. @throws ColophonError where it cannot be written */
export async function keep(path: string, content: string | Buffer): Promise<void> {
  try {
    await makeFolder(dirname(path), OWNER_ONLY);
    await publishOver(path, content);
  } catch (cause) {
    throw notWritten(path, cause);
  }
}
