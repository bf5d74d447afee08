import { createHash } from "node:crypto";
import type { BigIntStats } from "node:fs";
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";
import type { FileHandle, FileReadResult } from "node:fs/promises";
import { open } from "node:fs/promises";

import { ColophonError, fileError, notARegularFile } from "../errors";

/** Two buffers of this size are all the memory a file needs, however long it is. */
const CHUNK_BYTES = 1024 * 1024;

/** Up to this size a file is read at once: to wait for each of its calls takes longer than the calls. */
const SMALL_FILE_BYTES = 1024 * 1024;

/** Without O_NONBLOCK, opening a pipe waits for its writer, for ever if there is none. */
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/** Every small file is read into this: it is hashed before the next call reads. */
const scratch = Buffer.allocUnsafeSlow(64 * 1024);

/** How Git LFS begins the file that stands for one it has not fetched: always shorter than this. */
const LFS_POINTER = "version https://git-lfs.github.com/spec/";
const LFS_POINTER_BYTES = 1024;

export interface HashedFile {
  /** SHA-256 (FIPS 180-4) of the bytes: 0x and 64 lower-case hex digits. */
  contentHash: string;
  /** Length in bytes. */
  size: number;
}

interface HashFileOptions {
  /** Called after each part with the number of bytes in that part (not the sum so far), for a progress bar. */
  onBytes?: (bytes: number) => void;
}

/**
 * SHA-256 of a file of any size in constant memory. Links are followed.
 *
 * The hash is evidence, so it must be of one state of the file: if the file changes or is replaced meanwhile, it is
 * refused. The file system's own stamps tell, so a change within one tick of its clock (some milliseconds; 2 s on FAT)
 * after the previous change can go unseen.
 *
 * @throws ColophonError, exit code 2: no such file, not a regular file, not readable, empty, a pointer of Git LFS
 * @throws ColophonError, exit code 1: the file changed while it was read, the disk failed
 */
export async function hashFile(path: string, options: HashFileOptions = {}): Promise<HashedFile> {
  return hashSmallFile(path, options) ?? (await hashLargeFile(path, options));
}

/**
 * As hashFile, for a file of at most 1 MiB, without waiting for anything: the way to hash many.
 * @returns undefined for a longer file, of which nothing was read
 */
export function hashSmallFile(path: string, options: HashFileOptions = {}): HashedFile | undefined {
  return withHashable(path, (descriptor, before) => {
    if (before.size > SMALL_FILE_BYTES) return undefined;

    const size = Number(before.size);
    const digest = digestAtOnce(descriptor, path, size, options.onBytes);
    if (!isUnchanged(path, before)) throw changedFile(path);
    return { contentHash: `0x${digest}`, size };
  });
}

/**
 * Makes sure that hashFile could begin, and reads nothing.
 * @returns the length in bytes
 * @throws ColophonError, exit code 2, as hashFile
 */
export function assertHashable(path: string): number {
  return withHashable(path, (_, { size }) => Number(size));
}

function withHashable<Result>(path: string, use: (descriptor: number, stats: BigIntStats) => Result): Result {
  const descriptor = attempt(path, () => openSync(path, OPEN_FLAGS));
  try {
    const stats = fstatSync(descriptor, { bigint: true });
    assertHasContent(path, stats);
    return use(descriptor, stats);
  } finally {
    closeSync(descriptor);
  }
}

function digestAtOnce(descriptor: number, path: string, size: number, onBytes: HashFileOptions["onBytes"]): string {
  const hash = createHash("sha256");
  for (let total = 0; total < size; ) {
    const length = Math.min(scratch.length, size - total);
    const bytesRead = attempt(path, () => readSync(descriptor, scratch, 0, length, null));
    if (bytesRead === 0) throw changedFile(path);
    if (total === 0 && size < LFS_POINTER_BYTES && scratch.subarray(0, bytesRead).indexOf(LFS_POINTER) === 0) {
      throw pointerFile(path);
    }
    hash.update(scratch.subarray(0, bytesRead));
    total += bytesRead;
    onBytes?.(bytesRead);
  }
  return hash.digest("hex");
}

async function hashLargeFile(path: string, options: HashFileOptions): Promise<HashedFile> {
  const handle = await open(path, OPEN_FLAGS).catch((cause: unknown) => {
    throw fileError(path, cause);
  });
  try {
    const before = await handle.stat({ bigint: true });
    assertHasContent(path, before);

    const digest = await digestOf(handle, path, before.size, options.onBytes);
    if (!isUnchanged(path, before)) throw changedFile(path);
    return { contentHash: `0x${digest}`, size: Number(before.size) };
  } finally {
    await handle.close();
  }
}

type Part = FileReadResult<Buffer<ArrayBuffer>>;

/** Reads one buffer while the other is hashed. */
async function digestOf(
  handle: FileHandle,
  path: string,
  size: bigint,
  onBytes: HashFileOptions["onBytes"],
): Promise<string> {
  const length = size < CHUNK_BYTES ? Number(size) : CHUNK_BYTES;
  const read = (buffer: Part["buffer"]): Promise<Part> =>
    handle.read(buffer, 0, length, null).catch((cause: unknown) => {
      throw fileError(path, cause);
    });

  const hasher = createHash("sha256");
  let total = 0n;
  let spare = Buffer.allocUnsafeSlow(length);
  let part: Part | undefined = await read(Buffer.allocUnsafeSlow(length));
  while (part !== undefined && part.bytesRead > 0) {
    const { buffer, bytesRead }: Part = part;
    total += BigInt(bytesRead);

    // Nothing is read past the size found at first: a file that others append to would never end.
    const next = total < size ? read(spare) : undefined;
    hasher.update(buffer.subarray(0, bytesRead));
    part = await next;
    spare = buffer;
    onBytes?.(bytesRead);
  }
  if (total !== size) throw changedFile(path);
  return hasher.digest("hex");
}

/** Whether the path still leads to the file that was opened, and nobody has written to it since. */
function isUnchanged(path: string, before: BigIntStats): boolean {
  const after = statOf(path);
  return (
    after?.dev === before.dev &&
    after.ino === before.ino &&
    after.size === before.size &&
    after.mtimeNs === before.mtimeNs &&
    after.ctimeNs === before.ctimeNs
  );
}

function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function attempt<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    throw fileError(path, cause);
  }
}

function assertHasContent(path: string, stats: BigIntStats): void {
  if (!stats.isFile()) throw notARegularFile(path, stats.isDirectory());
  if (stats.size === 0n) throw emptyFile(path);
}

function emptyFile(path: string): ColophonError {
  return new ColophonError(`${path} is empty: every empty file has the same hash, so nobody can own it`, {
    code: "FileEmpty",
    advice: "Check that the work was saved, then name the file that holds it.",
    exitCode: 2,
  });
}

function pointerFile(path: string): ColophonError {
  return new ColophonError(`${path} is not the work but a pointer of Git LFS, which stands for it`, {
    code: "FileIsPointer",
    advice: "Fetch the work with: git lfs pull",
    exitCode: 2,
  });
}

function changedFile(path: string): ColophonError {
  return new ColophonError(`${path} changed while it was being hashed`, {
    code: "FileChanged",
    advice: "Wait until the program that writes it has finished, or hash a copy.",
  });
}
