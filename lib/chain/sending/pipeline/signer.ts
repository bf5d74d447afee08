import type { BaseWallet } from "ethers";

import { isPast } from "../../../elapsed";
import { ColophonError } from "../../../errors";
import { type GasMarket, gasMarketOf, requireBalance, requireFee } from "../../rpc/gas-market";
import { type SignedTransaction, signLegacy } from "../legacy-transaction";
import type { Flight } from "./flight";
import type { Journal, JournalEntry, PipelineCall } from "./journal";
import type { PatientNode } from "./node";

/** More transactions of one account than ever wait for a block at a time. */
export const MOST_WAITING = 10_000;
const MARKET_AGE_MS = 1_000;
/** What nodes ask for to put one transaction in another's place is 10 %, some 12.5 %: nine eighths. */
const RAISE = 9n;
const RAISED = 8n;

/** What a transaction that does nothing uses. */
export const NOTHING_GAS = 21_000n;

/** What every transaction needs: what gas cost at a time, and the chain. */
interface Footing extends GasMarket {
  readonly chainId: bigint;
  readonly at: number;
}

/** Signs with nonces of its own count, and returns nothing that is not in the journal. Without the node's answer it signs nothing. */
export class Signer {
  #footing: Footing | undefined;
  #nextNonce: number | undefined;

  /** @param floor the lowest nonce for a new call: above all nonces of the journal */
  constructor(
    private readonly wallet: BaseWallet,
    private readonly node: PatientNode,
    private readonly journal: Journal,
    private readonly floor: number,
  ) {}

  /** What gas costs, asked for once a second. */
  async market(): Promise<Footing> {
    const { provider } = this.node;
    if (this.#footing !== undefined && !isPast(this.#footing.at, MARKET_AGE_MS)) return this.#footing;
    this.#footing = await this.node.need(async () => {
      const { chainId } = this.#footing ?? (await provider.getNetwork());
      return { ...(await gasMarketOf(provider)), chainId, at: performance.now() };
    });
    return this.#footing;
  }

  /**
   * Signs calls with the next nonces.
   * @throws ColophonError where the balance does not cover the first call of the run, or the fee is too large
   */
  async sign(calls: readonly PipelineCall[]): Promise<readonly JournalEntry[]> {
    const footing = await this.market();
    if (this.#nextNonce === undefined) await this.requireBalance(calls[0]?.gasLimit ?? 0n);
    const start = (this.#nextNonce ??= await this.#firstNonce());
    const entries = calls.map((call, index) => this.#entry(call, start + index, footing));
    await this.journal.add(entries);
    // Only now: a nonce that nobody uses holds up all that come after it.
    this.#nextNonce = start + entries.length;
    return entries;
  }

  /** Signs newer versions of calls with their nonces and higher prices. */
  async raise(flights: readonly Flight[]): Promise<readonly JournalEntry[]> {
    const footing = await this.market();
    const entries = flights.map(({ call, newest, nonce }) => {
      const least = (newest.gasPrice * RAISE) / RAISED + 1n;
      return this.#entry(call, nonce, footing.gasPrice > least ? footing : { ...footing, gasPrice: least });
    });
    await this.journal.add(entries);
    return entries;
  }

  /** A transaction that only uses up a nonce. It is no call, and nothing is lost with it, so no journal has it. */
  async nothing(nonce: number): Promise<SignedTransaction> {
    const call = { key: 0, to: this.node.address, data: "0x", gasLimit: NOTHING_GAS };
    return this.#entry(call, nonce, await this.market());
  }

  /** Makes sure that so much gas can be paid for. @throws as `sign` */
  async requireBalance(gas: bigint): Promise<void> {
    const market = await this.market();
    requireFee(market.gasPrice * gas);
    const { address, provider } = this.node;
    await this.node.need(() => requireBalance(address, provider, market, gas).then(() => true));
  }

  /** What is signed is kept for good, so a node that is wrong once would leave transactions whose turn never comes. */
  async #firstNonce(): Promise<number> {
    const [latest, pending] = await Promise.all([this.node.count("latest"), this.node.count("pending")]);
    if (pending - latest > MOST_WAITING) {
      throw new ColophonError(
        `The node says that ${pending - latest} transactions of ${this.node.address} wait for a block, which cannot be`,
        { code: "ImpossibleNonces", advice: "Ask another node of the network: run the command again with its URL." },
      );
    }
    return Math.max(latest, pending, this.floor);
  }

  #entry({ key, to, data, gasLimit }: PipelineCall, nonce: number, { gasPrice, chainId }: Footing): JournalEntry {
    requireFee(gasPrice * gasLimit);
    const signed = signLegacy(this.wallet, { to, data, chainId, nonce, gasPrice, gasLimit });
    return { ...signed, key, gasPrice };
  }
}
