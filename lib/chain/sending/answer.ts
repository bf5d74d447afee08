import { isCallException, isError } from "ethers";

import { ColophonError } from "../../errors";
import { explain } from "../contracts/failures";

/**
 * What a node's error means for who has asked:
 * - taken: the node has the transaction, or its nonce has been used. The receipt decides.
 * - underpriced: it takes the transaction only at a higher price.
 * - occupied: another transaction with the nonce waits, and the price does not outbid it.
 * - early: it takes the transaction once those before it have come.
 * - unfunded: the balance does not cover it, perhaps because others are counted that are under way.
 * - never: no waiting mends it.
 * - later: everything else. It may pass.
 */
export type Answer = "taken" | "underpriced" | "occupied" | "early" | "unfunded" | "never" | "later";

/** HTTP answers that stay as they are: not allowed, wrong method, too large. */
const LASTING_STATUS: readonly number[] = [401, 403, 405, 413];
/** The codes of ethers for wrong use of it, which a test would have to find. */
const LASTING_CODES = ["UNSUPPORTED_OPERATION", "INVALID_ARGUMENT", "NOT_IMPLEMENTED"] as const;

/** The nodes' own words; no two of them use the same. The order matters. */
const WORDS: readonly (readonly [RegExp, Answer])[] = [
  [/already (known|imported|in (the )?(mem)?pool)|\bknown transaction|already(known|in(txpool|chain))/i, "taken"],
  [/nonce (is )?too low|old ?nonce|nonce has already been used|noncecheckfail/i, "taken"],
  [/replacement.*underpriced|replacement fee too low|replacementnotallowed/i, "occupied"],
  [
    /underpriced|(less|lower) than .*base ?fee|gas ?price .*too low|gas price below|fee ?(per gas )?too ?low/i,
    "underpriced",
  ],
  [/nonce (is )?too (high|distant|far)|nonce ?gap|nonce.*in_?future/i, "early"],
  [/(insufficient|not enough|enough) (funds|balance)|balance does not cover|upfront cost/i, "unfunded"],
  [/wrong chain|chain ?id|replay.protect|invalid ?(sender|signature)|not (allowed|authori[sz]ed|permitted)/i, "never"],
  [/too (large|big)|oversized|intrinsic ?gas|exceeds .*(gas limit|maximum|cap)|init ?code|revert/i, "never"],
];

/** Reads what a node or ethers says of a failure. */
export function judge(error: unknown): Answer {
  if (error instanceof ColophonError || isCallException(error)) return "never";
  if (isError(error, "SERVER_ERROR")) {
    return LASTING_STATUS.includes(error.response?.statusCode ?? 0) ? "never" : "later";
  }
  if (isError(error, "TIMEOUT") || isError(error, "NETWORK_ERROR")) return "later";
  if (LASTING_CODES.some((code) => isError(error, code))) return "never";
  if (isError(error, "NONCE_EXPIRED")) return "taken";
  if (isError(error, "REPLACEMENT_UNDERPRICED")) return "occupied";
  if (isError(error, "INSUFFICIENT_FUNDS")) return "unfunded";
  const words = explain(error)?.message ?? String(error);
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? "later";
}
