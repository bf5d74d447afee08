import { isCallException, isError, isHexString } from "ethers";

import { ColophonError, isErrorCode } from "../../errors";
import { answersNonsense, isUnreadable } from "../nodes/answers";
import { httpStatus } from "../nodes/health";
import { isBusy, meaningOf } from "../nodes/node-words";
import { explainRevert } from "./reverts";

/**
 * Whatever went wrong between us and a contract, in words. An error that is in words already is given back as it is.
 * @param error what was thrown
 * @returns undefined for an error that is not a node's or a contract's: a fault in the program
 */
export function explain(error: unknown): ColophonError | undefined {
  if (error instanceof ColophonError) return error;
  const revert = revertDataOf(error);
  if (revert !== undefined) return explainRevert(revert, callOf(error));
  if (isError(error, "INSUFFICIENT_FUNDS")) return withoutBalance(error);
  if (isError(error, "NONCE_EXPIRED") || isError(error, "REPLACEMENT_UNDERPRICED")) {
    return new ColophonError("Another transaction of this account came first", {
      code: "AnotherTransactionFirst",
      advice: "Run the command again: it looks first at what became of its own transaction.",
      cause: error,
    });
  }
  if (isSilence(error)) {
    return new ColophonError(`The node stopped answering${statusOf(error)}`, {
      code: "NodeSilent",
      advice: "Check that it runs, and look at what is on chain before you run the command again.",
      cause: error,
    });
  }
  const unreadable = unreadableIn(error);
  if (unreadable !== undefined) return answersNonsense(unreadable, error);
  return isFromNode(error) ? fromNode(error) : undefined;
}

/** Whether no node gave an answer: nobody knows whether what it was asked to do is done. */
export function isSilence(error: unknown): boolean {
  return (
    isError(error, "TIMEOUT") || isError(error, "NETWORK_ERROR") || isError(error, "SERVER_ERROR") || isRefused(error)
  );
}

/** Whether a node has not said anything about what it was asked: neither an answer that can be read nor a refusal of that very question. */
export function hasNoAnswer(error: unknown): boolean {
  return isSilence(error) || unreadableIn(error) !== undefined || (isFromNode(error) && isBusy(nodeMessage(error)));
}

function withoutBalance(cause: unknown): ColophonError {
  return new ColophonError("The account's balance does not cover the transaction", {
    code: "Unfunded",
    advice: "Some nodes ask for a balance even where gas is free. Fund the account, or ask the network's operator to.",
    cause,
  });
}

/**
 * The data of a revert; undefined where there are none, or it is another error. ethers sees them only where the node says
 * "revert" beside them, and FISCO BCOS says nothing.
 */
export function revertDataOf(error: unknown): string | undefined {
  if (!isCallException(error)) return undefined;
  const inner: unknown = error.info?.["error"];
  const told = typeof inner === "object" && inner !== null && "data" in inner ? inner.data : undefined;
  const data = error.data ?? (isHexString(told) ? told : "0x");
  return data === "0x" ? undefined : data;
}

/** The data of the call that a revert refused; undefined where the error does not have them. */
function callOf(error: unknown): string | undefined {
  return isCallException(error) ? error.transaction.data : undefined;
}

/** What in an answer could not be read, in one sentence; undefined where it is another error. */
function unreadableIn(error: unknown): string | undefined {
  if (isUnreadable(error)) return error.message;
  if (isError(error, "BAD_DATA")) return error.shortMessage.split(" (", 1)[0];
  // What ethers throws where a value is looked at that it could not decode.
  if (error instanceof Error && error.message.startsWith("deferred error during ABI decoding")) {
    return "a value is none of its type";
  }
  const inner = innerOf(error);
  return inner === undefined ? undefined : unreadableIn(inner);
}

/** What an error has inside: ethers has the node's own in either of two places. */
function innerOf(error: unknown): unknown {
  if (typeof error !== "object" || error === null) return undefined;
  return "error" in error ? error.error : "info" in error ? error.info : undefined;
}

/** A refusal in a node's own words, which is all that some nodes give. */
function fromNode(error: unknown): ColophonError {
  const message = nodeMessage(error);
  if (meaningOf(message) === "unfunded") return withoutBalance(error);
  return new ColophonError(`The node refused: ${message}`, {
    code: "NodeRefused",
    advice: "These are the node's own words: ask its operator.",
    cause: error,
  });
}

/** The words of the node itself where the error carries them, else the error's first line. */
function nodeMessage(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  const inner = innerOf(error);
  if (typeof inner === "object" && inner !== null) {
    if ("message" in inner && typeof inner.message === "string") return inner.message;
    if ("error" in inner) return nodeMessage(inner);
  }
  // What ethers makes of an error has all its details in the message, and one sentence beside it.
  if ("shortMessage" in error && typeof error.shortMessage === "string") return error.shortMessage;
  const message = "message" in error && typeof error.message === "string" ? error.message : String(error);
  return message.split("\n", 1)[0] ?? message;
}

/** That the answer was none of JSON-RPC, where there was one. */
function statusOf(error: unknown): string {
  const status = httpStatus(error);
  return status === undefined ? "" : ` properly: HTTP status ${status}`;
}

/** Whether a node spoke: a JSON-RPC error has a number for its code, and ethers passes others on by these names. */
function isFromNode(error: unknown): boolean {
  if (!(error instanceof Error && "code" in error)) return false;
  return typeof error.code === "number" || isError(error, "CALL_EXCEPTION") || isError(error, "UNKNOWN_ERROR");
}

function isRefused(error: unknown): boolean {
  return ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"].some((code) => isErrorCode(error, code));
}
