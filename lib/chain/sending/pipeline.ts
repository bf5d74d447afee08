import { setTimeout as delay } from "node:timers/promises";

import type { BaseWallet, JsonRpcApiProvider } from "ethers";

import { ColophonError } from "../../errors";
import { explain } from "../contracts/failures";
import { BlockWatch, KEPT } from "../rpc/block-watch";
import type { Answer } from "../rpc/node-words";
import type { Fate } from "./fate";
import { Broadcaster } from "./pipeline/broadcaster";
import { type Flight, flightsOf } from "./pipeline/flight";
import { Gaps } from "./pipeline/gaps";
import { Intake } from "./pipeline/intake";
import type { Journal, PipelineCall } from "./pipeline/journal";
import { signAnew } from "./pipeline/lost-nonces";
import { NoAnswer, PatientNode } from "./pipeline/node";
import { DEFAULTS, type PipelineOptions } from "./pipeline/options";
import { Prices } from "./pipeline/prices";
import { type Arrival, receiptsOf } from "./pipeline/receipts";
import { Resending } from "./pipeline/resending";
import type { Run } from "./pipeline/run";
import { MOST_WAITING, Signer } from "./pipeline/signer";
import { isPast } from "./pipeline/time";

export type { Journal, JournalEntry, PipelineCall } from "./pipeline/journal";
export type { Landed, PipelineOptions } from "./pipeline/options";

/** How long the number of transactions in blocks is believed while receipts are looked at: half of what a block takes. */
const RECOUNT_MS = 500;
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
): Promise<void> {
  await new Pipeline(wallet, provider, journal, calls, options).run();
}

class Pipeline {
  readonly #run: Run;
  readonly #resumed: ReadonlySet<Flight>;
  readonly #intake: Intake;
  readonly #prices = new Prices();
  readonly #resending = new Resending();
  readonly #gaps: Gaps;
  readonly #blocks: BlockWatch;
  #count = 0;
  #countedAt: number | undefined;
  /** Whether what an earlier run has left was looked after once: new calls come after it. */
  #hasCaughtUp: boolean;
  /** Whether the node last gave no answer. */
  #isAway = false;
  #progressAt = performance.now();

