import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

import { ColophonError, fileError, isErrorCode, notWritten } from "../../errors";
import { makeFolder, namesIn } from "../../store/folder";
import { publishNew, publishOver } from "../../store/publish";

const OWNER_ONLY = { file: 0o600, folder: 0o700 };
const FOLDER = "status-lists";
/** The folder of the credentials without an entry, each by its SHA-256: no list has that name. */
const WITHOUT_LIST = "none";
/** Beside the entries of a list, the file with its newest state. */
const NEWEST = "newest";

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
    throw entryInUse({ idx, uri }, `the credential that was written to ${await noteIn(path)}`);
  });
}

/** Forgets the entries of a list that begins: those noted are of a chain that is no more. */
export async function beginEntries(home: string, uri: string): Promise<void> {
  await rm(folderOf(home, uri), { recursive: true, force: true });
}

/** A credential that was issued from a home. */
export interface Given {
  /** The file that it was written to. */
  readonly file: string;
  /** Undefined where it cannot be revoked. */
  readonly entry: ListEntry | undefined;
}

/**
 * Notes a credential that is issued, and gives it its entry: for one without an entry nothing else tells of it.
 * @returns what takes the note back, where it was not written after all
 * @throws ColophonError, exit code 2, where another one has the entry
 */
export async function noteIssued(
  home: string,
  entry: ListEntry | undefined,
  { text, file }: { readonly text: string; readonly file: string },
): Promise<() => Promise<void>> {
  if (entry !== undefined) {
    await giveEntry(home, entry, file);
    return () => rm(join(folderOf(home, entry.uri), String(entry.idx)), { force: true });
  }
  const path = join(home, FOLDER, WITHOUT_LIST, createHash("sha256").update(text).digest("hex"));
  await note(path, file);
  return () => rm(path, { force: true });
}

/** Notes which file has the newest state of a list. */
export async function noteNewest(home: string, uri: string, list: string): Promise<void> {
  await note(join(folderOf(home, uri), NEWEST), list);
}

/** The file that was noted as a list's newest state; undefined where none was. */
export async function notedNewest(home: string, uri: string): Promise<string | undefined> {
  const folder = folderOf(home, uri);
  return (await namesIn(folder)).includes(NEWEST) ? noteIn(join(folder, NEWEST)) : undefined;
}

/** Every credential that was issued from a home, in no order. */
export async function allGiven(home: string): Promise<Given[]> {
  const given: Given[] = [];
  for (const list of await namesIn(join(home, FOLDER))) {
    const folder = join(home, FOLDER, list);
    const uri = list === WITHOUT_LIST ? undefined : decodeURIComponent(list);
    for (const name of await namesIn(folder)) {
      if (!(uri === undefined ? /^[0-9a-f]{64}$/ : /^\d+$/).test(name)) continue;
      given.push({
        file: await noteIn(join(folder, name)),
        entry: uri === undefined ? undefined : { idx: Number(name), uri },
      });
    }
  }
  return given;
}

async function note(path: string, file: string): Promise<void> {
  await makeFolder(dirname(path), OWNER_ONLY.folder);
  await publishOver(path, `${resolve(file)}\n`, OWNER_ONLY.file).catch((cause: unknown) => {
    throw notWritten(path, cause);
  });
}

async function noteIn(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw fileError(path, cause);
  });
  return text.trim();
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
  return join(home, FOLDER, encodeURIComponent(uri));
}
