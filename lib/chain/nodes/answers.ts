import { ColophonError } from "../../errors";
import { quantityOf } from "./quantity";

/** How the error that stands for an answer which is none is told from those of nodes, whose codes are numbers. */
const UNREADABLE = "unreadable";
/** Characters of such an answer that are shown. */
const MOST_SHOWN = 40;

type Is = (value: unknown) => boolean;

const isData: Is = (value) => typeof value === "string" && /^0x[0-9a-f]*$/i.test(value) && value.length % 2 === 0;
const isWord: Is = (value) => isData(value) && value !== "0x";
const isQuantity: Is = (value) => quantityOf(value) !== undefined;
const isCount: Is = (value) => Number.isSafeInteger(Number(quantityOf(value)));
const isListOf =
  (isOne: Is): Is =>
  (value) =>
    Array.isArray(value) && value.every(isOne);
const has =
  (fields: Readonly<Record<string, Is>>): Is =>
  (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.entries(fields).every(([name, is]) => is((value as Readonly<Record<string, unknown>>)[name])); // whatever it has
const orNull =
  (is: Is): Is =>
  (value) =>
    value === null || is(value);

const isLog = has({ address: isData, topics: isListOf(isData), data: isData });
// A block that is not made yet has no hash.
const isBlock = has({ hash: orNull(isData), transactions: isListOf(() => true) });
// Null where the state is not kept any more.
const isProof = has({ accountProof: isListOf(isData), storageProof: isListOf(has({ proof: isListOf(isData) })) });

/** What the answers must be like on which ethers or we rely, as Ethereum's JSON-RPC has them. Of other methods nothing is asked. */
const ANSWERS: Readonly<Record<string, Is>> = {
  eth_blockNumber: isCount,
  eth_call: isData,
  eth_chainId: isQuantity,
  eth_estimateGas: isQuantity,
  eth_gasPrice: isQuantity,
  eth_getBalance: isQuantity,
  eth_getBlockByHash: orNull(isBlock),
  eth_getBlockByNumber: orNull(isBlock),
  eth_getCode: isData,
  eth_getLogs: isListOf(isLog),
  eth_getProof: orNull(isProof),
  eth_getStorageAt: isWord,
  eth_getTransactionCount: isCount,
  eth_getTransactionReceipt: orNull(has({ logs: isListOf(isLog) })),
};

/** The error of JSON-RPC that stands for an answer of a node which is none to the method; undefined where it is one. */
export function unreadable(method: string, result: unknown): { code: string; message: string } | undefined {
  const isAnswer = ANSWERS[method];
  if (isAnswer === undefined || isAnswer(result)) return undefined;
  const shown = JSON.stringify(result) ?? "nothing";
  const short = shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}…` : shown;
  return { code: UNREADABLE, message: `${method} is answered with ${short}` };
}

/** Whether an error of a JSON-RPC answer stands for one that is none. */
export function isUnreadable(error: unknown): error is { readonly message: string } {
  return typeof error === "object" && error !== null && "code" in error && error.code === UNREADABLE;
}

/** The refusal of an answer of a node that is none to what it was asked. @param what the answer, as the end of a sentence */
export function answersNonsense(what: string, cause?: unknown): ColophonError {
  return new ColophonError(`The node's answer makes no sense: ${what}`, {
    code: "NodeUnreadable",
    advice: "Ask another node of the network. Where all say so, see that the deployment files are of this network.",
    cause,
  });
}
