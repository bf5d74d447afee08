import { median } from "../shared/median";
import type { Row } from "../shared/row";
import type { Blocks } from "./blocks";
import type { Clients, Done } from "./clients";
import { blockTime, percentile, rateOver, rateSince } from "./figures";
import { IN_FLIGHT, type Job } from "./jobs";

/** More than a block holds on any machine of this size. */
const MANY_IN_FLIGHT = 1_000;
/** Of the rate of the transactions that were signed beforehand. */
const GOAL = 0.9;
const HALF = 0.5;
/** How many times each is measured; the median counts. */
const ROUNDS = 3;
/** Until the first blocks are full, in milliseconds. */
const WARM_UP_MS = 2_000;
/** How many transactions are signed for each second, in all: a run in which they run out ends early. */
const MANY_PER_SECOND = 400;
/** How many times as fast as ours theirs may be before that happens. */
const AHEAD = 2.5;
const ANCHORED = 1_000;
const PERCENTILES = [50, 99] as const;
const MILLISECONDS = 1_000;

/** A network in one state. */
export interface Subject {
  readonly clients: Clients;
  readonly blocks: Blocks;
  /** The nodes that answer, one for each client. */
  readonly urls: readonly string[];
  /** How long each part of the measurement takes. */
  readonly seconds: number;
  /** How many blocks it takes until everything repeats itself: as many as there are validators that make them. */
  readonly turn: number;
  /** Whether transactions signed beforehand are also sent with many more in flight than the client has. */
  readonly hasMany: boolean;
  /** What the names of the rows begin with. */
  readonly prefix: string;
}

/** Registrations of single works per second by the first `count` clients, beside transactions signed beforehand. */
export async function measureRate(subject: Subject, name: string, count: number): Promise<Row> {
  const { seconds, urls, prefix, hasMany } = subject;
  const rateOf = async (jobs: readonly Job[]): Promise<number> => {
    const { done, blocks } = await measure(subject, jobs);
    return rateOver(done.acknowledged, blocks, subject.turn);
  };
  const byHand = (perSecond: number, inFlight: number): Job[] =>
    urls.slice(0, count).map((url) => {
      return { kind: "byHand", works: Math.ceil((perSecond * seconds) / count) + inFlight, inFlight, url };
    });

  // No more than fit into flight in each block of a second.
  const works = IN_FLIGHT * (seconds + 1);
  const ourRates: number[] = [];
  const theirRates: number[] = [];
  // By turns: what else the machine does meanwhile meets both.
  for (let round = 0; round < ROUNDS; round += 1) {
    const rate = await rateOf(Array.from({ length: count }, () => ({ kind: "register", works })));
    ourRates.push(rate);
    theirRates.push(await rateOf(byHand(rate * AHEAD, IN_FLIGHT)));
  }
  const [ours, theirs] = [median(ourRates), median(theirRates)];
  const peers = [{ name: "the same calls, signed beforehand, as many in flight", value: theirs }];
  if (hasMany) {
    const most = await rateOf(byHand(MANY_PER_SECOND, MANY_IN_FLIGHT / count));
    peers.push({ name: "and with a thousand in flight", value: most });
  }
  return { name: `${prefix}.register.${name}`, value: ours, unit: "works/s", goal: theirs * GOAL, peers };
}

/** How long a registration takes while all clients together ask for half the rate that was measured. */
export async function measureLatency(subject: Subject, rate: number): Promise<Row[]> {
  const { seconds, urls, prefix, turn } = subject;
  const perSecond = (rate * HALF) / urls.length;
  const { done, blocks } = await measure(
    subject,
    urls.map(() => ({ kind: "paced", perSecond, seconds })),
  );
  const settled = done.acknowledged.filter(({ at, waited }) => at - waited > done.begin + WARM_UP_MS);
  const waits = settled.map(({ waited }) => waited / MILLISECONDS);
  const peers = [{ name: "from block to block", value: blockTime(blocks, turn) }];
  return PERCENTILES.map((percent) => ({
    name: `${prefix}.latency.p${percent}`,
    value: percentile(waits, percent),
    unit: "s",
    goal: null,
    peers,
  }));
}

/** Works per second where all clients anchor a thousand at a time, one batch after the other. */
export async function measureAnchors(subject: Subject): Promise<Row> {
  const { urls, prefix } = subject;
  const { done } = await measure(
    subject,
    urls.map(() => ({ kind: "anchor", works: ANCHORED })),
  );
  const value = rateSince(done.begin, done.acknowledged);
  return { name: `${prefix}.anchor.${ANCHORED}`, value, unit: "works/s", goal: null, peers: [] };
}

/** What clients did, and when the blocks came in which they were all at it. */
async function measure(
  { clients, blocks, seconds }: Subject,
  jobs: readonly Job[],
): Promise<{ readonly done: Done; readonly blocks: readonly number[] }> {
  const done = await clients.measure(jobs, seconds);
  return { done, blocks: blocks.between(done.begin + WARM_UP_MS, done.until) };
}
