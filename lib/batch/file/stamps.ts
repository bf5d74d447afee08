import { createHash } from "node:crypto";
import { type BigIntStats, statSync } from "node:fs";
import { resolve } from "node:path";

/** A file as it was when it was looked at. */
export interface Stamped {
  readonly path: string;
  /** Its device, inode, length and times; another one once it has changed. */
  readonly stamp: string;
  /** When it was changed last, in Unix milliseconds. */
  readonly changedAt: number;
}

/** Files as they are together. */
export interface Looks {
  /** Of each file its device, inode, length, and the times of its content and of its entry in nanoseconds, behind each other. */
  readonly numbers: BigInt64Array<ArrayBuffer>;
  /** Another one once one of the files has changed, or there is one more or less; undefined where one cannot be looked at. */
  readonly stamp: string | undefined;
  /** When one of them was changed last, in Unix milliseconds. */
  readonly changedAt: number;
}

const NUMBERS = 5;
/** In the place of the length of a file that cannot be looked at. */
const ABSENT = -1n;
const NANOSECONDS = 1_000_000n;
const LOOK = { bigint: true, throwIfNoEntry: false } as const;

/**
 * Looks at files.
 * @param base absolute path of the folder that they are below
 * @param names their paths from there, a NUL character between two of them: no path has one
 */
export function lookAt(base: string, names: string): Looks {
  const [prefix, files] = [base === "" ? "" : `${base}/`, names.split("\0")];
  const numbers = new BigInt64Array(files.length * NUMBERS);
  let [at, isWhole, newest] = [0, true, 0n];
  for (const name of files) {
    const found = statsOf(prefix + name);
    if (found === undefined) {
      numbers[at + 2] = ABSENT;
      isWhole = false;
    } else {
      const { dev, ino, size, mtimeNs, ctimeNs } = found;
      numbers[at] = dev;
      numbers[at + 1] = ino;
      numbers[at + 2] = size;
      numbers[at + 3] = mtimeNs;
      numbers[at + 4] = ctimeNs;
      newest = later(newest, later(mtimeNs, ctimeNs));
    }
    at += NUMBERS;
  }
  const stamp = isWhole ? createHash("sha256").update(`${names}\0`).update(numbers).digest("hex") : undefined;
  return { numbers, stamp, changedAt: Number(newest / NANOSECONDS) };
}

/** A file as it is now; undefined where it cannot be looked at. */
export function stampOf(path: string): Stamped | undefined {
  const [stamped] = stampsIn("", [path], lookAt("", path));
  return stamped;
}

/** Each of some files that were looked at; undefined where one could not be. */
export function stampsIn(
  base: string,
  names: readonly string[],
  { numbers }: Pick<Looks, "numbers">,
): (Stamped | undefined)[] {
  return names.map((name, index) => {
    const [dev, ino, size, mtimeNs = 0n, ctimeNs = 0n] = numbers.subarray(index * NUMBERS, (index + 1) * NUMBERS);
    if (size === ABSENT) return undefined;
    const changedAt = Number(later(mtimeNs, ctimeNs) / NANOSECONDS);
    return { path: resolve(base, name), stamp: `${dev}|${ino}|${size}|${mtimeNs}|${ctimeNs}`, changedAt };
  });
}

/** Some files that were looked at as one, known by the first one's path; undefined where one of them could not be. */
export function stampOfAll(base: string, [first]: readonly string[], { stamp, changedAt }: Looks): Stamped | undefined {
  return first === undefined || stamp === undefined ? undefined : { path: resolve(base, first), stamp, changedAt };
}

function later(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function statsOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, LOOK);
  } catch {
    // Whoever reads it is told why it cannot be read.
    return undefined;
  }
}
