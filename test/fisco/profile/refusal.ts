/** Asks a node. It throws a `Refusal`, or an error of the chain behind. */
export type Ask = (method: string, params?: readonly unknown[]) => Promise<unknown>;

/** The codes of JSON-RPC that a node answers with. */
export const INVALID_REQUEST = -32600;
export const METHOD_NOT_FOUND = -32601;
export const INVALID_PARAMS = -32602;
export const INTERNAL_ERROR = -32603;
/** The node's own code where a filter is wrong. */
export const FILTER_ERROR = -32000;
/** The code of a call that reverted: the number of the transaction status. */
export const REVERTED = 16;

/** The error of a JSON-RPC answer. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly data?: string,
  ) {
    super(message);
    this.name = "Refusal";
  }
}

/** The bytes of a revert in an error of the chain behind; undefined where it is another error. */
export function revertDataOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("data" in error)) return undefined;
  const { data } = error;
  if (typeof data === "string") return data;
  return revertDataOf(data);
}

/** The words of an error. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
