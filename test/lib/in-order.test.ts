import { setTimeout as sleep } from "node:timers/promises";

import { expect } from "chai";

import { chunksOf, mapInOrder, oneAhead, withFirst } from "../../lib/in-order";
import { allOf } from "./batch/shared/rows";

describe("mapInOrder", () => {
  it("gives the results in the order of the items, whichever is ready first", async () => {
    const results = mapInOrder([30, 1, 20, 0, 10], 3, async (delay) => {
      await sleep(delay);
      return delay;
    });

    expect(await allOf(results)).to.deep.equal([30, 1, 20, 0, 10]);
  });

  it("never has more calls under way than it may", async () => {
    let underWay = 0;
    let most = 0;
    const results = mapInOrder(count(20), 4, async (item) => {
      most = Math.max(most, ++underWay);
      await sleep(item % 3);
      underWay--;
      return item;
    });

    expect((await allOf(results)).length).to.equal(20);
    expect(most).to.equal(4);
  });

  it("does one at a time when told so, and nothing with nothing", async () => {
    expect(await allOf(mapInOrder([1, 2], 1, (item) => Promise.resolve(item)))).to.deep.equal([1, 2]);
    expect(await allOf(mapInOrder([], 4, (item) => Promise.resolve(item)))).to.deep.equal([]);
  });

  it("throws what a call throws after the results before it, when no call is under way any more", async () => {
    const fault = new Error("the third breaks");
    const finished: number[] = [];
    const seen: number[] = [];
    const results = mapInOrder(count(100), 4, async (item) => {
      if (item === 2) throw fault;
      await sleep(5);
      finished.push(item);
      return item;
    });

    const outcome = await seenOf(results, seen);

    expect(outcome).to.equal(fault);
    expect(seen).to.deep.equal([0, 1]);
    expect(finished).to.deep.equal([0, 1, 3, 4, 5]);
  });

  it("throws what the items throw, when no call is under way any more", async () => {
    const fault = new Error("the source breaks");
    const finished: number[] = [];
    async function* items(): AsyncGenerator<number> {
      yield* [0, 1];
      throw fault;
    }

    const outcome = await seenOf(
      mapInOrder(items(), 4, async (item) => {
        await sleep(5);
        finished.push(item);
      }),
      [],
    );

    expect(outcome).to.equal(fault);
    expect(finished).to.deep.equal([0, 1]);
  });

  it("throws what the items throw after the results before it, or what the call before it throws", async () => {
    async function* items(): AsyncGenerator<number> {
      yield* [0, 1];
      throw new Error("the source breaks");
    }
    const seen: number[] = [];

    const outcome = await seenOf(
      mapInOrder(items(), 4, (item) => Promise.resolve(item)),
      seen,
    );
    const earlier = await seenOf(
      mapInOrder(items(), 4, (item) => Promise.reject(new Error(`item ${item}`))),
      [],
    );

    expect(outcome).to.be.an("error").with.property("message", "the source breaks");
    expect(seen).to.deep.equal([0, 1]);
    expect(earlier).to.be.an("error").with.property("message", "item 0");
  });

  it("leaves no rejection without a handler while it waits for the items", async () => {
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", onUnhandled);
    async function* slow(): AsyncGenerator<number> {
      yield* [0, 1];
      await sleep(20);
    }

    try {
      const outcome = await seenOf(
        mapInOrder(slow(), 4, (item) => Promise.reject(new Error(`item ${item}`))),
        [],
      );
      await sleep(5);

      expect(outcome).to.be.an("error").with.property("message", "item 0");
      expect(unhandled).to.deep.equal([]);
    } finally {
      process.off("unhandledRejection", onUnhandled);
    }
  });

  it("stops the items and waits for its calls when the caller leaves early", async () => {
    let isStopped = false;
    let underWay = 0;
    async function* items(): AsyncGenerator<number> {
      try {
        yield* count(100);
      } finally {
        isStopped = true;
      }
    }

    for await (const item of mapInOrder(items(), 4, async (one) => {
      underWay++;
      await sleep(5);
      underWay--;
      return one;
    })) {
      if (item === 1) break;
    }

    expect(isStopped).to.equal(true);
    expect(underWay).to.equal(0);
  });
});

describe("oneAhead", () => {
  it("gives the items in their order, and has the next one fetched while the caller is at one", async () => {
    const fetched: number[] = [];
    async function* items(): AsyncGenerator<number> {
      for (let item = 0; item < 3; item++) {
        fetched.push(item);
        yield item;
      }
    }

    const found: [item: number, fetched: number][] = [];
    for await (const item of oneAhead(items())) {
      await sleep(0);
      found.push([item, fetched.length]);
    }

    expect(found).to.deep.equal([
      [0, 2],
      [1, 3],
      [2, 3],
    ]);
  });

  it("throws what the items throw once the one before was given", async () => {
    const fault = new Error("the source breaks");
    async function* items(): AsyncGenerator<number> {
      yield 0;
      throw fault;
    }
    const seen: number[] = [];

    expect(await seenOf(oneAhead(items()), seen)).to.equal(fault);
    expect(seen).to.deep.equal([0]);
  });

  it("stops the items when the caller leaves early", async () => {
    let isStopped = false;
    async function* items(): AsyncGenerator<number> {
      try {
        for (let item = 0; ; item++) yield item;
      } finally {
        isStopped = true;
      }
    }

    for await (const item of oneAhead(items())) if (item === 1) break;

    expect(isStopped).to.equal(true);
  });
});

describe("withFirst", () => {
  it("gives all items, also of none", async () => {
    expect(await withFirst([1, 2, 3], allOf)).to.deep.equal([1, 2, 3]);
    expect(await withFirst([], allOf)).to.deep.equal([]);
  });

  it("uses nothing where the first item does not come", async () => {
    let isUsed = false;
    const items = (async function* (): AsyncGenerator<number> {
      await sleep(0);
      throw new Error("no connection");
      yield 1;
    })();

    const outcome = await withFirst(items, async () => {
      isUsed = true;
      return Promise.resolve("used");
    }).catch((error: unknown) => String(error));

    expect([outcome, isUsed]).to.deep.equal(["Error: no connection", false]);
  });

  it("stops the items where the use ends before them, or fails before it asks for one", async () => {
    let stopped = 0;
    async function* items(): AsyncGenerator<number> {
      try {
        for (let item = 0; ; item++) yield await Promise.resolve(item);
      } finally {
        stopped += 1;
      }
    }

    await withFirst(items(), async () => Promise.resolve());
    await withFirst(items(), async () => Promise.reject(new Error("no batches"))).catch(() => undefined);

    expect(stopped).to.equal(2);
  });
});

describe("chunksOf", () => {
  it("puts rows together in order, and the rest in a shorter chunk", async () => {
    expect(await allOf(chunksOf(count(7), 3))).to.deep.equal([[0, 1, 2], [3, 4, 5], [6]]);
    expect(await allOf(chunksOf(count(6), 3))).to.deep.equal([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(await allOf(chunksOf([], 3))).to.deep.equal([]);
  });

  it("ends a chunk with the item that makes it heavy enough", async () => {
    const chunks = await allOf(chunksOf([1, 1, 5, 9, 2], 3, (item) => item));

    expect(chunks).to.deep.equal([[1, 1, 5], [9], [2]]);
  });
});

function* count(to: number): Generator<number> {
  for (let item = 0; item < to; item++) yield item;
}

/** Keeps what is given in `seen`, and returns what is thrown. */
async function seenOf<T>(results: AsyncIterable<T>, seen: T[]): Promise<unknown> {
  try {
    for await (const result of results) seen.push(result);
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
