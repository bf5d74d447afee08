import type { BaseWallet, JsonRpcApiProvider } from "ethers";

import type { Fate } from "../fate";
import { Broadcaster } from "./broadcaster";
import { type Flight, flightsOf } from "./flight";
import type { Journal } from "./journal";
import { PatientNode } from "./node";
import type { PipelineOptions } from "./options";
import { Signer } from "./signer";

/** `lostAfter` where nothing else is said, in milliseconds, and how often a transaction is sent in this time. */
const LOST_AFTER_MS = 10_000;
const SENDINGS = 5;

/** What the parts of a pipeline have in common while it runs. */
export class Run {
  readonly node: PatientNode;
  readonly signer: Signer;
  readonly broadcaster: Broadcaster;
  /** The calls between signing and `onReceipts`, by their keys and in the order of their nonces. */
  readonly flights: Map<number, Flight>;
  /** The calls settled last, as they came into blocks, should the node forget these again. */
  readonly settled: Flight[] = [];
  /** How many transactions of the account were in blocks when the node last said. */
  mined = 0;
  /** When something moved last. */
  progressAt = performance.now();
  /** Whether calls that cannot go on as they were signed are given up; else they are signed anew. */
  readonly signsOnce: boolean;
  /** How long a transaction is believed to be where it was sent, and how long it may be missing, in milliseconds. */
  readonly resendAfter: number;
  readonly lostAfter: number;

  constructor(
    wallet: BaseWallet,
    provider: JsonRpcApiProvider,
    journal: Journal,
    readonly options: PipelineOptions,
  ) {
    const entries = journal.entries();
    this.flights = flightsOf(entries, wallet.address);
    this.signsOnce = options.onGivenUp !== undefined;
    this.lostAfter = options.lostAfter ?? LOST_AFTER_MS;
    this.resendAfter = this.lostAfter / SENDINGS;
    this.node = new PatientNode(provider, wallet.address);
    const floor = entries.reduce((least, { nonce }) => Math.max(least, nonce + 1), 0);
    this.signer = new Signer(wallet, this.node, journal, floor);
    this.broadcaster = new Broadcaster(this.node, this.flights, this.signsOnce);
  }

  /** Whether no more is signed. */
  get isStopping(): boolean {
    return this.options.signal?.aborted ?? false;
  }

  /** The calls whose nonces are not used yet, as far as the node says; settled ones, whose blocks it has forgotten, first. */
  get waiting(): Flight[] {
    return [...this.settled, ...this.flights.values()].filter(({ nonce }) => nonce >= this.mined);
  }

  /** Ends a call that cannot go on as it was signed. */
  async giveUp(flight: Flight, fate: Fate): Promise<void> {
    await this.options.onGivenUp?.(flight.newest, fate, flight.refusal);
    this.flights.delete(flight.call.key);
    this.progressAt = performance.now();
  }
}
