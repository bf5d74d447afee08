import { shortestHex } from "../hex";
import type { HeaderKind } from "./header";
import { ProofError } from "./proof-error";
import { encode, readBytes, readList } from "./rlp";

/** A log as it is hashed. */
export interface ProvenLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
}

/** A receipt as `eth_getTransactionReceipt` and `klay_getBlockReceipts` give it: quantities in hex. */
export interface RawReceipt {
  readonly type?: string;
  readonly status: string;
  readonly cumulativeGasUsed?: string;
  readonly gasUsed: string;
  readonly logsBloom: string;
  readonly logs: readonly ProvenLog[];
  /** Kaia's own code of what went wrong. */
  readonly txError?: string;
}

/** Receipts of these types have a byte for it (EIP-2718); a byte above is the beginning of a list, so of the first type. */
const FIRST_LIST = 0xc0;
const RECEIPT_FIELDS = 4;
const LOG_FIELDS = 3;
const BYTE_END = 4;

/** The key of a receipt in its block's trie: its number there. */
export function receiptKey(index: number): string {
  return encode(shortestHex(index));
}

/** A receipt as it is hashed, 0x-hex. */
export function encodeReceipt(kind: HeaderKind, receipt: RawReceipt): string {
  const { status, txError, gasUsed, cumulativeGasUsed, logsBloom, logs, type } = receipt;
  const shown = logs.map(({ address, topics, data }) => [address, [...topics], data]);
  const isKaia = kind === "kaia";
  const code = isKaia && txError !== undefined ? txError : status;
  const gas = isKaia ? gasUsed : (cumulativeGasUsed ?? gasUsed);
  const list = encode([shortestHex(code), shortestHex(gas), logsBloom, shown]);
  const typeByte = isKaia || type === undefined ? "0x" : shortestHex(type);
  return typeByte + list.slice(2);
}

/** Receipts that were read last, with their logs: many works are registered by one transaction. */
const lastRead = new Map<string, readonly ProvenLog[]>();
const MOST_READ = 16;

/**
 * The logs of a receipt, out of the bytes that are hashed.
 * @throws ProofError, `malformed`
 */
export function logsOf(receipt: string, what: string): readonly ProvenLog[] {
  const logs = lastRead.get(receipt) ?? readLogs(receipt, what);
  lastRead.delete(receipt);
  lastRead.set(receipt, logs);
  const [oldest] = lastRead.keys();
  if (lastRead.size > MOST_READ && oldest !== undefined) lastRead.delete(oldest);
  return logs;
}

function readLogs(receipt: string, what: string): readonly ProvenLog[] {
  const hasType = Number(receipt.slice(0, BYTE_END)) < FIRST_LIST;
  const fields = readList(hasType ? `0x${receipt.slice(BYTE_END)}` : receipt, what);
  const logs = fields[RECEIPT_FIELDS - 1];
  if (fields.length !== RECEIPT_FIELDS || !Array.isArray(logs)) {
    throw new ProofError("malformed", `${what} is no receipt`);
  }
  return logs.map((log) => {
    if (!Array.isArray(log) || log.length !== LOG_FIELDS || !Array.isArray(log[1])) {
      throw new ProofError("malformed", `${what} has a log that is none`);
    }
    return {
      address: readBytes(log[0], what),
      topics: log[1].map((topic) => readBytes(topic, what)),
      data: readBytes(log[2], what),
    };
  });
}
