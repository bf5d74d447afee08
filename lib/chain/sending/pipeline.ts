import { setTimeout as delay } from "node:timers/promises";

import type { BaseWallet, JsonRpcApiProvider } from "ethers";

import { ColophonError } from "../../errors";
import { explain } from "../contracts/failures";
import { BlockWatch, KEPT } from "../rpc/block-watch";
import type { Answer } from "../rpc/node-words";
import type { Fate } from "./fate";
import { Broadcaster } from "./pipeline/broadcaster";
import { type Flight, type Flights, flightsOf } from "./pipeline/flight";
import { Gaps } from "./pipeline/gaps";
import { Intake } from "./pipeline/intake";
import type { Journal, JournalEntry, PipelineCall } from "./pipeline/journal";
import { signAnew } from "./pipeline/lost-nonces";
import { PatientNode } from "./pipeline/node";
import type { PipelineOptions, PipelineResult } from "./pipeline/options";
import { Prices } from "./pipeline/prices";
import { type Arrival, collectReceipts } from "./pipeline/receipts";
import { Resending } from "./pipeline/resending";
import type { Run } from "./pipeline/run";
import { MOST_WAITING, Signer } from "./pipeline/signer";
import { isPast } from "./pipeline/time";

export type { Journal, JournalEntry, PipelineCall } from "./pipeline/journal";
export type { Landed, PipelineOptions, PipelineResult } from "./pipeline/options";
export type { Receipt, ReceiptLog } from "./pipeline/receipt";

const PATIENCE_MS = 60_000;
const POLL_MS = 50;
/** How long the number of transactions in blocks is believed while receipts are looked at: half of what a block takes. */
const RECOUNT_MS = 500;
const RESEND_AFTER_MS = 2_000;
const DROPPED_AFTER_MS = 10_000;
const GAP_AFTER_MS = 10_000;
/** Settled calls whose transactions are kept in memory, about a kilobyte each: more than a node forgets in a crash. */
const REMEMBERED = 5_000;

/**
 * Makes many calls of one account, each of them once, with as many under way at a time as `inFlight` allows. It may be
 * killed at any moment: every transaction is in the journal before it is sent, and a next run with the same journal goes on
 * with it. No other pipeline of the account may run meanwhile; other transactions of the account may come.
 * @param calls made lazily and in their order; those that the journal has under way are passed over
 * @throws ColophonError where nothing moves for so long that patience runs out, the balance is too small, or a fee too large;
 * the provider's own error where the node refuses for good: `explain` puts it into words; whatever `journal`, `calls` or
 * `onReceipts` throw
 */
export async function runPipeline(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  journal: Journal,
  calls: Iterable<PipelineCall>,
  options: PipelineOptions,
): Promise<PipelineResult> {
  const pipeline = new Pipeline(wallet, provider, journal, calls, options);
  try {
    return await pipeline.run();
  } finally {
    pipeline.stop();
  }
}

class Pipeline {
  readonly #run: Run;
  readonly #flights: Flights;
  readonly #settled: JournalEntry[] = [];
  readonly #resumed: ReadonlySet<number>;
  readonly #intake: Intake;
  readonly #prices = new Prices();
  readonly #resending = new Resending();
  readonly #gaps: Gaps;
  readonly #blocks: BlockWatch;
  #left = 0;
  #count = 0;
  /** How many transactions of the account are in blocks, as it was last said. */
  #mined = 0;
  #countedAt: number | undefined;
  #isAway = false;
  /** Whether what an earlier run has left was looked after once: new calls come after it. */
  #hasCaughtUp: boolean;
  #progressAt = performance.now();

  constructor(
    wallet: BaseWallet,
    provider: JsonRpcApiProvider,
    journal: Journal,
    calls: Iterable<PipelineCall>,
    private readonly options: PipelineOptions,
  ) {
    const entries = journal.entries();
    this.#flights = flightsOf(entries, wallet.address);
    this.#resumed = new Set(this.#flights.keys());
    this.#hasCaughtUp = this.#flights.size === 0;
    const floor = entries.reduce((least, { nonce }) => Math.max(least, nonce + 1), 0);
    const node = new PatientNode(provider, wallet.address);
    this.#blocks = new BlockWatch(provider);
    const { inFlight, resendAfter = RESEND_AFTER_MS, droppedAfter = DROPPED_AFTER_MS, onGivenUp } = options;
    const { gapAfter = GAP_AFTER_MS, largestGap = MOST_WAITING } = options;
    this.#gaps = new Gaps(gapAfter, largestGap);
    this.#run = {
      node,
      flights: this.#flights,
      settled: this.#settled,
      inFlight,
      resendAfter,
      droppedAfter,
      signer: new Signer(wallet, node, journal, floor),
      broadcaster: new Broadcaster(node, (flight, answer) => this.#isFinal(flight, answer)),
      giveUp: onGivenUp === undefined ? undefined : (flight, fate) => this.#giveUp(flight, fate),
    };
    this.#intake = new Intake(this.#run, notIn(this.#resumed, calls), options);
  }

