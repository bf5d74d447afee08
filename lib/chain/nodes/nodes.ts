import { type JsonRpcPayload, type JsonRpcResult, makeError } from "ethers";

import { isPast } from "../../elapsed";
import { judgeNodes, referenceHeight, type Report, type Verdict } from "./health";
import type { Node } from "./node";
import { isNodesOwnTrouble } from "./node-words";
import { surveyNodes } from "./survey";

/** How long a report is believed, in milliseconds. */
const REPORT_AGE_MS = 2_000;
/** How long a node may take for an answer where there are others to ask, in milliseconds. */
const TIMEOUT_AMONG_OTHERS_MS = 5_000;

/** What a survey found of one node. */
export type NodeStatus = Report & { readonly verdict: Verdict };

/**
 * Several nodes of one chain, used as one. Questions and transactions go to one that is healthy, and on to the next where it
 * gives no answer, falls behind the others or turns out to be of another chain. Nothing is lost by asking twice: a node that
 * is handed the same signed bytes again does nothing.
 */
export class Nodes {
  /** The healthy ones, the one in use first. */
  #healthy: Node[];
  #surveyedAt = -Infinity;
  #survey: Promise<NodeStatus[]> | undefined;
  #silences = 0;

  /**
   * @param all at least one
   * @param timeout how long a node may take for an answer, in milliseconds
   * @param reports what is known of them already
   */
  constructor(
    private readonly all: readonly Node[],
    private readonly chainId: bigint,
    private readonly timeout: number,
    reports: readonly Report[],
  ) {
    this.#healthy = [];
    this.#use(reports);
  }

  /**
   * Hands a payload to a node.
   * @throws the last node's failure where none answers. An error that a node answers with is an answer.
   */
  async exchange(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    const [only] = this.all;
    if (only !== undefined && this.all.length === 1) return only.exchange(payload, this.timeout);

    if (isPast(this.#surveyedAt, REPORT_AGE_MS)) void this.survey();
    let failure: unknown;
    let open = [payload].flat();
    const answers: JsonRpcResult[] = [];
    for (const isLastRound of [false, true]) {
      const troubles = new Map<unknown, JsonRpcResult>();
      for (const node of [...this.#healthy]) {
        try {
          const given = await node.exchange(Array.isArray(payload) ? open : payload, this.#timeoutAmongOthers);
          for (const answer of given) {
            if (!("error" in answer && isNodesOwnTrouble(answer.error))) {
              answers.push(answer);
              continue;
            }
            troubles.set(answer.id, answer);
            this.#silences += 1;
          }
          open = open.filter(({ id }) => answers.every((answer) => answer.id !== id));
          if (open.length === 0) return answers;
        } catch (error) {
          failure = error;
          this.#silences += 1;
          this.#healthy = this.#healthy.filter((each) => each !== node);
        }
      }
      const theirs = open.flatMap(({ id }) => troubles.get(id) ?? []);
      if (theirs.length === open.length) return [...answers, ...theirs];
      // One that was silent may answer again by now.
      if (!isLastRound) await this.survey();
    }
    if (failure instanceof Error) throw failure;
    throw makeError(`none of the ${this.all.length} nodes is well`, "NETWORK_ERROR", { event: "survey" });
  }

  /** How often a node had a trouble instead of an answer, and another was asked: it may have done what it was asked to. */
  get silences(): number {
    return this.#silences;
  }

  get #timeoutAmongOthers(): number {
    return Math.min(this.timeout, TIMEOUT_AMONG_OTHERS_MS);
  }

  /** Asks each healthy node for a quantity. @returns the answers that come */
  async quantities(method: string): Promise<bigint[]> {
    const asking = this.#healthy.map((node) => node.quantity(method, this.#timeoutAmongOthers));
    const outcomes = await Promise.allSettled(asking);
    return outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  }

  /** Uses the next healthy node from now on: the one in use has not done what the others may. */
  useNext(): void {
    const [inUse, ...others] = this.#healthy;
    if (inUse !== undefined) this.#healthy = [...others, inUse];
  }

  /** Asks all nodes how they are, and from then on uses those that are well. */
  async survey(): Promise<NodeStatus[]> {
    this.#survey ??= this.#lookAround().finally(() => (this.#survey = undefined));
    return this.#survey;
  }

  async #lookAround(): Promise<NodeStatus[]> {
    return this.#use(await surveyNodes(this.all, this.#timeoutAmongOthers));
  }

  #use(reports: readonly Report[]): NodeStatus[] {
    const verdicts = judgeNodes(reports, this.chainId);
    const statuses = reports.map((report, index) => ({ ...report, verdict: verdicts[index] ?? "silent" }));
    const [inUse] = this.#healthy;
    const reference = referenceHeight(reports, this.chainId) ?? 0n;
    // The one in use stays so. Of the others the one that is farthest is the first to know what was just written.
    this.#healthy = statuses
      .filter(({ verdict }) => verdict === "healthy")
      .sort((a, b) => rank(b, inUse, reference) - rank(a, inUse, reference))
      .map(({ node }) => node);
    this.#surveyedAt = performance.now();
    return statuses;
  }
}

/** How many of several nodes answer, as the end of a sentence: "3 nodes 1 answers", "3 nodes 2 answer". */
export function countAnswering(nodes: readonly NodeStatus[]): string {
  const answering = nodes.filter(({ state }) => state === "answers").length;
  return `${nodes.length} nodes ${answering} ${answering === 1 ? "answers" : "answer"}`;
}

/** @param reference a claim of more than this counts for nothing */
function rank(status: NodeStatus, inUse: Node | undefined, reference: bigint): number {
  if (status.node === inUse) return Infinity;
  if (status.state !== "answers") return -1;
  return Number(status.height < reference ? status.height : reference);
}
