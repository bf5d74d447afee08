const MILLISECONDS_PER_SECOND = 1_000;

/** The time of this machine, Unix seconds. */
export function clock(): number {
  return Math.floor(Date.now() / MILLISECONDS_PER_SECOND);
}
