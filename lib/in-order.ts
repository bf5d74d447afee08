/** What became of a call: held until its turn comes, so that no rejection is ever without a handler. */
type Outcome<R> = { readonly value: R } | { readonly error: unknown };

/**
 * Maps items at most `inFlight` at a time, and gives the results in the order of the items. Nothing is read ahead of that.
 * What `map` or `items` throws is thrown when its turn comes. When it ends, or the caller leaves early, no call is still
 * under way.
 */
export async function* mapInOrder<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  inFlight: number,
  map: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const pending: Promise<Outcome<R>>[] = [];
  try {
    for await (const item of items) {
      pending.push(outcomeOf(map, item));
      if (pending.length >= inFlight) yield await next(pending);
    }
    while (pending.length > 0) yield await next(pending);
  } finally {
    await Promise.all(pending);
  }
}

/** Puts rows together, `size` at a time; the last chunk may be shorter. */
export async function* chunksOf<T>(rows: AsyncIterable<T> | Iterable<T>, size: number): AsyncGenerator<T[]> {
  let chunk: T[] = [];
  for await (const row of rows) {
    chunk.push(row);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

async function outcomeOf<T, R>(map: (item: T) => Promise<R>, item: T): Promise<Outcome<R>> {
  try {
    return { value: await map(item) };
  } catch (error) {
    return { error };
  }
}

async function next<R>(pending: Promise<Outcome<R>>[]): Promise<R> {
  const outcome = await pending.shift();
  if (outcome === undefined) throw new Error("nothing is pending");
  if ("error" in outcome) throw outcome.error;
  return outcome.value;
}
