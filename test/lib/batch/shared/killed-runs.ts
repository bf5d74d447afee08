import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { expect } from "chai";

import type { DevAccountName } from "../../../../lib/chain/development/dev-accounts";
import { Stage } from "../../../cli/shared/stage";
import { Random, testSeed } from "../../../shared/random";
import { type FaultyNode, startFaultyNode } from "../../shared/faulty-node";
import type { Moment } from "../run/child-order";
import {
  compileChild,
  expectRegisteredOnce,
  type Fixed,
  type Job,
  readFixed,
  startChild,
  writeCsv,
  writeFolder,
} from "./bulk-stage";

/** Two at a time, each with an account and a store of its own. */
const LANES: readonly DevAccountName[] = ["aurora", "borealis"];
const SMALL_FILES = 40;
const HASHES = 60;
const MOST_WORKS_PER_CALL = 5;
/** Ten times what a run takes with all that is done around it. */
const MOST_MS_PER_RUN = 15_000;
/** More than are left alone in all rounds. */
const SPARED_RUNS = 50;
/** How often a run is left alone, so that its round ends. */
const SPARED = 0.12;

/** How a run is killed: after a part of the time that it takes, at a moment of its own, or at a question to the node. */
type Kill =
  | { readonly by: "time"; readonly part: number }
  | ({ readonly by: "moment" } & Moment)
  | { readonly by: "question"; readonly method: string; readonly nth: number; readonly side: "before" | "after" };

/** As often as each is there. */
const KINDS: readonly Kill["by"][] = ["time", "time", "moment", "moment", "question"];

/** Moments of the preparation and how often each comes at most; most come only before the batch file is there. */
const EARLY: readonly (readonly [Moment["of"], number])[] = [
  ["progress", 6],
  ["taking rows in", 1],
  ["noting a hash", 40],
  ["keeping a hash", 2],
  ["sealing", 1],
  ["renaming", 1],
];
const LATE: Readonly<Record<Job["mode"], readonly (readonly [Moment["of"], number])[]>> = {
  anchor: [
    ["keeping signed transactions", 1],
    ["noting a receipt", 1],
    ["noting the anchor", 2],
  ],
  direct: [
    ["keeping signed transactions", 1],
    ["noting a receipt", 20],
    ["noting a receipt", 5],
  ],
};
const QUESTIONS: readonly (readonly [string, number])[] = [
  ["eth_sendRawTransaction", 1],
  ["eth_sendRawTransaction", 12],
  ["eth_getTransactionReceipt", 12],
  ["eth_getTransactionCount", 3],
  ["eth_estimateGas", 1],
];

/** What is known of the runs of all lanes. */
interface Tally {
  /** How the runs were killed. */
  readonly kills: Kill["by"][];
  /** How long a run works that nobody kills, in milliseconds; the first of each mode shows it. */
  readonly durations: Partial<Record<Job["mode"], number>>;
}

/** One store, one account, and one batch after the other. */
class Lane {
  rounds = 0;

  constructor(
    private readonly stage: Stage,
    private readonly node: FaultyNode,
    private readonly script: string,
    private readonly account: DevAccountName,
    private readonly random: Random,
    private readonly tally: Tally,
    private readonly isEnough: () => boolean,
  ) {}

  async playRound(): Promise<void> {
    const mode = this.rounds % 2 === LANES.indexOf(this.account) ? "anchor" : "direct";
    const folder = this.stage.at(`${this.account}-${this.rounds}`);
    const isCsv = this.random.chance(0.5);
    mkdirSync(folder);
    const source = isCsv
      ? writeCsv(join(folder, "works.csv"), this.random, HASHES)
      : writeFolder(join(folder, "works"), this.random, SMALL_FILES, 1 + this.random.below(2));
    const firstBlock = (await this.stage.colophon.provider.getBlockNumber()) + 1;
    const job: Job = { account: this.account, home: join(folder, "home"), mode, source, firstBlock };
    const kills: string[] = [];
    try {
      await this.runUntilDone(job, kills);
      await expectRegisteredOnce(this.stage, job);
    } catch (cause) {
      throw new Error(`${mode}, round ${this.rounds} of ${this.account}: ${kills.join("; ")}: ${String(cause)}`, {
        cause,
      });
    }
    this.rounds += 1;
    await rm(folder, { recursive: true });
  }

