import { readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";

import { ColophonError, fileError, isErrorCode, notWritten } from "../errors";
import { makeFolder } from "../store/folder";
import { publishNew } from "../store/publish";

const OWNER_ONLY = { file: 0o600, folder: 0o700 };

/** An entry of a status list. */
export interface ListEntry {
  readonly idx: number;
  /** The list's name: a DID URL. */
  readonly uri: string;
}

/**
 * Gives an entry of a status list to a credential, for good. It is noted in this home: neither the chain nor the list tells which entries
 * have a credential, so that an issuer with several homes divides the entries among them.
 * @param credential the file of the credential
 * @throws ColophonError, exit code 2, where another one has the entry
 */
export async function giveEntry(home: string, { idx, uri }: ListEntry, credential: string): Promise<void> {
  const path = join(folderOf(home, uri), String(idx));
  await makeFolder(folderOf(home, uri), OWNER_ONLY.folder);
  await publishNew(path, `${resolve(credential)}\n`, OWNER_ONLY.file).catch(async (cause: unknown) => {
    if (!isErrorCode(cause, "EEXIST")) throw notWritten(path, cause);
    const holder = await readFile(path, "utf8").catch((reason: unknown) => {
      throw fileError(path, reason);
    });
    throw entryInUse({ idx, uri }, `the credential that was written to ${holder.trim()}`);
  });
}

/** Takes an entry back from a credential that was not written after all. */
export async function takeEntryBack(home: string, { idx, uri }: ListEntry): Promise<void> {
  await rm(join(folderOf(home, uri), String(idx)), { force: true });
}

/** Forgets the entries of a list that begins: those noted are of a chain that is no more. */
export async function beginEntries(home: string, uri: string): Promise<void> {
  await rm(folderOf(home, uri), { recursive: true, force: true });
}

/** What is said of an entry that is another credential's. */
export function entryInUse({ idx, uri }: ListEntry, whose: string): ColophonError {
  return new ColophonError(`Entry ${idx} of ${uri} is that of ${whose}`, {
    code: "EntryInUse",
    advice: "Take an entry that no credential has.",
    exitCode: 2,
  });
}

/** A list's name with nothing in it that a name of a folder cannot have. */
function folderOf(home: string, uri: string): string {
  return join(home, "status-lists", encodeURIComponent(uri));
}
