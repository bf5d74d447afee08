import { setTimeout as delay } from "node:timers/promises";

import { FetchRequest, isError, type JsonRpcPayload, type JsonRpcResult, makeError } from "ethers";

import { unreadable } from "./answers";
import { quantityOf } from "./quantity";
import { shownUrl, withShownUrls } from "./shown-url";

/** How long a node that did not take a batch is asked one by one, in milliseconds. */
const ONE_BY_ONE_MS = 60_000;
/** Internal error (JSON-RPC 2.0): what stands for a question without an answer, among others that have one. */
const INTERNAL_ERROR = -32603;

/** One node's JSON-RPC over HTTP. */
export class Node {
  #id = 0;
  #oneByOneUntil = -Infinity;

  constructor(readonly url: string) {}

  /** The URL without the secrets that it may carry. */
  get shown(): string {
    return shownUrl(this.url);
  }

  /**
   * Hands over a payload, or several in one request (JSON-RPC 2.0, section 6); one by one where the node takes no batches.
   * @param timeout how long an answer may take, in milliseconds
   * @returns an answer to each, in no particular order
   * @throws the error of ethers where no JSON comes back
   */
  async exchange(payload: JsonRpcPayload | JsonRpcPayload[], timeout: number): Promise<JsonRpcResult[]> {
    if (!Array.isArray(payload)) return this.#post(payload, timeout);
    if (performance.now() < this.#oneByOneUntil) return this.#askEach(payload, timeout);
    let answers: JsonRpcResult[];
    try {
      answers = await this.#post(payload, timeout);
    } catch (error) {
      this.#oneByOneUntil = performance.now() + ONE_BY_ONE_MS;
      // Whoever asks has waited long enough.
      if (isError(error, "TIMEOUT")) throw error;
      return this.#askEach(payload, timeout);
    }
    // It may be the batch's error, such as that there is too much to answer.
    const failed = payload.filter((one) => answers.some((answer) => answer.id === one.id && "error" in answer));
    const again = failed.length === 0 ? [] : await this.#askEach(failed, timeout).catch(() => []);
    return answers.map((answer) => again.find(({ id }) => id === answer.id) ?? answer);
  }

  /** @throws the first question's failure where none has an answer */
  async #askEach(payloads: readonly JsonRpcPayload[], timeout: number): Promise<JsonRpcResult[]> {
    const outcomes = await Promise.allSettled(payloads.map((one) => this.#post(one, timeout)));
    const [first] = outcomes;
    if (first?.status === "rejected" && outcomes.every(({ status }) => status === "rejected")) throw first.reason;
    return outcomes.flatMap((outcome, index) => {
      if (outcome.status === "fulfilled") return outcome.value;
      const error = { code: INTERNAL_ERROR, message: sentenceOf(outcome.reason) };
      // As JSON-RPC has it; ethers' type names results only.
      return [{ id: payloads[index]?.id, error } as unknown as JsonRpcResult];
    });
  }

  /** With Node's own decoding: that of ethers takes seconds for the receipts of a large batch. */
  async #post(payload: JsonRpcPayload | JsonRpcPayload[], timeout: number): Promise<JsonRpcResult[]> {
    const request = new FetchRequest(this.url);
    request.timeout = timeout;
    request.body = Buffer.from(JSON.stringify(payload));
    request.setHeader("content-type", "application/json");
    const response = await inTime(request.send(), timeout);
    response.assertOk();
    const answers = [parse(Buffer.from(response.body ?? []).toString())].flat();
    const [answer] = answers;
    if (!Array.isArray(payload) && answers.length === 1 && isAnswer(answer)) {
      return [readable(payload, { ...answer, id: payload.id } as JsonRpcResult)];
    }
    if (Array.isArray(payload) && areAnswersTo(payload, answers)) {
      const asked = new Map(payload.map((one) => [one.id, one]));
      return answers.map((one) => readable(asked.get(one.id), one));
    }
    throw makeError("the answer is none of JSON-RPC", "NETWORK_ERROR", { event: "answer" });
  }

  /**
   * Asks for a quantity.
   * @throws Error where the node gives none
   */
  async quantity(method: string, timeout: number): Promise<bigint> {
    this.#id += 1;
    const [answer] = await this.exchange({ jsonrpc: "2.0", id: this.#id, method, params: [] }, timeout);
    const quantity = quantityOf(answer?.result);
    if (quantity === undefined) throw new Error(`${this.shown} answers ${method} with ${JSON.stringify(answer)}`);
    return quantity;
  }
}

/** What went wrong, without the details that ethers adds: the URL is among them. */
function sentenceOf(error: unknown): string {
  return withShownUrls(error instanceof Error && "shortMessage" in error ? String(error.shortMessage) : String(error));
}

/** ethers' own timeout is between two pieces of an answer, and begins anew while it waits for a busy node. */
async function inTime<T>(answer: Promise<T>, timeout: number): Promise<T> {
  const isLate = new AbortController();
  const late = delay(timeout, undefined, { signal: isLate.signal, ref: false }).then(() => {
    throw makeError("request timeout", "TIMEOUT", { operation: "request", reason: "timeout" });
  });
  // Whichever comes second counts for nothing.
  late.catch(() => undefined);
  answer.catch(() => undefined);
  return Promise.race([answer, late]).finally(() => {
    isLate.abort();
  });
}

/** @throws the error of a network that fails: a page instead of JSON comes from whatever stands before the node */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw makeError("the answer is no JSON", "NETWORK_ERROR", { event: "answer" });
  }
}

/** Whether each question has an answer of its own. */
function areAnswersTo(asked: readonly JsonRpcPayload[], answers: readonly unknown[]): answers is JsonRpcResult[] {
  if (answers.length !== asked.length || !answers.every(isAnswer)) return false;
  const ids = new Set(answers.map((answer) => ("id" in answer ? answer.id : undefined)));
  return asked.every(({ id }) => ids.has(id));
}

/** The answer, or an error in its place where the question cannot have such a one. */
function readable(asked: JsonRpcPayload | undefined, answer: JsonRpcResult): JsonRpcResult {
  const error = asked === undefined || "error" in answer ? undefined : unreadable(asked.method, answer.result);
  // As JSON-RPC has it; ethers' type names results only.
  return error === undefined ? answer : ({ id: answer.id, error } as unknown as JsonRpcResult);
}

function isAnswer(answer: unknown): answer is object {
  return typeof answer === "object" && answer !== null && ("result" in answer || "error" in answer);
}
