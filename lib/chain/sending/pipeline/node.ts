import type { JsonRpcApiProvider } from "ethers";

import { quantityOf } from "../../nodes/quantity";
import { readReceipt, type Receipt } from "../../rpc/receipt";
import { askAlone } from "../../rpc/rpc";
import { judge } from "../answer";
import type { SignedTransaction } from "../legacy-transaction";

/** A transaction of more hex digits than this tells of many works, each of which has events in the receipt. */
const LARGE = 10_000;

/** Whether the receipt of a transaction is large. */
export function isLarge({ raw }: SignedTransaction): boolean {
  return raw.length > LARGE;
}

/** The node gives no answer now. The run goes on from its beginning, until patience runs out. */
export class NoAnswer extends Error {}

/** A node that may be away for a while: what it does not answer is asked again by whoever needs it. */
export class PatientNode {
  /** The last error, for whoever loses patience. */
  trouble: unknown;
  /** How many questions had no answer. */
  unanswered = 0;

  constructor(
    readonly provider: JsonRpcApiProvider,
    readonly address: string,
  ) {}

  /** Asks the node. @returns undefined where it gives no answer now @throws its error where no waiting mends it */
  async ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    try {
      return await question();
    } catch (error) {
      if (judge(error) === "never") throw error;
      this.trouble = error;
      this.unanswered += 1;
      return undefined;
    }
  }

  /** Asks for what nothing goes on without. @throws NoAnswer where the node gives none now; else as `ask` */
  async need<T>(question: () => Promise<T>): Promise<T> {
    const answer = await this.ask(question);
    if (answer === undefined) throw new NoAnswer();
    return answer;
  }

  /** How many transactions of the account are in blocks (latest), or in blocks or ready to be (pending). */
  count(tag: "latest" | "pending"): Promise<number> {
    return this.need(async () => {
      const answer: unknown = await this.provider.send("eth_getTransactionCount", [this.address, tag]);
      const count = Number(quantityOf(answer) ?? NaN);
      if (!Number.isSafeInteger(count)) throw new Error(`the node counts ${JSON.stringify(answer)} transactions`);
      return count;
    });
  }

  /** The receipt of the one of these transactions that is in a block, null where none is; undefined without an answer. */
  receiptOf(versions: readonly SignedTransaction[]): Promise<Receipt | null | undefined> {
    return this.ask(async () => {
      for (const version of versions.toReversed()) {
        const { hash } = version;
        const answer: unknown = await (isLarge(version)
          ? askAlone(this.provider, "eth_getTransactionReceipt", [hash])
          : this.provider.send("eth_getTransactionReceipt", [hash]));
        const receipt = readReceipt(answer);
        if (receipt?.hash === hash) return receipt;
      }
      return null;
    });
  }

  /** Whether the node has the transaction, in a block or waiting; undefined without an answer. */
  knows({ hash }: SignedTransaction): Promise<boolean | undefined> {
    return this.ask(async () => (await this.provider.send("eth_getTransactionByHash", [hash])) !== null);
  }

  /** Hands over a transaction. @returns what the node says where it does not take it */
  async hand({ raw }: SignedTransaction): Promise<unknown> {
    try {
      await this.provider.send("eth_sendRawTransaction", [raw]);
      return undefined;
    } catch (error) {
      this.trouble = error;
      return error;
    }
  }
}
