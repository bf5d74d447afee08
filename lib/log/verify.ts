import { hashNodes } from "./tree";

/**
 * The root that a path leads to from a leaf (RFC 9162, section 2.1.3.2).
 * @param leafHash as hashLeaf gives it
 * @returns undefined where the path does not belong to a leaf at that place
 */
export function rootByInclusion(
  leafHash: Uint8Array,
  { index, size }: { readonly index: number; readonly size: number },
  path: readonly Uint8Array[],
): Buffer | undefined {
  if (index >= size) return undefined;
  let [at, last] = [BigInt(index), BigInt(size - 1)];
  let root: Buffer = Buffer.from(leafHash);
  for (const node of path) {
    if (last === 0n) return undefined;
    if (isOdd(at) || at === last) {
      root = hashNodes(node, root);
      while (!isOdd(at) && at !== 0n) [at, last] = [at >> 1n, last >> 1n];
    } else {
      root = hashNodes(root, node);
    }
    [at, last] = [at >> 1n, last >> 1n];
  }
  return last === 0n ? root : undefined;
}

/** A tree's size and root. */
interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether a path shows that a tree is the beginning of another one (RFC 9162, section 2.1.4.2). */
export function isConsistent(first: Head, second: Head, path: readonly Uint8Array[]): boolean {
  if (first.size > second.size) return false;
  if (first.size === second.size) return path.length === 0 && same(first.root, second.root);
  if (first.size === 0) return path.length === 0;

  const nodes = isPowerOfTwo(first.size) ? [first.root, ...path] : path;
  const [start, ...rest] = nodes;
  if (start === undefined) return false;
  let [at, last] = [BigInt(first.size - 1), BigInt(second.size - 1)];
  while (isOdd(at)) [at, last] = [at >> 1n, last >> 1n];
  let older: Buffer = Buffer.from(start);
  let newer = older;
  for (const node of rest) {
    if (last === 0n) return false;
    if (isOdd(at) || at === last) {
      [older, newer] = [hashNodes(node, older), hashNodes(node, newer)];
      while (!isOdd(at) && at !== 0n) [at, last] = [at >> 1n, last >> 1n];
    } else {
      newer = hashNodes(newer, node);
    }
    [at, last] = [at >> 1n, last >> 1n];
  }
  return last === 0n && same(older, first.root) && same(newer, second.root);
}

function isOdd(number: bigint): boolean {
  return number % 2n === 1n;
}

function isPowerOfTwo(number: number): boolean {
  return Number.isInteger(Math.log2(number));
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
