import { type BaseWallet, type JsonRpcApiProvider, keccak256, toBeHex } from "ethers";

import { DEV_CHAIN_ID } from "../../../../../lib/chain/development/dev-accounts";
import { devWallet } from "../../../../../lib/chain/development/dev-wallet";
import type { Receipt } from "../../../../../lib/chain/rpc/receipt";
import { connect } from "../../../../../lib/chain/rpc/rpc";
import {
  type Journal,
  type JournalEntry,
  type Landed,
  type PipelineCall,
  type PipelineOptions,
  runPipeline,
} from "../../../../../lib/chain/sending/pipeline";
import { type Anvil, type AnvilOptions, freePort, rpc, startAnvil } from "../../../../../scripts/chain/anvil";
import { crashChain } from "../../../shared/crash-chain";
import { type FaultyNode, startFaultyNode } from "../../../shared/faulty-node";
import { temporaryFolder } from "../../../shared/temporary-folder";

/** An address without a contract, to which the calls of a test go. */
export const TARGET = "0x00000000000000000000000000000000c0105404";
/** So short that a test need not wait long for answers that never come, in milliseconds. */
export const IMPATIENT = 500;
/** Where every answer comes, how long one may take on a busy machine. */
const CLIENT_TIMEOUT = 20_000;
const QUICK = {
  inFlight: 64,
  lostAfter: 1_000,
  patience: 100_000,
};

/** A journal in memory, which tells what was in it when. */
export class MemoryJournal implements Journal {
  readonly added: JournalEntry[] = [];
  readonly settled = new Set<number>();

  entries(): readonly JournalEntry[] {
    return this.added.filter(({ key }) => !this.settled.has(key));
  }

  add(entries: readonly JournalEntry[]): void {
    this.added.push(...entries);
  }

  /** The calls that were signed and their nonces, in their order. */
  get signed(): readonly (readonly [key: number, nonce: number])[] {
    return this.added.map(({ key, nonce }) => [key, nonce]);
  }

  /** How many calls were signed anew with another nonce. */
  get signedAnew(): number {
    return this.signed.length - new Set(this.added.map(({ key }) => key)).size;
  }

  /** What `onReceipts` is to do. */
  readonly settle = (landed: readonly Landed[]): void => {
    for (const { key } of landed.map(({ call }) => call)) {
      if (this.settled.has(key)) throw new Error(`the call ${key} was settled before`);
      this.settled.add(key);
    }
  };
}

/** A chain of its own, a node in front of it that fails on command, and a client. */
export interface PipelineStage {
  readonly node: FaultyNode;
  readonly provider: JsonRpcApiProvider;
  readonly wallet: BaseWallet;
  readonly journal: MemoryJournal;
  readonly receipts: Receipt[];
  /**
   * Runs a pipeline with this journal and the calls that are not settled; it is quick unless told otherwise.
   * @returns how many calls were settled meanwhile
   */
  run(calls: Iterable<PipelineCall>, options?: Partial<PipelineOptions>): Promise<number>;
  /** Asks the chain itself. */
  readonly chain: (method: string, ...params: readonly unknown[]) => Promise<unknown>;
  /** The data of all calls on chain, in the order in which they were made. */
  landed(): Promise<readonly number[]>;
  /** Ends the chain as a power failure does and starts it again from what it has on disk. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

interface StageOptions extends Pick<AnvilOptions, "blockTime"> {
  readonly isKept?: boolean;
  /** How long the client waits for an answer, in milliseconds. */
  readonly clientTimeout?: number;
}

export async function setPipelineStage({
  isKept = false,
  clientTimeout = CLIENT_TIMEOUT,
  ...blocks
}: StageOptions = {}): Promise<PipelineStage> {
  const folder = await temporaryFolder();
  const port = await freePort();
  const start = (): Promise<Anvil> =>
    startAnvil({
      port,
      folder: folder.at("anvil"),
      ...(isKept ? { stateFile: folder.at("state.json") } : {}),
      ...blocks,
    });
  let anvil = await start();
  const node = await startFaultyNode(() => anvil.url);
  const provider = await connect(node.url, DEV_CHAIN_ID, clientTimeout);
  const wallet = devWallet("aurora");
  const journal = new MemoryJournal();
  const receipts: Receipt[] = [];
  const onReceipts = (landed: readonly Landed[]): void => {
    journal.settle(landed);
    receipts.push(...landed.map(({ receipt }) => receipt));
  };
  const chain = (method: string, ...params: readonly unknown[]): Promise<unknown> => rpc(anvil.url, method, params);
  return {
    ...{ node, provider, wallet, journal, receipts, chain },
    run: async (calls, options = {}) => {
      const before = new Set(journal.settled);
      await runPipeline(wallet, provider, journal, without(calls, before), { ...QUICK, onReceipts, ...options });
      return journal.settled.size - before.size;
    },
    landed: () => landed(chain),
    crash: async () => {
      await crashChain(anvil, folder.at("state.json"));
      anvil = await start();
    },
    stop: async () => {
      provider.destroy();
      await node.stop();
      await anvil.stop();
      await folder.remove();
    },
  };
}

/** Calls with these keys, whose data are their keys. */
export function* callsOf(first: number, last: number, gasLimit = 60_000n): Generator<PipelineCall> {
  for (let key = first; key <= last; key += 1) yield { key, to: TARGET, data: toBeHex(key, 32), gasLimit };
}

/** The calls that were not settled in an earlier run. */
function* without(calls: Iterable<PipelineCall>, settled: ReadonlySet<number>): Generator<PipelineCall> {
  for (const call of calls) if (!settled.has(call.key)) yield call;
}

/** The numbers from the first to the last. */
export function numbers(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

export const ascending = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);

/** The hashes of the transactions that a node was given, in their order. */
export function sentHashes({ questions }: FaultyNode): readonly string[] {
  return questions
    .filter(({ method }) => method === "eth_sendRawTransaction")
    .map(({ params }) => keccak256(String(params[0])));
}

async function landed(chain: PipelineStage["chain"]): Promise<readonly number[]> {
  const height = Number(await chain("eth_blockNumber"));
  const keys: number[] = [];
  for (let number = 0; number <= height; number += 1) {
    // What a node says of a block.
    const block = (await chain("eth_getBlockByNumber", toBeHex(number).replace(/^0x0+(?=.)/, "0x"), true)) as {
      transactions: readonly { to: string | null; input: string }[];
    };
    keys.push(...block.transactions.filter(({ to }) => to === TARGET).map(({ input }) => Number(input)));
  }
  return keys;
}
