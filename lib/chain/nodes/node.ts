import { FetchRequest, isError, type JsonRpcPayload, type JsonRpcResult, makeError } from "ethers";

/** One node's JSON-RPC over HTTP. */
export class Node {
  #id = 0;
  #takesBatches = true;

  constructor(readonly url: string) {}

  /** The URL without the password that it may carry. */
  get shown(): string {
    const { origin, pathname } = new URL(this.url);
    return pathname === "/" ? origin : `${origin}${pathname}`;
  }

  /**
   * Hands over a payload, or several in one request; one by one where the node takes no batches (JSON-RPC 2.0, section 6).
   * @param timeout how long the answer may take, in milliseconds
   * @throws the error of ethers where no JSON comes back
   */
  async exchange(payload: JsonRpcPayload | JsonRpcPayload[], timeout: number): Promise<JsonRpcResult[]> {
    if (!Array.isArray(payload)) return this.#post(payload, timeout);
    if (this.#takesBatches) {
      try {
        return await this.#post(payload, timeout);
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
    }
    const answers = await Promise.all(payload.map((one) => this.#post(one, timeout)));
    this.#takesBatches = false;
    return answers.flat();
  }

  /** With Node's own decoding: that of ethers takes seconds for the receipts of a large batch. */
  async #post(payload: JsonRpcPayload | JsonRpcPayload[], timeout: number): Promise<JsonRpcResult[]> {
    const request = new FetchRequest(this.url);
    request.timeout = timeout;
    // Compressing takes nodes longer than they need to answer, and their network is near.
    request.allowGzip = false;
    request.body = Buffer.from(JSON.stringify(payload));
    request.setHeader("content-type", "application/json");
    const response = await request.send();
    response.assertOk();
    const answers = [parse(Buffer.from(response.body ?? []).toString())].flat();
    const isWhole = answers.length === [payload].flat().length && answers.every(isAnswer);
    if (!isWhole) throw makeError("the answer is none of JSON-RPC", "NETWORK_ERROR", { event: "answer" });
    // That each has a result or an error is all that is asked of it: whoever asked looks at what there is.
    return answers as JsonRpcResult[];
  }

  /**
   * Asks for a quantity.
   * @throws Error where the node gives none
   */
  async quantity(method: string, timeout: number): Promise<bigint> {
    this.#id += 1;
    const [answer] = await this.exchange({ jsonrpc: "2.0", id: this.#id, method, params: [] }, timeout);
    const result: unknown = answer?.result;
    if (typeof result !== "string" || !/^0x[0-9a-f]+$/i.test(result)) {
      throw new Error(`${this.shown} answers ${method} with ${JSON.stringify(answer)}`);
    }
    return BigInt(result);
  }
}

/** Whether the node, or what stands before it, has answered and not as it should. */
function isRefusal(error: unknown): boolean {
  return isError(error, "SERVER_ERROR") || isError(error, "NETWORK_ERROR");
}

/** @throws the error of a network that fails: a page instead of JSON comes from whatever stands before the node */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw makeError("the answer is no JSON", "NETWORK_ERROR", { event: "answer" });
  }
}

function isAnswer(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && ("result" in answer || "error" in answer);
}
