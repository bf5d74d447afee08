import { existsSync } from "node:fs";
import { access } from "node:fs/promises";
import { basename, extname } from "node:path";

import { SIDECAR_SUFFIX } from "../../../lib/batch/source/row-metadata";
import { ColophonError, fileError } from "../../../lib/errors";
import { hashFile } from "../../../lib/hashing/hash-file";
import { documentOf } from "../../../lib/metadata/files/document";
import type { FileMetadata } from "../../../lib/metadata/files/read";
import {
  type Metadata,
  type MetadataFields,
  metadataFromFields,
  readMetadataFile,
} from "../../../lib/metadata/metadata";
import type { MetadataArgs, MetadataFromArgs, WorkArgs } from "../command/params";
import { parseChoice, parseHash } from "../command/parse";

/** Where a work stands: its id, or its file, with what is put before a sentence about it. */
export type NamedWork = { readonly id: bigint } | { readonly file: string; readonly place: string };

/** The id of a work that is named, which takes as long as its file is large. */
type IdOf = () => Promise<bigint>;

/**
 * The work that the parameters mean, before its file is read: whatever else may be refused can be asked first.
 * @throws ColophonError, exit code 2, where not one is named, or its file is not there
 */
export async function workMeant(args: WorkArgs): Promise<IdOf> {
  const named = workNamed(args);
  if ("file" in named) await assertThere(named.file);
  return async () => ("id" in named ? named.id : BigInt((await hashFile(named.file)).contentHash));
}

/** The work that the parameters mean, before its file is read. @throws ColophonError, exit code 2, where not one is named */
export function workNamed({ file, work }: WorkArgs): NamedWork {
  if (work !== undefined && file === undefined) return { id: BigInt(parseHash(work, "--work")) };
  if (file !== undefined && work === undefined) return { file, place: "" };
  throw new ColophonError("Name the work either by --file or by --work", {
    code: "WorkNotNamed",
    advice: "--file takes the path of the work's file, --work its id: 0x and 64 hex digits.",
    exitCode: 2,
  });
}

/** Where a task may be told to look for metadata. */
const METADATA_SOURCES = ["files"] as const;

/** Whether what files say of themselves is asked for. */
export function isFromFiles({ metadataFrom }: MetadataFromArgs): boolean {
  return metadataFrom !== undefined && parseChoice(metadataFrom, "--metadata-from", METADATA_SOURCES) === "files";
}

/** Metadata, and what the work's file says of itself, where that was asked for and counts. */
interface FoundMetadata {
  readonly metadata: Metadata;
  readonly found?: FileMetadata;
}

/**
 * As metadataOf; with --metadata-from files what the flags do not say is read out of the file and the lists beside it. A
 * document counts more, also one beside the file where no flag is given.
 */
export async function metadataFromFile(args: MetadataArgs & MetadataFromArgs, file: string): Promise<FoundMetadata> {
  const { metadata, title, author, published, language, kind } = args;
  const given = { title, author, published, language, kind };
  const hasFlag = Object.values(given).some((value) => value !== undefined);
  const hasDocument = metadata !== undefined || (!hasFlag && existsSync(`${file}${SIDECAR_SUFFIX}`));
  if (!isFromFiles(args) || hasDocument) return { metadata: await metadataOf(args, file, true) };

  await assertThere(file);
  const { FileMetadataReader } = await import("../../../lib/metadata/files/read");
  const found = await new FileMetadataReader().read(file);
  const document = documentOf(found, given, basename(file, extname(file)));
  return { metadata: document, found };
}

/** The fields that the parameters give one by one. */
export function fieldsIn({ title, author, published, language, kind }: MetadataArgs): Partial<MetadataFields> {
  const given = Object.entries({ title, author, published, language, kind }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

/**
 * The metadata that the parameters give: a file, else the flags, else the file beside the work.
 * @param mayRead whether the command takes --metadata-from
 */
export async function metadataOf(args: MetadataArgs, file: string | undefined, mayRead = false): Promise<Metadata> {
  const { metadata, title } = args;
  const fields = fieldsIn(args);
  const given = Object.keys(fields);

  if (metadata !== undefined) {
    if (given.length > 0) {
      const names = given.map((name) => `--${name}`).join(", ");
      throw new ColophonError(`The metadata come from --metadata; leave out ${names}`, {
        code: "MetadataGivenTwice",
        advice: "Or leave out --metadata, and give all of them one by one.",
        exitCode: 2,
      });
    }
    return readMetadataFile(metadata);
  }
  if (title !== undefined) return metadataFromFields({ ...fields, title });
  const sidecar = file === undefined ? undefined : `${file}${SIDECAR_SUFFIX}`;
  // Of a file that is not there it would be no help to hear that it has no title.
  if (file !== undefined) await assertThere(file);
  if (given.length === 0 && sidecar !== undefined && existsSync(sidecar)) return readMetadataFile(sidecar);
  throw new ColophonError("The work has no title: give --title or --metadata", {
    code: "NoTitle",
    advice:
      sidecar === undefined
        ? undefined
        : `${mayRead ? "Or have it read out of the file with --metadata-from files. " : ""}A file ${sidecar} beside the work would be used too.`,
    exitCode: 2,
  });
}

/** @throws ColophonError, exit code 2, where a file is not there */
export async function assertThere(file: string): Promise<void> {
  await access(file).catch((cause: unknown) => Promise.reject(fileError(file, cause)));
}
