import { compareBytes } from "../../bytes";

/** Bytes of a leaf, which is a hash. */
export const HASH_BYTES = 32;

/** A leaf is moved in words of 64 bits. */
const WORD_BYTES = BigUint64Array.BYTES_PER_ELEMENT;
const WORDS = HASH_BYTES / WORD_BYTES;

/** One for every value of the first two bytes: leaves are hashes, which they divide evenly. */
const BUCKETS = 2 ** 16;
const HEAD_BYTES = 2;

/**
 * Puts leaves into falling order where they are; needs four more bytes of memory for each.
 * @param leaves memory that begins where a word of 64 bits may
 */
export function sortLeaves(leaves: Uint8Array): void {
  const order = positionsInOrder(leaves).reverse();
  const words = new BigUint64Array(leaves.buffer, leaves.byteOffset, leaves.length / WORD_BYTES);
  const spare = new BigUint64Array(WORDS);
  for (let start = 0; start < order.length; start++) {
    if (order[start] === start) continue;
    // Round a circle of places, each of which takes the leaf of the next one; then it points at itself.
    moveLeaf(words, start, spare, 0);
    let place = start;
    for (let from = at(order, place); from !== start; from = at(order, place)) {
      moveLeaf(words, from, words, place);
      order[place] = place;
      place = from;
    }
    moveLeaf(spare, 0, words, place);
    order[place] = place;
  }
}

/** Word by word: for so few bytes a call of the runtime takes several times as long. */
function moveLeaf(source: BigUint64Array, from: number, target: BigUint64Array, to: number): void {
  for (let word = 0; word < WORDS; word++) target[to * WORDS + word] = source[from * WORDS + word] ?? 0n;
}

/** The positions of the leaves in rising order of the leaves. */
function positionsInOrder(leaves: Uint8Array): Uint32Array {
  const count = leaves.length / HASH_BYTES;
  const view = new DataView(leaves.buffer, leaves.byteOffset, leaves.length);
  const bucketOf = (position: number): number => view.getUint16(position * HASH_BYTES);
  const next = new Uint32Array(BUCKETS + 1);
  for (let position = 0; position < count; position++)
    next[bucketOf(position) + 1] = at(next, bucketOf(position) + 1) + 1;
  for (let bucket = 0; bucket < BUCKETS; bucket++) next[bucket + 1] = at(next, bucket + 1) + at(next, bucket);

  const positions = new Uint32Array(count);
  for (let position = 0; position < count; position++) {
    const bucket = bucketOf(position);
    const place = at(next, bucket);
    positions[place] = position;
    next[bucket] = place + 1;
  }
  // By now each bucket ends where the next one begins to be filled.
  for (let bucket = 0, begin = 0; bucket < BUCKETS; bucket++) {
    const end = at(next, bucket);
    if (end - begin > 1) positions.subarray(begin, end).sort((a, b) => compareTails(view, leaves, a, b));
    begin = end;
  }
  return positions;
}

/** The order of two leaves of one bucket. */
function compareTails(view: DataView, leaves: Uint8Array, a: number, b: number): number {
  const [tailOfA, tailOfB] = [a * HASH_BYTES + HEAD_BYTES, b * HASH_BYTES + HEAD_BYTES];
  // Nearly always the next four bytes decide.
  const order = view.getUint32(tailOfA) - view.getUint32(tailOfB);
  if (order !== 0) return order;
  return compareBytes(leaves.subarray(tailOfA, (a + 1) * HASH_BYTES), leaves.subarray(tailOfB, (b + 1) * HASH_BYTES));
}

function at(numbers: Uint32Array, index: number): number {
  return numbers[index] ?? 0;
}
