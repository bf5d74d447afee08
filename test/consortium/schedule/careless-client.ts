import { setTimeout as delay } from "node:timers/promises";

import type { BaseWallet } from "ethers";

import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { chainTime } from "../../../lib/chain/rpc/time";
import { broadcast, sign } from "../../lib/shared/by-hand";
import { DAY } from "../../shared/fixture";
import { hashOf } from "../stage";
import { keyOf } from "./client";
import type { Operation } from "./ledger";

/** How long it waits for a receipt before it tries again, in milliseconds. */
const PATIENCE_MS = 2_000;
const POLL_MS = 100;

/**
 * What most programs do: it signs, sends, waits for a while, and where no receipt comes it signs anew and sends that. It keeps
 * no transaction. The work is offered again and again, each time with another deed.
 */
export class CarelessClient {
  readonly operations: Operation[] = [];
  #count = 0;

  constructor(
    readonly wallet: BaseWallet,
    private readonly colophon: Colophon,
    private readonly workId: string,
    private readonly to: string,
  ) {}

  async work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#count += 1;
      const deed = hashOf("careless", this.#count);
      const operation: Operation = {
        kind: "offer",
        key: () => Promise.resolve(keyOf("offer", this.workId, deed)),
        run: () => this.#offer(deed),
        acknowledged: undefined,
      };
      this.operations.push(operation);
      while (!signal.aborted && operation.acknowledged === undefined) {
        operation.acknowledged = await operation.run().catch(() => undefined);
      }
    }
  }

  async #offer(deed: string): Promise<string> {
    const { registry, provider } = this.colophon;
    const expiresAt = (await chainTime(provider)) + DAY;
    const call = await registry.offerTitle.populateTransaction(this.workId, this.to, deed, expiresAt);
    const transaction = await sign(this.wallet, provider, call);
    await broadcast(provider, transaction);
    const end = performance.now() + PATIENCE_MS;
    while (performance.now() < end) {
      const receipt = await provider.getTransactionReceipt(transaction.hash);
      if (receipt?.status === 1) return receipt.hash;
      await delay(POLL_MS);
    }
    throw new Error("no receipt in time");
  }
}
