import type { ServerResponse } from "node:http";

import { startServer } from "./loopback-server";

/**
 * What goes wrong with one request:
 * - late: the node gets it, and the answer never comes
 * - dropped before, dropped after: the connection ends, before or after the node got it
 * - status 429, status 500: an HTTP answer instead of the node's
 * - already known: the node gets it and is said to have had it before
 * - lost: it is answered as if the node had it
 * Beside these, `{ refusal }` is an error in a node's own words, and `{ result }` an answer; the node behind is not asked.
 */
export type Fault =
  | "late"
  | "dropped before"
  | "dropped after"
  | "status 429"
  | "status 500"
  | "already known"
  | "lost"
  | { readonly refusal: string }
  | { readonly result: unknown };

/** A question that came in. */
export interface Question {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

/** Decides what goes wrong with a question; undefined leaves it alone. */
export type Plan = (question: Question) => Fault | undefined;

/**
 * A JSON-RPC node on the loopback interface that passes questions on to another one, and fails as it is told to. It takes no
 * batches, as some gateways do, so that each question comes by itself.
 */
export interface FaultyNode {
  readonly url: string;
  /** All that it was asked, in its order. */
  readonly questions: readonly Question[];
  /** May be changed at any time. */
  plan: Plan;
  /** Runs on each question before anything is done about it. */
  watch: (question: Question) => void | Promise<void>;
  /** Runs on each answer of the node behind, before it is passed on. */
  watchAnswer: (question: Question, result: unknown) => void | Promise<void>;
  stop(): Promise<void>;
}

/** The hash by which a node names a transaction that it never had. */
const LOST_HASH = `0x${"00".repeat(32)}`;

/** @param target the URL of the node behind, asked for at each question: it may be another one after a restart */
export async function startFaultyNode(target: () => string): Promise<FaultyNode> {
  const questions: Question[] = [];
  const handle = async (response: ServerResponse, body: string): Promise<void> => {
    // What an ethers provider sends.
    const question = JSON.parse(body) as Question | readonly Question[];
    if ("length" in question) return end(response, 400, "no batches");
    questions.push(question);
    await node.watch(question);
    const fault = node.plan(question);
    if (fault === "dropped before") return void response.destroy();
    if (fault === "status 429" || fault === "status 500") return end(response, Number(fault.slice(-3)), "no");
    if (fault === "lost") return answer(response, question, { result: LOST_HASH });
    if (typeof fault === "object" && "result" in fault) return answer(response, question, fault);
    if (typeof fault === "object") return refuse(response, question, fault.refusal);

    const behind = await forward(target(), body);
    if (behind === undefined || fault === "dropped after") return void response.destroy();
    const { result = null } = JSON.parse(behind) as { result?: unknown };
    await node.watchAnswer(question, result);
    if (fault === "already known") return refuse(response, question, "already known");
    if (fault !== "late") end(response, 200, behind);
  };
  const server = await startServer((response, body) => void handle(response, body));
  const node: FaultyNode = {
    ...{ url: server.url, questions, stop: () => server.stop() },
    ...{ plan: () => undefined, watch: () => undefined, watchAnswer: () => undefined },
  };
  return node;
}

/** The same faults for the same seed: each question fails with this probability, by one of the faults by chance. */
export function seededPlan(seed: number, probability: number, faults: readonly Fault[]): Plan {
  const next = mulberry32(seed);
  return ({ method }) => {
    const isHit = next() < probability;
    const fault = faults[Math.floor(next() * faults.length)];
    const isForSending = fault === "lost" || fault === "already known";
    return isHit && (!isForSending || method === "eth_sendRawTransaction") ? fault : undefined;
  };
}

/** These faults for the next questions of a method, one each; then none. */
export function planOf(method: string, ...faults: readonly (Fault | undefined)[]): Plan {
  const left = [...faults];
  return (question) => (question.method === method ? left.shift() : undefined);
}

/** The node's answer, undefined where it has none: it does not run. */
async function forward(url: string, body: string): Promise<string | undefined> {
  try {
    const headers = { "content-type": "application/json" };
    return await (await fetch(url, { method: "POST", headers, body })).text();
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, question: Question, message: string): void {
  answer(response, question, { error: { code: -32000, message } });
}

function answer(response: ServerResponse, { id }: Question, content: object): void {
  end(response, 200, JSON.stringify({ jsonrpc: "2.0", id, ...content }));
}

function end(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/json" }).end(body);
}

/** Chance that can be had again: a number from 0 to 1 at each call. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
