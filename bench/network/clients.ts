import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

import { type Acknowledged, now } from "./figures";
import type { Answer, Job, Order, Setting } from "./jobs";

const MILLISECONDS = 1000;
const CHILD = join(__dirname, "client-child.ts");

/** What clients did. */
export interface Done {
  readonly begin: number;
  /** Until when all of them were at it. */
  readonly until: number;
  readonly acknowledged: readonly Acknowledged[];
}

/** Several clients, each in a process of its own. */
export class Clients {
  private constructor(private readonly children: readonly ChildProcess[]) {}

  static async open(settings: readonly Setting[]): Promise<Clients> {
    const execArgv = ["-r", "ts-node/register/transpile-only"];
    const clients = new Clients(settings.map(() => fork(CHILD, { execArgv, stdio: ["ignore", 2, 2, "ipc"] })));
    try {
      await clients.tell(settings.map((open) => ({ open })));
    } catch (error) {
      await clients.close();
      throw error;
    }
    return clients;
  }

  /** Has the first clients each do a job, all at the same time, once all are prepared. */
  async measure(jobs: readonly Job[], seconds: number): Promise<Done> {
    await this.tell(jobs.map((prepare) => ({ prepare })));
    const begin = now();
    const each = await this.tell(jobs.map(() => ({ run: { seconds } })));
    // One that had nothing left to do before its time was over was not at it any more.
    const ends = each.map((acknowledged) => acknowledged.at(-1)?.at ?? begin);
    return { begin, until: Math.min(begin + seconds * MILLISECONDS, ...ends), acknowledged: each.flat() };
  }

  async close(): Promise<void> {
    const running = this.children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    await Promise.all(
      running.map(async (child) => {
        const exit = once(child, "exit");
        child.kill();
        await exit;
      }),
    );
  }

  private async tell(orders: readonly Order[]): Promise<Acknowledged[][]> {
    return Promise.all(
      orders.map((order, index) => {
        const child = this.children[index];
        if (child === undefined) throw new Error(`there is no client ${index}`);
        return answerOf(child, order);
      }),
    );
  }
}

async function answerOf(child: ChildProcess, order: Order): Promise<Acknowledged[]> {
  const done = new AbortController();
  const { signal } = done;
  try {
    const answered = once(child, "message", { signal });
    const ended = once(child, "exit", { signal }).then(() => Promise.reject(new Error("a client has ended")));
    // Whichever comes second is given up, and that is no failure.
    ended.catch(() => undefined);
    child.send(order);
    const [said]: unknown[] = await Promise.race([answered, ended]);
    // Nobody else speaks on this channel.
    const answer = said as Answer;
    if ("trouble" in answer) throw new Error(`a client failed: ${answer.trouble}`);
    return answer.acknowledged;
  } finally {
    done.abort();
  }
}