  async run(): Promise<PipelineResult> {
    for (;;) {
      const before = this.#progressAt;
      await this.#look();
      await this.#signNew();
      this.#run.broadcaster.proceed();
      const { failure } = this.#run.broadcaster;
      if (failure !== undefined) {
        await this.options.onGivenUp?.(failure.flight.newest, "refused", failure.error);
        throw failure.error;
      }
      if (this.#flights.size === 0 && (this.#isStopping || !this.#intake.isOpen)) break;
      if (this.#progressAt !== before) continue;
      await this.#requirePatience();
      if (this.#flights.size > 0) await this.#blocks.look(this.#waiting, this.options.advice ?? KEPT);
      await delay(this.options.pollInterval ?? POLL_MS);
    }
    return { settled: this.#count, stopped: this.#intake.isOpen || this.#left > 0 };
  }

  /** Sends nothing more and makes no more calls, whatever it was that ended the run. */
  stop(): void {
    this.#run.broadcaster.stop();
    this.#intake.close();
  }

  get #isStopping(): boolean {
    return (this.options.signal?.aborted ?? false) || this.#run.signer.isOutrun;
  }

  get #first(): Flight | undefined {
    return this.#flights.values().next().value;
  }

  /** What waits, in words. */
  get #waiting(): string {
    const { giveUp } = this.#run;
    return giveUp && this.#first
      ? `The transaction ${this.#first.newest.hash} waits`
      : `${this.#flights.size} calls wait`;
  }

  /** Whether a refusal ends the run. */
  #isFinal(flight: Flight, answer: Answer): boolean {
    // What an earlier run has left may have been taken by another node, and is given up in time.
    if (this.options.onGivenUp !== undefined && this.#resumed.has(flight.call.key)) return false;
    if (this.options.onGivenUp !== undefined && answer === "underpriced") return true;
    // Those before it may use less than they might, so only the first is certain not to be covered.
    return answer === "never" || (answer === "unfunded" && flight === this.#first);
  }

  async #giveUp(flight: Flight, fate: Fate): Promise<void> {
    await this.options.onGivenUp?.(flight.newest, fate, flight.refusal);
    this.#flights.delete(flight.call.key);
    this.#progressAt = performance.now();
  }

  /** Settles what is in a block, and helps along what is not. */
  async #look(): Promise<void> {
    if (this.#flights.size === 0) return;
    const count = await this.#refill();
    this.#isAway = count === undefined;
    if (count === undefined) return;
    await collectReceipts(this.#run, count, (arrivals) => this.#settle(arrivals));
    this.#left += await signAnew(this.#run, this.#isStopping);
    if (this.#run.giveUp === undefined) await this.#prices.raise(this.#run, count);
    const hasGap = await this.#gaps.close(this.#run, count);
    await this.#resending.resend(this.#run, count, hasGap);
    this.#hasCaughtUp = true;
  }

  async #settle(arrivals: readonly Arrival[]): Promise<void> {
    await this.options.onReceipts(arrivals.map(({ flight: { call }, receipt }) => ({ call, receipt })));
    for (const { flight, receipt } of arrivals) {
      this.#flights.delete(flight.call.key);
      this.#settled.push(flight.versions.find(({ hash }) => hash === receipt.hash) ?? flight.newest);
      if (this.#settled.length > REMEMBERED) this.#settled.shift();
    }
    this.#count += arrivals.length;
    this.#progressAt = performance.now();
    if (isPast(this.#countedAt, RECOUNT_MS)) await this.#refill();
  }

  /** Sees what is in a block by now and signs as much anew: the chain must not run out of work while receipts are looked at. */
  async #refill(): Promise<number | undefined> {
    const count = await this.#run.node.count("latest");
    if (count === undefined) return undefined;
    this.#mined = count;
    this.#countedAt = performance.now();
    await this.#signNew();
    return count;
  }

  /** Fills up what may be in flight. */
  async #signNew(): Promise<void> {
    if (!this.#hasCaughtUp) return;
    const hasSigned = await this.#intake.fill(this.#mined, () => this.#isStopping);
    if (hasSigned) this.#progressAt = performance.now();
  }

  async #requirePatience(): Promise<void> {
    const { patience = PATIENCE_MS } = this.options;
    if (!isPast(this.#progressAt, patience)) return;
    const { giveUp, node } = this.#run;
    const first = this.#first;
    if (giveUp !== undefined && first !== undefined) {
      const isSeen = !this.#isAway && !first.isUnanswered;
      return giveUp(first, !isSeen ? "unanswered" : first.missing === undefined ? "late" : "unclear");
    }
    const { trouble } = node;
    const words = trouble === undefined ? "" : `. The last trouble: ${explain(trouble)?.message ?? String(trouble)}`;
    throw new ColophonError(
      `Nothing has moved for ${patience / 1000} s: ${this.#count} calls are settled, ${this.#flights.size} wait${words}`,
      {
        advice: "Check that the node runs and makes blocks, then run the command again: it goes on where it stopped.",
        cause: trouble,
      },
    );
  }
}

function* notIn(keys: ReadonlySet<number>, calls: Iterable<PipelineCall>): Generator<PipelineCall, undefined> {
  for (const call of calls) if (!keys.has(call.key)) yield call;
}
