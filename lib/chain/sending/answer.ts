import { isCallException, isError } from "ethers";

import { ColophonError } from "../../errors";
import { explain } from "../contracts/failures";
import { type Answer, meaningOf } from "../nodes/node-words";

/** HTTP answers that stay as they are: not allowed, wrong method, too large. */
const LASTING_STATUS: readonly number[] = [401, 403, 405, 413];
/** The codes of ethers for wrong use of it, which a test would have to find. */
const LASTING_CODES = ["UNSUPPORTED_OPERATION", "INVALID_ARGUMENT", "NOT_IMPLEMENTED"] as const;

/** Reads what a node or ethers says of a failure. */
export function judge(error: unknown): Answer {
  if (error instanceof ColophonError || isCallException(error)) return "never";
  if (isError(error, "SERVER_ERROR")) {
    return LASTING_STATUS.includes(error.response?.statusCode ?? 0) ? "never" : "later";
  }
  if (isError(error, "TIMEOUT") || isError(error, "NETWORK_ERROR")) return "later";
  if (LASTING_CODES.some((code) => isError(error, code))) return "never";
  if (isError(error, "NONCE_EXPIRED")) return "used";
  if (isError(error, "REPLACEMENT_UNDERPRICED")) return "occupied";
  if (isError(error, "INSUFFICIENT_FUNDS")) return "unfunded";
  return meaningOf(explain(error)?.message ?? String(error));
}
