import { dataLength, isHexString, keccak256, toQuantity, Transaction } from "ethers";

import { blockInSeconds, type Clock } from "./clock";
import { coldGas } from "./cold-gas";
import { Filters } from "./filters";
import { logsOf, readFilter, withoutTime } from "./logs";
import { METHODS } from "./methods";
import {
  type Ask,
  INTERNAL_ERROR,
  INVALID_PARAMS,
  METHOD_NOT_FOUND,
  Refusal,
  revertDataOf,
  REVERTED,
  wordsOf,
} from "./refusal";

/** The most bytes of input, in transactions and in calls. */
export const MOST_INPUT = 49_152;
const PEERS = 3;
const CLIENT = "FISCO-BCOS-Web3RPC/3.17.0-Release/Linux g++/00000000";

/** What the pool of transactions says where the chain behind has other words. */
const POOL_WORDS: readonly (readonly [RegExp, string])[] = [
  [/already (known|imported)|known transaction/i, "AlreadyInTxPool"],
  [/nonce.*too (low|high)|expected nonce|replacement|underpriced/i, "NonceCheckFail"],
  [/insufficient|doesn't have enough funds|not have enough/i, "NoEnoughBalance"],
];

/** Where a chain differs from its profile as a test wants it. */
export interface Options {
  /** Makes the address that a receipt names, of the one at which the chain behind has put the contract. */
  readonly contractAddress?: (address: string) => string;
  /** How a question of a call is put to the chain behind, so that the call sees this time. */
  readonly callAt?: (call: unknown, time: number) => readonly unknown[];
  /** Whether a transaction that waits for a block is shown: Hardhat's signers do not go on before they see theirs. */
  readonly showsWaiting?: boolean;
}

type Params = readonly unknown[];

/** What the Web3 RPC of FISCO BCOS 3.9 and later answers, over a chain of another kind. */
export class Profile {
  readonly #surcharges = new Map<string, bigint>();
  readonly #rules: Readonly<Record<string, (params: Params) => unknown>>;

  constructor(
    private readonly chain: Ask,
    private readonly clock: Clock,
    private readonly options: Options = {},
  ) {
    const filters = new Filters(chain);
    const pass = (method: string) => (params: Params) => chain(method, params);
    this.#rules = {
      web3_clientVersion: () => CLIENT,
      net_version: () => chain("eth_chainId"),
      net_peerCount: () => PEERS,
      eth_gasPrice: () => this.#gasPrice(),
      // The block that is asked for is ignored.
      eth_getBalance: ([address]) => chain("eth_getBalance", [address, "latest"]),
      eth_getCode: ([address]) => chain("eth_getCode", [address, "latest"]),
      eth_getStorageAt: ([address, slot]) => chain("eth_getStorageAt", [address, slot, "latest"]),
      eth_getTransactionCount: ([address, tag]) =>
        chain("eth_getTransactionCount", [address, tag === "pending" ? "pending" : "latest"]),
      eth_call: ([call]) => this.#call(call),
      eth_estimateGas: ([call]) => this.#estimate(call),
      eth_sendRawTransaction: ([raw]) => this.#send(String(raw)),
      eth_getBlockByNumber: async ([tag, isFull]) =>
        blockInSeconds(await chain("eth_getBlockByNumber", [tag === "pending" ? "latest" : tag, isFull ?? false])),
      eth_getBlockByHash: async ([hash, isFull]) =>
        blockInSeconds(await chain("eth_getBlockByHash", [hash, isFull ?? false])),
      eth_getTransactionByHash: async (params) => {
        const found = await chain("eth_getTransactionByHash", params);
        return this.options.showsWaiting === true ? found : mined(found);
      },
      eth_getTransactionReceipt: ([hash]) => this.#receipt(hash),
      eth_getLogs: ([filter]) => logsOf(chain, readFilter(filter)),
      eth_newFilter: ([logs]) => filters.install({ logs }),
      eth_newBlockFilter: () => filters.install("blocks"),
      eth_newPendingTransactionFilter: () => filters.install("transactions"),
      eth_uninstallFilter: ([id]) => filters.uninstall(id),
      eth_getFilterChanges: ([id]) => filters.changes(id),
      eth_getFilterLogs: ([id]) => filters.logs(id),
      ...Object.fromEntries(PASSED_ON.map((method) => [method, pass(method)])),
    };
  }

  /** Answers a question. @throws Refusal, or an error of the chain behind */
  async ask(method: string, params: Params = []): Promise<unknown> {
    const behaviour = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
    if (behaviour === undefined) throw new Refusal(METHOD_NOT_FOUND, "Method not found");
    if (behaviour === "absent") throw new Refusal(METHOD_NOT_FOUND, "This API has not been implemented yet!");
    if (behaviour !== "real") return behaviour.answer;
    const rule = this.#rules[method];
    if (rule === undefined) throw new Error(`the profile has no rule for ${method}`);
    return rule(params);
  }

  /** The price that is set on the chain: there is no market, and so no tip. */
  async #gasPrice(): Promise<unknown> {
    // What a node says of a block.
    const block = (await this.chain("eth_getBlockByNumber", ["latest", false])) as { baseFeePerGas?: string };
    return toQuantity(block.baseFeePerGas ?? 0);
  }

  async #call(call: unknown): Promise<unknown> {
    requireShort(call);
    const { callAt = (given) => [given, "latest"] } = this.options;
    return orReverted(this.chain("eth_call", callAt(call, this.clock.now)));
  }

  /** What the call uses where nothing is ever warm. */
  async #estimate(call: unknown): Promise<unknown> {
    requireShort(call);
    const { callAt } = this.options;
    // A chain that cannot be told the time of a call runs it in the block that comes next.
    if (callAt === undefined) await this.clock.prepareBlock();
    const question = callAt?.(call, this.clock.now) ?? [call];
    const estimate = BigInt(String(await orReverted(this.chain("eth_estimateGas", question))));
    const gas = await coldGas(this.chain, call);
    return toQuantity(estimate + (gas?.surcharge ?? 0n));
  }

  async #send(raw: string): Promise<unknown> {
    const { from, to, data, gasLimit, value } = Transaction.from(raw);
    if (dataLength(data) > MOST_INPUT) throw new Refusal(INVALID_PARAMS, "Transaction data too large");
    if (BigInt(String(await this.chain("eth_getBalance", [from, "latest"]))) === 0n) {
      throw new Refusal(INVALID_PARAMS, "InsufficientFunds");
    }
    const call = { from, ...(to === null ? {} : { to }), data, gas: toQuantity(gasLimit), value: toQuantity(value) };
    const gas = await coldGas(this.chain, call);
    if (gas !== undefined && gas.used + gas.surcharge > gasLimit) {
      throw new Refusal(INTERNAL_ERROR, "VM Exception while processing transaction, reason: OutOfGas, msg: 0x");
    }
    if (gas !== undefined) this.#surcharges.set(keccak256(raw), gas.surcharge);
    await this.clock.prepareBlock();
    try {
      return await this.chain("eth_sendRawTransaction", [raw]);
    } catch (error) {
      const words = POOL_WORDS.find(([pattern]) => pattern.test(wordsOf(error)))?.[1];
      throw words === undefined ? error : new Refusal(INTERNAL_ERROR, words);
    }
  }

  async #receipt(hash: unknown): Promise<unknown> {
    const receipt = await this.chain("eth_getTransactionReceipt", [hash]);
    if (typeof receipt !== "object" || receipt === null) return receipt;
    // What a node says of a transaction.
    const { contractAddress, gasUsed, logs, ...others } = receipt as {
      contractAddress: string | null;
      gasUsed: string;
      logs: readonly unknown[];
    };
    const moved = this.options.contractAddress;
    return {
      ...others,
      contractAddress: contractAddress === null || moved === undefined ? contractAddress : moved(contractAddress),
      gasUsed: toQuantity(BigInt(gasUsed) + (this.#surcharges.get(String(hash)) ?? 0n)),
      logs: logs.map(withoutTime),
    };
  }
}

/** The methods in which nothing differs. */
const PASSED_ON = [
  "web3_sha3",
  "eth_syncing",
  "eth_coinbase",
  "eth_chainId",
  "eth_blockNumber",
  "eth_getBlockTransactionCountByHash",
  "eth_getBlockTransactionCountByNumber",
  "eth_getTransactionByBlockHashAndIndex",
  "eth_getTransactionByBlockNumberAndIndex",
];

function requireShort(call: unknown): void {
  if (typeof call !== "object" || call === null) return;
  const { data, input = data }: { data?: unknown; input?: unknown } = call;
  if (isHexString(input) && dataLength(input) > MOST_INPUT) {
    throw new Refusal(INVALID_PARAMS, "Transaction data too large");
  }
}

/** A revert has the status for its code, the data, and no words. */
async function orReverted(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    const data = revertDataOf(error);
    throw data === undefined ? error : new Refusal(REVERTED, "", data);
  }
}

/** A transaction that waits is not shown. */
function mined(transaction: unknown): unknown {
  if (typeof transaction !== "object" || transaction === null || !("blockNumber" in transaction)) return null;
  return transaction.blockNumber === null ? null : transaction;
}
