import type { ChainReader } from "../../../lib/chain/rpc/reader";

/** A node that does not answer is not waited for longer, in milliseconds. */
const PATIENCE_MS = 20_000;

/** Why a node gave no answer: nobody is there or lets pages ask, or what is there speaks otherwise. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";

  constructor(
    readonly reason: "unreachable" | "not a node",
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** A node's JSON-RPC by `fetch`, as far as reading needs it. Nothing but the question is sent: no cookies, no referrer. */
export class JsonRpc implements ChainReader {
  #asked = 0;

  constructor(
    readonly url: string,
    readonly signal?: AbortSignal,
  ) {}

  /** @throws NoAnswer; the signal's reason */
  // The answer is whatever the node says, as in ethers' own `send`.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async send(method: string, params: unknown[] | Record<string, unknown>): Promise<any> {
    const id = ++this.#asked;
    const answer = await this.#post(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    if (typeof answer !== "object" || answer === null || !("id" in answer) || answer.id !== id) {
      throw new NoAnswer("not a node", `what is at ${this.url} does not speak JSON-RPC`);
    }
    if ("error" in answer) throw new NoAnswer("not a node", `${method}: ${JSON.stringify(answer.error)}`);
    return "result" in answer ? answer.result : null;
  }

  async getBlock(block: number | "latest"): Promise<{ readonly timestamp: number } | null> {
    const tag = block === "latest" ? block : `0x${block.toString(16)}`;
    const found = (await this.send("eth_getBlockByNumber", [tag, false])) as { readonly timestamp: string } | null;
    return found === null ? null : { timestamp: Number(found.timestamp) };
  }

  async #post(body: string): Promise<unknown> {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const signal = this.signal === undefined ? patience : AbortSignal.any([this.signal, patience]);
    const headers = { "content-type": "application/json" };
    let text: string;
    try {
      const how = { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", redirect: "error" } as const;
      const response = await fetch(this.url, { method: "POST", headers, body, signal, ...how });
      text = await response.text();
    } catch (cause) {
      this.signal?.throwIfAborted();
      throw new NoAnswer("unreachable", `nobody answers at ${this.url}`, cause);
    }
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      throw new NoAnswer("not a node", `what is at ${this.url} does not speak JSON-RPC`, cause);
    }
  }
}
