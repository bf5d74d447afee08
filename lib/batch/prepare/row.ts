import { existsSync } from "node:fs";
import { resolve } from "node:path";

import { ColophonError } from "../../errors";
import type { JsonValue } from "../../hashing/canonical-json";
import { canonicalText, isJsonObject } from "../../hashing/canonical-json";
import { hashBytes } from "../../hashing/hash-bytes";
import { assertHashable } from "../../hashing/hash-file";
import type { FileMetadata } from "../../metadata/files/read";
import type { SourceRow } from "../lists/source-row";
import { isRowField, ROW_FIELDS } from "../lists/source-row";
import type { Description } from "../source/row-metadata";
import { isDescribed, metadataOfRow } from "../source/row-metadata";

/** A row with nothing wrong: a work that can be hashed, or has been, and its metadata. */
export interface CheckedRow {
  readonly line: number;
  /** The path as the source gave it, else the content hash. */
  readonly name: string;
  /** Absolute, if the row names a file. */
  readonly path: string | undefined;
  /** The length of the file in bytes, if the row names one. */
  readonly size: number | undefined;
  /** If the row gives one: 0x and 64 lower-case hex digits. */
  readonly contentHash: string | undefined;
  /** Canonical JSON (RFC 8785). */
  readonly metadata: string;
  /** 0x and 64 lower-case hex digits. */
  readonly metadataHash: string;
}

export interface BadRow {
  readonly line: number;
  /** What the source calls the work: a path, else a content hash; undefined where the row does not say it. */
  readonly name: string | undefined;
  /** What is wrong, without the place: "title is empty". */
  readonly problems: readonly string[];
}

export interface RowOptions {
  /** Whether a file's name, without its extension, is its title when nothing else gives one. */
  readonly titleFromName: boolean;
  /** Whether what the files say of themselves fills in what the rows do not. */
  readonly fromFiles?: boolean;
}

const ZERO_HASH = `0x${"0".repeat(64)}`;

type Fields = SourceRow["fields"];

/** The part of a checked row that says which work it is. */
type Work = Pick<CheckedRow, "name" | "path" | "size" | "contentHash">;

/**
 * Checks a row and everything it names, except that no file is hashed.
 * @param base absolute path of the folder that paths in the row are relative to
 * @param found what the row's file says of itself, where that counts
 */
export function checkRow(row: SourceRow, base: string, options: RowOptions, found?: FileMetadata): CheckedRow | BadRow {
  const { line, fields } = row;
  const name = nameIn(fields);
  const problems = row.problem === undefined ? problemsInFields(fields) : [row.problem];
  if (problems.length > 0) return { line, name, problems };

  const description = fields as Description; // problemsInFields has seen that they are of these types
  const work = settled(() => workOf(fields, base));
  // Of a file that is not there it would be no help to hear that it has no title.
  if (Array.isArray(work) && !isDescribed(fields)) return { line, name, problems: work };

  const path = Array.isArray(work) ? undefined : work.path;
  const metadata = settled(() => canonicalText(metadataOfRow(description, { base, path, ...options, found })));
  if (Array.isArray(work) || Array.isArray(metadata)) {
    return { line, name, problems: [work, metadata].filter((part) => Array.isArray(part)).flat() };
  }
  return { line, ...work, metadata, metadataHash: hashBytes(metadata) };
}

/** What a row calls its work; undefined where it does not say. */
export function nameIn({ file, contentHash }: Fields): string | undefined {
  return [file, contentHash].find((name) => typeof name === "string");
}

/** What the work gives, or the problems that it finds. */
function settled<Result>(work: () => Result): Result | string[] {
  try {
    return work();
  } catch (error) {
    if (error instanceof ColophonError) return error.message.split("\n");
    throw error;
  }
}

function problemsInFields(fields: Fields): string[] {
  const problems: string[] = [];
  // Not Object.entries, here and wherever every row comes by: the list that it makes for each field costs more than the check.
  for (const name of Object.keys(fields)) {
    const problem = problemInField(name, fields[name] ?? null);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

function problemInField(name: string, value: JsonValue): string | undefined {
  if (!isRowField(name)) return `${JSON.stringify(name)} is not a field; the fields are ${ROW_FIELDS.join(", ")}`;
  if (typeof value === "string") return value === "" && name !== "title" ? `${name} is empty` : undefined;
  if (name === "metadata" && isJsonObject(value)) return undefined;
  return `${name} is ${shown(value)}, not ${name === "metadata" ? "an object or the path of a JSON file" : "a text"}`;
}

function shown(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function workOf({ file, contentHash }: Fields, base: string): Work {
  if (typeof file === "string" && contentHash === undefined) return fileOf(file, base);
  if (typeof contentHash === "string" && file === undefined) return hashOf(contentHash);
  const problem = file === undefined ? "file and contentHash are missing" : "both file and contentHash are given";
  throw new ColophonError(`${problem}; a row names its work by one of them`, {
    code: "BadRows",
    advice: undefined,
    exitCode: 2,
  });
}

function fileOf(file: string, base: string): Work {
  if (file.includes("\0"))
    throw new ColophonError("file holds a NUL character, which no path does", {
      code: "BadRows",
      advice: undefined,
      exitCode: 2,
    });
  const work = (name: string): Work => {
    const path = resolve(base, name);
    return { name, path, size: assertHashable(path), contentHash: undefined };
  };
  try {
    return work(file);
  } catch (error) {
    const other = spelledOtherwise(file).find((name) => existsSync(resolve(base, name)));
    if (other === undefined || existsSync(resolve(base, file))) throw error;
    return work(other);
  }
}

/**
 * How a name that is no file's may be meant: spreadsheets leave spaces around it, and systems differ in whether an accent is
 * part of its letter.
 */
function spelledOtherwise(file: string): string[] {
  const names = [file, file.trim()].flatMap((name) => [name, name.normalize("NFC"), name.normalize("NFD")]);
  return names.filter((name) => name !== file && name !== "");
}

function hashOf(text: string): Work {
  if (!/^0x[0-9a-fA-F]{64}$/.test(text)) {
    throw new ColophonError(`contentHash is ${shown(text)}, not a hash (0x and 64 hex digits)`, {
      code: "BadRows",
      advice: undefined,
      exitCode: 2,
    });
  }
  const contentHash = text.toLowerCase();
  if (contentHash === ZERO_HASH)
    throw new ColophonError("contentHash is zero, the hash of no work", {
      code: "BadRows",
      advice: undefined,
      exitCode: 2,
    });
  return { name: contentHash, path: undefined, size: undefined, contentHash };
}
