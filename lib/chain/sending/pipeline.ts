import { setTimeout as delay } from "node:timers/promises";

import type { BaseWallet, JsonRpcApiProvider } from "ethers";

import { isPast } from "../../elapsed";
import { ColophonError } from "../../errors";
import { explain } from "../contracts/failures";
import { BlockWatch, KEPT } from "../rpc/block-watch";
import { Flight } from "./pipeline/flight";
import { Gaps } from "./pipeline/gaps";
import { Intake } from "./pipeline/intake";
import type { Journal, PipelineCall } from "./pipeline/journal";
import { signAnew } from "./pipeline/lost-nonces";
import { NoAnswer } from "./pipeline/node";
import type { Landed, PipelineOptions } from "./pipeline/options";
import { Prices } from "./pipeline/prices";
import { receiptsOf } from "./pipeline/receipts";
import { Resending } from "./pipeline/resending";
import { Run } from "./pipeline/run";
import { Standstill } from "./pipeline/standstill";

export type { Journal, JournalEntry, PipelineCall } from "./pipeline/journal";
export type { Landed, PipelineOptions } from "./pipeline/options";

/** How long it goes on without any progress where nothing else is said. */
export const PATIENCE_MS = 60_000;
/** How long it waits before it looks again where nothing has happened. */
const POLL_MS = 50;
/** How long the number of transactions in blocks is believed while receipts are looked at: half of what a block takes. */
const RECOUNT_MS = 500;
/** Settled calls that are kept in memory, some kilobytes each: more than a node forgets in a crash. */
const REMEMBERED = 2_500;

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
  await new Pipeline(new Run(wallet, provider, journal, options), calls).goOn();
}

class Pipeline {
  readonly #intake: Intake;
  readonly #prices = new Prices();
  readonly #standstill = new Standstill();
  readonly #resending = new Resending();
  readonly #gaps = new Gaps();
  readonly #blocks: BlockWatch;
  #count = 0;
  #countedAt: number | undefined;
  /** Whether what an earlier run has left was looked after once: new calls come after it. */
  #hasCaughtUp: boolean;

  constructor(
    private readonly run: Run,
    calls: Iterable<PipelineCall>,
  ) {
    this.#hasCaughtUp = run.flights.size === 0;
    this.#blocks = new BlockWatch(run.node.provider);
    this.#intake = new Intake(run, calls);
  }

  /** Does all there is to do. */
  async goOn(): Promise<void> {
    const { run } = this;
    const { broadcaster, flights } = run;
    try {
      for (;;) {
        const before = run.progressAt;
        const isAnswered = await this.#look();
        broadcaster.proceed();
        if (broadcaster.failure !== undefined) {
          await run.giveUp(broadcaster.failure, "refused");
          throw broadcaster.failure.refusal;
        }
        if (flights.size === 0 && (run.isStopping || !this.#intake.isOpen)) break;
        if (run.progressAt !== before) continue;
        await this.#requirePatience(isAnswered);
        await delay(POLL_MS);
      }
    } finally {
      broadcaster.stop();
      this.#intake.close();
    }
  }

  /** Does what can be done now, as far as the node answers. @returns whether it has answered everything */
  async #look(): Promise<boolean> {
    const { node, flights } = this.run;
    const { unanswered } = node;
    try {
      if (flights.size > 0) await this.#helpAlong();
      await this.#signNew();
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
    }
    return node.unanswered === unanswered;
  }

  /** Settles what is in a block, and helps along what is not. */
  async #helpAlong(): Promise<void> {
    const { run } = this;
    await this.#refill();
    for await (const landed of receiptsOf(run)) if (landed.length > 0) await this.#settle(landed);
    if (await signAnew(run)) run.progressAt = performance.now();
    if (!run.signsOnce) await this.#prices.raise(run);
    await this.#standstill.end(run);
    if (!(await this.#gaps.close(run))) await this.#resending.resend(run);
    this.#hasCaughtUp = true;
  }

  async #settle(landed: readonly Landed[]): Promise<void> {
    const { run } = this;
    await run.options.onReceipts(landed);
    for (const { call, receipt } of landed) {
      const version = run.flights.get(call.key)?.versions.find(({ hash }) => hash === receipt.hash);
      if (version !== undefined) run.settled.push(new Flight(call, version));
      if (run.settled.length > REMEMBERED) run.settled.shift();
      run.flights.delete(call.key);
    }
    this.#count += landed.length;
    run.progressAt = performance.now();
    if (isPast(this.#countedAt, RECOUNT_MS)) await this.#refill();
  }

  /** Sees what is in a block by now and signs as much anew: the chain must not run out of work while receipts are looked at. */
  async #refill(): Promise<void> {
    this.run.mined = await this.run.node.count("latest");
    this.#countedAt = performance.now();
    await this.#signNew();
  }

  async #signNew(): Promise<void> {
    if (this.#hasCaughtUp && (await this.#intake.fill())) this.run.progressAt = performance.now();
  }

  /** Gives up, or sees whether there are blocks, where nothing moves. */
  async #requirePatience(isAnswered: boolean): Promise<void> {
    const { node, flights, signsOnce, options, progressAt } = this.run;
    const { patience = PATIENCE_MS, advice = KEPT } = options;
    const [first] = flights.values();
    if (!isPast(progressAt, patience)) {
      const waiting = signsOnce ? `The transaction ${first?.newest.hash} waits` : `${flights.size} calls wait`;
      if (first !== undefined) await this.#blocks.look(waiting, advice);
      return;
    }
    if (signsOnce && first !== undefined) {
      const fate = first.missingSince === undefined ? "late" : "unclear";
      return this.run.giveUp(first, isAnswered ? fate : "unanswered");
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
