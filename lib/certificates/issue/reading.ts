import type { JsonRpcApiProvider, TransactionReceipt } from "ethers";

import type { BuiltTrie } from "../../proofs/build-trie";
import { type ReadBlock, readBlock, receiptsOf } from "../../proofs/read-block";
import { receiptKey } from "../../proofs/receipt";
import type { TrieProof } from "../../proofs/trie";

/** Blocks that are kept, the newest asked for: one with 700 registrations takes a megabyte. */
const MOST_BLOCKS = 64;

/** What is read of a block, and of its transactions by their hashes and numbers. */
interface BlockReading {
  readonly block: Promise<ReadBlock>;
  receipts?: Promise<BuiltTrie>;
  readonly transactions: Map<string, Promise<TransactionReceipt | null>>;
  readonly proofs: Map<number, Promise<TrieProof>>;
}

/** Blocks and their receipts, each read from a node once for all certificates that share it. */
export class Reading {
  readonly #blocks = new Map<number, BlockReading>();

  constructor(private readonly provider: JsonRpcApiProvider) {}

  async block(number: number): Promise<ReadBlock> {
    return this.#at(number).block;
  }

  /** A transaction's receipt, as the node tells it. @param block the number of its block */
  async receipt(block: number, hash: string): Promise<TransactionReceipt | null> {
    const { transactions } = this.#at(block);
    const known = transactions.get(hash) ?? this.provider.getTransactionReceipt(hash);
    transactions.set(hash, known);
    return known;
  }

  /** What proves the receipt of a block's transaction: the same list whenever it is asked for, which nobody can change. */
  async proofOf(block: number, transaction: number): Promise<TrieProof> {
    const at = this.#at(block);
    const known = at.proofs.get(transaction) ?? this.#prove(at, transaction);
    at.proofs.set(transaction, known);
    return known;
  }

  async #prove(at: BlockReading, transaction: number): Promise<TrieProof> {
    at.receipts ??= at.block.then((block) => receiptsOf(this.provider, block));
    return Object.freeze(await (await at.receipts).proofOf(receiptKey(transaction)));
  }

  #at(number: number): BlockReading {
    const known = this.#blocks.get(number) ?? {
      block: readBlock(this.provider, number),
      transactions: new Map(),
      proofs: new Map(),
    };
    this.#blocks.delete(number);
    this.#blocks.set(number, known);
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size > MOST_BLOCKS && oldest !== undefined) this.#blocks.delete(oldest);
    return known;
  }
}