  private async runUntilDone(job: Job, kills: string[]): Promise<void> {
    const worksPerCall = 1 + this.random.below(MOST_WORKS_PER_CALL);
    let first: Fixed | undefined;
    for (;;) {
      const isSpared = this.tally.durations[job.mode] === undefined || this.isEnough() || this.random.chance(SPARED);
      const kill = isSpared ? undefined : this.someKill(job, first !== undefined);
      kills.push(JSON.stringify(kill ?? "spared"));
      const wasKilled = await this.run(job, worksPerCall, kill);
      if (kill !== undefined && wasKilled) this.tally.kills.push(kill.by);
      const fixed = await readFixed(this.stage, job);
      if (first !== undefined) expect(fixed, "the batch file").to.deep.equal(first);
      first = fixed;
      if (!wasKilled) return;
    }
  }

  /** @returns whether it was killed before it ended */
  private async run({ account, home, mode, source }: Job, worksPerCall: number, kill?: Kill): Promise<boolean> {
    const { from } = source;
    const running = startChild(this.script, {
      ...{
        url: this.node.url,
        deployments: join(this.stage.home, "deployments"),
        home,
        account,
        from,
        mode,
        worksPerCall,
      },
      ...(kill?.by === "moment" ? { moment: kill } : {}),
    });
    const die = async (): Promise<void> => {
      running.kill("SIGKILL");
      await running.ended;
    };
    if (kill?.by === "question") this.killAt(kill, die);
    await running.firstLine;
    const begin = performance.now();
    if (kill?.by === "time")
      await Promise.race([delay(kill.part * (this.tally.durations[mode] ?? 0)).then(die), running.ended]);
    const { code, stderr } = await running.ended;
    this.node.watch = () => undefined;
    this.node.watchAnswer = () => undefined;
    this.node.plan = () => undefined;
    if (code !== null && code !== 0) throw new Error(`it ended with ${code}: ${stderr}`);
    if (kill === undefined) this.tally.durations[mode] = performance.now() - begin;
    return code === null;
  }

  /** Kills when the node is asked, so that it never gets the question, or when it has answered. */
  private killAt({ method, nth, side }: Kill & { by: "question" }, die: () => Promise<void>): void {
    let asked = 0;
    const hit = (question: { readonly method: string }): boolean => question.method === method && (asked += 1) === nth;
    if (side === "after") {
      this.node.watchAnswer = async (question) => {
        if (hit(question)) await die();
      };
      return;
    }
    let isDead = false;
    this.node.plan = () => (isDead ? "dropped before" : undefined);
    this.node.watch = async (question) => {
      if (!hit(question)) return;
      isDead = true;
      await die();
    };
  }

  private someKill({ mode }: Job, isSealed: boolean): Kill {
    const { random } = this;
    const side = random.pick(["before", "after"] as const);
    const missing = KINDS.filter((kind) => !this.tally.kills.includes(kind));
    const by = random.pick(missing.length > 0 ? missing : KINDS);
    // The root of an even chance lies more often near the end.
    if (by === "time") return { by, part: Math.sqrt(random.fraction()) };
    if (by === "question") {
      const [method, most] = random.pick(QUESTIONS);
      return { by, method, nth: 1 + random.below(most), side };
    }
    const [of, most] = random.pick(isSealed || random.chance(0.5) ? LATE[mode] : EARLY);
    return { by, of, nth: 1 + random.below(most), side };
  }
}

/**
 * Registers batches whose runs are killed, each until it is done.
 * @param count how many runs are killed in all, at least
 * @param rounds how many batches each lane registers, at least; the first run of each mode is left alone
 */
export function survivesKills(count: number, rounds: number): void {
  const seed = testSeed();
  let stage: Stage;
  let nodes: FaultyNode[];
  let script: string;

  before(async () => {
    stage = await Stage.set();
    script = compileChild(stage.at("compiled"));
    nodes = await Promise.all(LANES.map(() => startFaultyNode(() => stage.anvil.url)));
  });

  after(async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    await stage.strike();
  });

  it(`goes on where it was, ${count} times, with the seed ${seed}`, async function () {
    this.timeout((SPARED_RUNS + count) * MOST_MS_PER_RUN);
    const tally: Tally = { kills: [], durations: {} };
    const { kills } = tally;
    const isEnough = (): boolean => kills.length >= count && KINDS.every((by) => kills.includes(by));
    const lanes: readonly Lane[] = nodes.map((node, index) => {
      const random = new Random(seed + index);
      return new Lane(stage, node, script, LANES[index] ?? "aurora", random, tally, isEnough);
    });

    await Promise.all(
      lanes.map(async (lane) => {
        while (!isEnough() || lane.rounds < rounds) await lane.playRound();
      }),
    );
  });
}
