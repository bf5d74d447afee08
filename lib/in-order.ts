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
    for await (const item of withFault(items)) {
      pending.push("error" in item ? Promise.resolve(item) : outcomeOf(map, item.value));
      if (pending.length >= inFlight) yield await next(pending);
    }
    while (pending.length > 0) yield await next(pending);
  } finally {
    await Promise.all(pending);
  }
}

/**
 * Puts items together until they weigh `size`; the last chunk may weigh less.
 * @param weightOf default: each weighs 1
 */
export async function* chunksOf<T>(
  items: AsyncIterable<T> | Iterable<T>,
  size: number,
  weightOf: (item: T) => number = () => 1,
): AsyncGenerator<T[]> {
  let chunk: T[] = [];
  let weight = 0;
  for await (const item of items) {
    chunk.push(item);
    weight += weightOf(item);
    if (weight < size) continue;
    yield chunk;
    chunk = [];
    weight = 0;
  }
  if (chunk.length > 0) yield chunk;
}

/** The items, the next of which is on its way while the caller is at one. */
export async function* oneAhead<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const found = withFault(items);
  let next = found.next();
  try {
    for (let one = await next; one.done !== true; one = await next) {
      if ("error" in one.value) throw one.value.error;
      next = found.next();
      yield one.value.value;
    }
  } finally {
    await next;
    await found.return(undefined);
  }
}

/**
 * Uses items once the first of them is there: what keeps it from coming is thrown before anything is done with any. However that
 * ends, the items are ended too.
 */
export async function withFirst<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  use: (items: AsyncIterable<T>) => Promise<R>,
): Promise<R> {
  const found = eachOf(items);
  const first = await found.next();
  async function* all(): AsyncGenerator<T> {
    for (let one = first; one.done !== true; one = await found.next()) yield one.value;
  }
  try {
    return await use(all());
  } finally {
    await found.return(undefined);
  }
}

async function* eachOf<T>(items: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T, undefined> {
  yield* items;
  return undefined;
}

/** The items, and at the end what ended them. */
async function* withFault<T>(items: AsyncIterable<T> | Iterable<T>): AsyncGenerator<Outcome<T>> {
  try {
    for await (const value of items) yield { value };
  } catch (error) {
    yield { error };
  }
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
