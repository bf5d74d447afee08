/** Something that was asked for, and is certain now. Times are in milliseconds. */
export interface Acknowledged {
  /** When, since the epoch: the clock of all processes of a machine. */
  readonly at: number;
  /** How long after it was asked for. */
  readonly waited: number;
  readonly works: number;
}

const MILLISECONDS = 1000;
const PERCENT = 100;

/** What the clock of all processes of a machine says, in milliseconds and their fractions. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * The least of the values that `percent` of all values do not exceed.
 * @throws Error where there are none
 */
export function percentile(values: readonly number[], percent: number): number {
  const place = Math.max(0, Math.ceil((values.length * percent) / PERCENT) - 1);
  const value = values.toSorted((a, b) => a - b)[place];
  if (value === undefined) throw new Error("a percentile of nothing");
  return value;
}

/**
 * The last stretch of whole turns: acknowledgements come in bursts, one for each block, so that a stretch which begins or ends
 * anywhere would have one burst too many or too few.
 * @param blocks when each block came, in their order
 * @param turn how many blocks it takes until everything repeats itself
 * @returns when it begins and ends, and how many blocks it has
 * @throws Error where the blocks are fewer than one turn
 */
export function wholeTurns(blocks: readonly number[], turn: number): { from: number; to: number; blocks: number } {
  const count = Math.floor((blocks.length - 1) / turn) * turn;
  const [from, to] = [blocks.at(-1 - count), blocks.at(-1)];
  if (count < 1 || from === undefined || to === undefined) throw new Error(`${blocks.length} blocks are too few`);
  return { from, to, blocks: count };
}

/** Works per second that were acknowledged while these blocks came. */
export function rateOver(acknowledged: readonly Acknowledged[], blocks: readonly number[], turn: number): number {
  const { from, to } = wholeTurns(blocks, turn);
  const within = acknowledged.filter(({ at }) => at > from && at <= to);
  return sumOf(within) / ((to - from) / MILLISECONDS);
}

/** The mean seconds from a block to the next one. */
export function blockTime(blocks: readonly number[], turn: number): number {
  const { from, to, blocks: count } = wholeTurns(blocks, turn);
  return (to - from) / MILLISECONDS / count;
}

/** Works per second from a moment to the last acknowledgement. */
export function rateSince(begin: number, acknowledged: readonly Acknowledged[]): number {
  const end = Math.max(...acknowledged.map(({ at }) => at));
  return sumOf(acknowledged) / ((end - begin) / MILLISECONDS);
}

function sumOf(acknowledged: readonly Acknowledged[]): number {
  return acknowledged.reduce((sum, { works }) => sum + works, 0);
}
