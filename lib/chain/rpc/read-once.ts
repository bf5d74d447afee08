import { JsonRpcApiProvider, type JsonRpcResult, type Network, toQuantity } from "ethers";

import { PROVIDER_OPTIONS } from "./rpc";

/** What a block has, or what was so at a block, never changes. */
const LASTING = [
  "eth_getBlockByNumber",
  "eth_getTransactionReceipt",
  "eth_getLogs",
  "eth_getProof",
  "klay_getHeaderByNumber",
  "klay_getBlockReceipts",
];
/** Answers that are remembered; one about a transaction with 700 registrations takes half a megabyte. */
const MOST_ANSWERS = 200;
/** Slots that are proven by one answer; of a large contract each takes some 5 kB. */
const SLOTS_AT_ONCE = 100;

interface LogFilter {
  readonly topics: readonly [events: readonly string[], subject?: string];
}
interface RawProof {
  readonly accountProof: readonly string[];
  readonly storageProof: readonly unknown[];
}

/**
 * A chain as it was at one block, for whoever asks much about the same blocks: a node is asked each question once, for the logs
 * of all subjects in a block at a time, and for the proofs of many slots.
 */
export class ReadOnce extends JsonRpcApiProvider {
  readonly #answers = new Map<string, Promise<unknown>>();
  /** How the proof of a slot that is expected is got, together with others. */
  readonly #expected = new Map<string, () => Promise<unknown>>();

  private constructor(
    readonly node: JsonRpcApiProvider,
    network: Network,
    readonly block: number,
  ) {
    super(network, { ...PROVIDER_OPTIONS, staticNetwork: network });
  }

  /** The chain as it is now. */
  static async now(node: JsonRpcApiProvider): Promise<ReadOnce> {
    return new ReadOnce(node, await node.getNetwork(), await node.getBlockNumber());
  }

  /**
   * Names slots whose proofs will be asked for.
   * @param contract its address as the questions will have it
   * @param block that they will be asked about, as a quantity
   */
  expectSlots(contract: string, slots: readonly string[], block: string): void {
    this.#expected.clear();
    for (let from = 0; from < slots.length; from += SLOTS_AT_ONCE) {
      const some = slots.slice(from, from + SLOTS_AT_ONCE);
      let asked: Promise<RawProof> | undefined;
      // When the first of them is asked for.
      const ask = () => (asked ??= this.node.send("eth_getProof", [contract, some, block]) as Promise<RawProof>);
      for (const [index, slot] of some.entries()) {
        this.#expected.set(keyOf("eth_getProof", [contract, [slot], block]), async () => {
          const { storageProof, ...account } = await ask();
          return { ...account, storageProof: storageProof.slice(index, index + 1) };
        });
      }
    }
  }

  override async send(method: string, params: unknown[]): Promise<unknown> {
    if (method === "eth_blockNumber") return toQuantity(this.block);
    const fixed = params.map((each) => (each === "latest" ? toQuantity(this.block) : each));
    if (!LASTING.includes(method)) return this.node.send(method, fixed);

    if (method === "eth_getProof") return this.#proofOf(...(fixed as Parameters<ReadOnce["expectSlots"]>)); // as EIP-1186 has them
    if (method === "eth_getLogs") return this.#logsOf(fixed[0] as LogFilter); // its one parameter
    return this.#once(method, fixed);
  }

  async #logsOf({ topics: [events, subject], ...place }: LogFilter): Promise<unknown> {
    const logs = (await this.#once("eth_getLogs", [{ ...place, topics: [events] }])) as { topics: readonly string[] }[];
    return subject === undefined ? logs : logs.filter(({ topics }) => topics[1] === subject);
  }

  async #proofOf(contract: string, slots: readonly string[], block: string): Promise<unknown> {
    const questions = slots.length === 0 ? [[]] : slots.map((slot) => [slot]);
    const parts = await Promise.all(
      questions.map((some) => this.#once("eth_getProof", [contract, some, block]) as Promise<RawProof>),
    );
    return { ...parts[0], storageProof: parts.flatMap(({ storageProof }) => storageProof) };
  }

  async #once(method: string, params: unknown[]): Promise<unknown> {
    const key = keyOf(method, params);
    const ask = this.#expected.get(key) ?? (() => this.node.send(method, params) as Promise<unknown>);
    const answer = this.#answers.get(key) ?? ask();
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
    try {
      return await answer;
    } catch (error) {
      // It may be asked again.
      this.#answers.delete(key);
      throw error;
    }
  }

  /** Every question goes through send. */
  override _send(): Promise<JsonRpcResult[]> {
    throw new Error("a question was asked past send");
  }
}

function keyOf(method: string, params: readonly unknown[]): string {
  return `${method} ${JSON.stringify(params)}`;
}