  constructor(
    wallet: BaseWallet,
    provider: JsonRpcApiProvider,
    journal: Journal,
    calls: Iterable<PipelineCall>,
    private readonly options: PipelineOptions,
  ) {
    const { inFlight, droppedAfter = DEFAULTS.droppedAfter } = options;
    const { resendAfter = Math.min(DEFAULTS.resendAfter, droppedAfter) } = options;
    const entries = journal.entries();
    const flights = flightsOf(entries, wallet.address);
    const floor = entries.reduce((least, { nonce }) => Math.max(least, nonce + 1), 0);
    const node = new PatientNode(provider, wallet.address);
    const signer = new Signer(wallet, node, journal, floor);
    this.#run = {
      ...{ node, signer, flights, settled: [], mined: 0, inFlight, resendAfter, droppedAfter },
      broadcaster: new Broadcaster(node, (flight, answer) => this.#isFinal(flight, answer)),
      isStopping: () => options.signal?.aborted ?? false,
      giveUp: options.onGivenUp && ((flight, fate) => this.#giveUp(flight, fate)),
    };
    this.#resumed = new Set(flights.values());
    this.#hasCaughtUp = flights.size === 0;
    this.#gaps = new Gaps(options.gapAfter ?? DEFAULTS.gapAfter, options.largestGap ?? MOST_WAITING);
    this.#blocks = new BlockWatch(provider);
    this.#intake = new Intake(this.#run, calls, options);
  }

  async run(): Promise<void> {
    const { broadcaster, flights, isStopping } = this.#run;
    try {
      for (;;) {
        const before = this.#progressAt;
        await this.#goOn();
        broadcaster.proceed();
        if (broadcaster.failure !== undefined) {
          const { flight, error } = broadcaster.failure;
          await this.options.onGivenUp?.(flight.newest, "refused", error);
          throw error;
        }
        if (flights.size === 0 && (isStopping() || !this.#intake.isOpen)) break;
        if (this.#progressAt !== before) continue;
        await this.#requirePatience();
        await delay(this.options.pollInterval ?? DEFAULTS.pollInterval);
      }
    } finally {
      broadcaster.stop();
      this.#intake.close();
    }
  }

  /** Whether a refusal ends the run. */
  #isFinal(flight: Flight, answer: Answer): boolean {
    const { giveUp, flights } = this.#run;
    // What another node may have taken, in this run or an earlier one, is given up in time.
    if (giveUp !== undefined && (flight.mayBeTaken || this.#resumed.has(flight))) return false;
    if (giveUp !== undefined && answer === "underpriced") return true;
    // Those before it may use less than they might, so only the first is certain not to be covered.
    const [first] = flights.values();
    return answer === "never" || (answer === "unfunded" && flight === first);
  }

  async #giveUp(flight: Flight, fate: Fate): Promise<void> {
    await this.options.onGivenUp?.(flight.newest, fate, flight.refusal);
    this.#run.flights.delete(flight.call.key);
    this.#progressAt = performance.now();
  }

  /** Does what can be done now, as far as the node answers. */
  async #goOn(): Promise<void> {
    try {
      await this.#look();
      await this.#signNew();
      this.#isAway = false;
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      this.#isAway = true;
    }
  }

  /** Settles what is in a block, and helps along what is not. */
  async #look(): Promise<void> {
    const run = this.#run;
    if (run.flights.size === 0) return;
    await this.#refill();
    for await (const arrivals of receiptsOf(run)) if (arrivals.length > 0) await this.#settle(arrivals);
    if (await signAnew(run)) this.#progressAt = performance.now();
    if (run.giveUp === undefined) await this.#prices.raise(run);
    await this.#resending.resend(run, await this.#gaps.close(run, run.mined));
    this.#hasCaughtUp = true;
  }

  async #settle(arrivals: readonly Arrival[]): Promise<void> {
    const { flights, settled } = this.#run;
    await this.options.onReceipts(arrivals);
    for (const { flight, receipt } of arrivals) {
      flights.delete(flight.call.key);
      settled.push(flight.versions.find(({ hash }) => hash === receipt.hash) ?? flight.newest);
      if (settled.length > REMEMBERED) settled.shift();
    }
    this.#count += arrivals.length;
    this.#progressAt = performance.now();
    if (isPast(this.#countedAt, RECOUNT_MS)) await this.#refill();
  }

  /** Sees what is in a block by now and signs as much anew: the chain must not run out of work while receipts are looked at. */
  async #refill(): Promise<void> {
    this.#run.mined = await this.#run.node.count("latest");
    this.#countedAt = performance.now();
    await this.#signNew();
  }

  async #signNew(): Promise<void> {
    if (this.#hasCaughtUp && (await this.#intake.fill())) this.#progressAt = performance.now();
  }

  /** Gives up, or sees whether there are blocks, where nothing moves. */
  async #requirePatience(): Promise<void> {
    const { patience = DEFAULTS.patience, advice = KEPT } = this.options;
    const { giveUp, node, flights } = this.#run;
    const [first] = flights.values();
    if (!isPast(this.#progressAt, patience)) {
      const waiting = giveUp ? `The transaction ${first?.newest.hash} waits` : `${flights.size} calls wait`;
      if (first !== undefined) await this.#blocks.look(waiting, advice);
      return;
    }
    if (giveUp !== undefined && first !== undefined) {
      return giveUp(
        first,
        this.#isAway || first.isUnanswered ? "unanswered" : first.missing === undefined ? "late" : "unclear",
      );
    }
    const { trouble } = node;
    const words = trouble === undefined ? "" : `. The last trouble: ${explain(trouble)?.message ?? String(trouble)}`;
    throw new ColophonError(
      `Nothing has moved for ${patience / 1000} s: ${this.#count} calls are settled, ${flights.size} wait${words}`,
      {
        code: "NothingMoves",
        advice: "Check that the node runs and makes blocks, then run the command again: it goes on where it stopped.",
        cause: trouble,
      },
    );
  }
}
