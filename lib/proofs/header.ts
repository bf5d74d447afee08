import { keccak256 } from "../hashing/keccak";
import { bytesIn, shortestHex } from "../hex";
import { kaiaExtra, qbftExtra } from "./extra-data";
import { ProofError } from "./proof-error";
import { encode, readFlatList, readNumber } from "./rlp";

/** The forms in which engines hash their headers: Ethereum's, that of Besu with QBFT, and Kaia's. */
export const HEADER_KINDS = ["ethereum", "qbft", "kaia"] as const;
export type HeaderKind = (typeof HEADER_KINDS)[number];

/** A field as it is hashed: `data` byte for byte, `quantity` as a number in as few bytes as it takes. */
type Field = readonly [name: string, form: "data" | "quantity"];

/** Ethereum's fields in their order, those of later forks at the end. A chain of an earlier fork lacks the last ones. */
const ETHEREUM: readonly Field[] = [
  ["parentHash", "data"],
  ["sha3Uncles", "data"],
  ["miner", "data"],
  ["stateRoot", "data"],
  ["transactionsRoot", "data"],
  ["receiptsRoot", "data"],
  ["logsBloom", "data"],
  ["difficulty", "quantity"],
  ["number", "quantity"],
  ["gasLimit", "quantity"],
  ["gasUsed", "quantity"],
  ["timestamp", "quantity"],
  ["extraData", "data"],
  ["mixHash", "data"],
  ["nonce", "data"],
  ["baseFeePerGas", "quantity"],
  ["withdrawalsRoot", "data"],
  ["blobGasUsed", "quantity"],
  ["excessBlobGas", "quantity"],
  ["parentBeaconBlockRoot", "data"],
  ["requestsHash", "data"],
];

/** Kaia's, as `klay_getHeaderByNumber` names them. */
const KAIA: readonly Field[] = [
  ["parentHash", "data"],
  ["reward", "data"],
  ["stateRoot", "data"],
  ["transactionsRoot", "data"],
  ["receiptsRoot", "data"],
  ["logsBloom", "data"],
  ["blockScore", "quantity"],
  ["number", "quantity"],
  ["gasUsed", "quantity"],
  ["timestamp", "quantity"],
  ["timestampFoS", "quantity"],
  ["extraData", "data"],
  ["governanceData", "data"],
  ["voteData", "data"],
  ["baseFeePerGas", "quantity"],
];

const FORMS: Readonly<Record<HeaderKind, { readonly fields: readonly Field[]; readonly least: number }>> = {
  // Without the fields of any fork since London.
  ethereum: { fields: ETHEREUM, least: 15 },
  qbft: { fields: ETHEREUM, least: 15 },
  kaia: { fields: KAIA, least: KAIA.length },
};

/** Of a hash, and the most that Ethereum allows in extraData. */
const HASH_BYTES = 32;

/** What a header says; the time in the chain's own unit. */
export interface Header {
  readonly hash: string;
  readonly number: number;
  readonly parentHash: string;
  readonly stateRoot: string;
  readonly receiptsRoot: string;
  readonly timestamp: number;
}

/**
 * A header as it is hashed.
 * @param header what the node answers, by the names of its kind
 * @returns RLP as 0x-hex
 */
export function encodeHeader(kind: HeaderKind, header: Readonly<Record<string, unknown>>): string {
  const present = FORMS[kind].fields.filter(([name]) => typeof header[name] === "string");
  return encode(
    present.map(([name, form]) => {
      const value = String(header[name]);
      return form === "data" ? value : shortestHex(value);
    }),
  );
}

/** The same header with other `extraData`, as it is hashed. */
export function withExtraData(kind: HeaderKind, bytes: string, change: (extraData: string) => string): string {
  const items = [...readFlatList(bytes, "the header")];
  const index = FORMS[kind].fields.findIndex(([name]) => name === "extraData");
  items[index] = change(items[index] ?? "0x");
  return encode(items);
}

/**
 * Reads a header out of the bytes that are hashed.
 * @throws ProofError, `malformed`
 */
export function readHeader(kind: HeaderKind, bytes: string, what: string): Header {
  const { fields, least } = FORMS[kind];
  const items = readFlatList(bytes, what);
  if (items.length < least || items.length > fields.length) {
    throw new ProofError("malformed", `${what} has ${items.length} fields, which no header of the kind ${kind} has`);
  }
  const valueOf = (name: string): string => items[fields.findIndex((field) => field[0] === name)] ?? "0x";
  if (!isOwnForm(kind, valueOf("extraData"))) {
    throw new ProofError("malformed", `${what} has extraData that no header of the kind ${kind} has`);
  }
  const hashOf = (name: string): string => {
    const value = valueOf(name);
    if (bytesIn(value) !== HASH_BYTES) throw new ProofError("malformed", `${what} has no ${name} of 32 bytes`);
    return value;
  };
  return {
    hash: keccak256(bytes),
    number: readNumber(valueOf("number"), what),
    parentHash: hashOf("parentHash"),
    stateRoot: hashOf("stateRoot"),
    receiptsRoot: hashOf("receiptsRoot"),
    timestamp: readNumber(valueOf("timestamp"), what),
  };
}

/** Whether extraData are as an engine hashes them: so a header is of one kind alone. */
function isOwnForm(kind: HeaderKind, extraData: string): boolean {
  switch (kind) {
    case "ethereum":
      return bytesIn(extraData) <= HASH_BYTES;
    case "qbft":
      return qbftExtra(extraData).hashed === extraData;
    case "kaia":
      return kaiaExtra(extraData).hashed === extraData;
  }
}
