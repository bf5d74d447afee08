import { type JsonRpcApiProvider, keccak256, toQuantity } from "ethers";

import { ColophonError } from "../errors";
import { buildTrie, type BuiltTrie } from "./build-trie";
import { kaiaExtra, qbftExtra, type Sealed } from "./extra-data";
import { encodeHeader, type HeaderKind } from "./header";
import { encodeReceipt, type RawReceipt, receiptKey } from "./receipt";

/** A header as it is hashed, and the seals that stand beside it. */
interface ReadHeader {
  readonly kind: HeaderKind;
  readonly bytes: string;
  readonly seals?: { readonly round?: string; readonly signatures: readonly string[] };
}

/** A block of a node. */
export interface ReadBlock extends ReadHeader {
  readonly hash: string;
  /** The hashes of its transactions, in their order. */
  readonly transactions: readonly string[];
}

type RawHeader = Readonly<Record<string, unknown>>;

/**
 * A block of a node, its header in the form that hashes to the hash that the node names: which engine it is shows by that.
 * @throws ColophonError where the node does not know the block, or no known form fits
 */
export async function readBlock(provider: JsonRpcApiProvider, block: number): Promise<ReadBlock> {
  const number = toQuantity(block);
  const raw = (await provider.send("eth_getBlockByNumber", [number, false])) as RawHeader | null;
  if (raw === null) {
    throw new ColophonError(`The node does not know block ${block}`, {
      code: "BlockUnknown",
      advice: "Ask another node of the network.",
    });
  }
  const isRight = ({ bytes }: ReadHeader): boolean => keccak256(bytes) === raw["hash"];
  const found =
    [plain(raw), sealed("qbft", raw, qbftExtra)].find((each) => each !== undefined && isRight(each)) ??
    sealed("kaia", (await kaiaHeader(provider, number)) ?? raw, kaiaExtra);
  if (found !== undefined && isRight(found)) {
    // The node names them, as Ethereum's JSON-RPC has it.
    return { ...found, hash: raw["hash"] as string, transactions: raw["transactions"] as string[] };
  }

  throw new ColophonError(`Block ${block} is hashed in a form that this version does not know`, {
    code: "HeaderFormUnknown",
    advice: "Headers of Ethereum's form, of Besu with QBFT and of Kaia are known.",
  });
}

function plain(raw: RawHeader): ReadHeader {
  return { kind: "ethereum", bytes: encodeHeader("ethereum", raw) };
}

/** Undefined where the header's extraData is not of that engine. */
function sealed(kind: HeaderKind, raw: RawHeader, read: (extraData: string) => Sealed): ReadHeader | undefined {
  try {
    const { hashed, round, seals } = read(String(raw["extraData"]));
    return {
      kind,
      bytes: encodeHeader(kind, { ...raw, extraData: hashed }),
      seals: { ...(round === undefined ? {} : { round }), signatures: seals },
    };
  } catch {
    return undefined;
  }
}

/** Kaia's `eth_getBlockByNumber` leaves out what it hashes. */
async function kaiaHeader(provider: JsonRpcApiProvider, number: string): Promise<RawHeader | undefined> {
  try {
    return (await provider.send("klay_getHeaderByNumber", [number])) as RawHeader;
  } catch {
    return undefined;
  }
}

/** The trie of all receipts of a block, built as its engine does. @throws ColophonError where the node's receipts do not fit */
export async function receiptsOf(provider: JsonRpcApiProvider, block: ReadBlock): Promise<BuiltTrie> {
  const { kind, hash, transactions } = block;
  const receipts =
    kind === "kaia"
      ? ((await provider.send("klay_getBlockReceipts", [hash])) as RawReceipt[])
      : await Promise.all(
          transactions.map(async (each) => (await provider.send("eth_getTransactionReceipt", [each])) as RawReceipt),
        );
  return buildTrie(receipts.map((receipt, index) => [receiptKey(index), encodeReceipt(kind, receipt)] as const));
}
