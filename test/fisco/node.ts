import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

import { Blocks } from "./profile/blocks";
import { Clock } from "./profile/clock";
import { control, isControl } from "./profile/controls";
import { type Options, Profile } from "./profile/profile";
import { type Ask, INTERNAL_ERROR, INVALID_REQUEST, Refusal, revertDataOf, wordsOf } from "./profile/refusal";
import { Turns } from "./profile/turns";

/** The most bytes of a request. */
export const MOST_BODY = 10_240_000;
/** The most requests of a batch. */
export const MOST_REQUESTS = 8;
/** Where a test asks the chain behind, around the profile. */
export const CONTROL_PATH = "/control";
const HOST = "127.0.0.1";

/** A node with the profile of FISCO BCOS in front of another one. */
export interface FiscoNode {
  readonly url: string;
  /** Asks the chain behind, with times in seconds. */
  readonly control: Ask;
  stop(): Promise<void>;
}

interface Request {
  readonly id?: unknown;
  readonly method: string;
  readonly params?: readonly unknown[];
}

/** The chain behind did not answer: neither does the node in front of it. */
class Silence extends Error {}

/**
 * Starts the node.
 * @param target the URL of the chain behind, asked for at each question: it may be another one after a restart
 * @param port 0 is any port
 */
export async function startFiscoNode(target: () => string, port = 0, options: Options = {}): Promise<FiscoNode> {
  const chain: Ask = (method, params = []) => forward(target(), method, params);
  const clock = new Clock(chain, 1);
  const callAt = (call: unknown, time: number): readonly unknown[] => [
    call,
    "latest",
    {},
    { time: `0x${time.toString(16)}` },
  ];
  const profile = new Profile(chain, clock, { callAt, ...options });
  const turns = new Turns();
  const product: Ask = (method, params) =>
    method === "eth_sendRawTransaction" ? turns.take(() => profile.ask(method, params)) : profile.ask(method, params);
  const blocks = new Blocks(chain, clock, (work) => turns.take(work));
  const test: Ask = async (method, params = []) => {
    if (method === "evm_setIntervalMining") return blocks.every(Number(params[0] ?? 0));
    const ask = (): Promise<unknown> => control(chain, clock, method, params);
    return isControl(method) ? turns.take(ask) : ask();
  };

  const server = createServer((request, response) => {
    void handle(request, response, request.url === CONTROL_PATH ? test : product);
  }).listen(port, HOST);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the node has no port");
  return {
    url: `http://${HOST}:${address.port}`,
    control: test,
    stop: async () => {
      blocks.stop();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, ask: Ask): Promise<void> {
  try {
    const body = await read(request);
    if (body === undefined) return void response.writeHead(413, { connection: "close" }).end();
    const answer = JSON.stringify(await answerAll(body, ask));
    response.writeHead(200, { "content-type": "application/json" }).end(answer);
  } catch {
    response.destroy();
  }
}

/** @returns undefined where it is too long */
async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  // What an HTTP server gives.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MOST_BODY) chunks.push(chunk);
  }
  return length > MOST_BODY ? undefined : Buffer.concat(chunks).toString();
}

async function answerAll(body: string, ask: Ask): Promise<unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return failure(null, new Refusal(INVALID_REQUEST, "Parse json failed"));
  }
  if (!Array.isArray(parsed)) return answerOne(parsed, ask);
  if (parsed.length === 0) return failure(null, new Refusal(INVALID_REQUEST, "The request array is empty"));
  if (parsed.length > MOST_REQUESTS) {
    const words = `The requested array size exceeds the limit size: ${MOST_REQUESTS}`;
    return failure(null, new Refusal(INVALID_REQUEST, words));
  }
  const answers = await Promise.all(parsed.map((each) => answerOne(each, ask)));
  // An array of one is answered as if it was none.
  return answers.length === 1 ? answers[0] : answers;
}

async function answerOne(request: unknown, ask: Ask): Promise<unknown> {
  if (!isRequest(request)) return failure(null, new Refusal(INVALID_REQUEST, "The request is invalid"));
  const { id, method, params = [] } = request;
  try {
    return { jsonrpc: "2.0", id, result: (await ask(method, params)) ?? null };
  } catch (error) {
    if (error instanceof Silence) throw error;
    return failure(id, error);
  }
}

function isRequest(value: unknown): value is Request {
  if (typeof value !== "object" || value === null || !("method" in value)) return false;
  return typeof value.method === "string" && (!("params" in value) || Array.isArray(value.params));
}

function failure(id: unknown, error: unknown): unknown {
  const code = error instanceof Refusal ? error.code : INTERNAL_ERROR;
  const data = revertDataOf(error);
  return { jsonrpc: "2.0", id, error: { code, message: wordsOf(error), ...(data === undefined ? {} : { data }) } };
}

async function forward(url: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body }).catch(() => undefined);
  const text = await response?.text().catch(() => undefined);
  if (text === undefined) throw new Silence(`${url} does not answer`);
  // What a JSON-RPC node answers.
  const { result, error } = JSON.parse(text) as {
    result?: unknown;
    error?: { code: number; message: string; data?: unknown };
  };
  if (error === undefined) return result;
  throw new Refusal(error.code, error.message, typeof error.data === "string" ? error.data : undefined);
}
